import { hex, type Octets } from '../../../../wire/octets.ts';
import type { Seen } from '../../../../wire/seen.ts';
import { strftime } from '../../calendar.ts';
import { ethernetText, ethertypeText, printPayload } from './ip.ts';
import type { Printing, Style } from './printing.ts';

/** What came before, of the frames that a capture prints. */
export interface Before {
  /** How many. */
  readonly count: number;
  /** When (ms since 1970) the first and the last came. */
  readonly first: number | undefined;
  readonly last: number | undefined;
}

/** A frame as tcpdump prints it, with its line's end. `cooked`: captured on all devices at once. */
export function printFrame(seen: Seen, printing: Printing, before: Before, cooked: boolean): string {
  const { style } = printing;
  const number = style.number ? `${String(before.count + 1).padStart(5)}  ` : '';
  const body = printPayload(seen.ethertype, seen.octets, printing);
  const head = cooked ? cookedHeader(seen, printing) : etherHeader(seen, printing);
  return `${number}${timeText(seen.at, style, before)}${head}${body}${dump(seen, style)}\n`;
}

const etherHeader = ({ header, octets }: Seen, printing: Printing): string =>
  printing.style.link ? ethernetText(header, header.length + octets.length, printing) : '';

/** print-sll.c, version 2 */
function cookedHeader({ device, direction, source, ethertype, header, octets }: Seen, printing: Printing): string {
  const place = `${device.name.padEnd(5)} ${direction.padEnd(3)} `;
  if (!printing.style.link) return place;
  const length = header.length + octets.length;
  return `${place}ifindex ${device.index} ${printing.names.mac(source)} ${ethertypeText(ethertype, printing)}, length ${length}: `;
}

const two = (value: number): string => String(value).padStart(2, '0');
/** Microseconds, which a sum of fractions may miss by a hair. */
const micros = (at: number): number => Math.round(at * 1000);

function timeText(at: number, { time }: Style, before: Before): string {
  if (time === 1) return '';
  const whole = Math.floor(micros(at) / 1_000_000);
  const rest = String(micros(at) % 1_000_000).padStart(6, '0');
  if (time === 2) return `${whole}.${rest} `;
  if (time === 3 || time === 5) return ` ${elapsed(at, (time === 3 ? before.last : before.first) ?? at)} `;
  return `${strftime(time === 4 ? '%F %T' : '%T', whole * 1000)}.${rest} `;
}

function elapsed(at: number, since: number): string {
  const passed = Math.max(0, micros(at) - micros(since));
  const seconds = Math.floor(passed / 1_000_000);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return `${clock}.${String(passed % 1_000_000).padStart(6, '0')}`;
}

/** The octets themselves: -x, -X, -A. */
function dump({ header, octets }: Seen, { dump: how, dumpLink, snapshot }: Style): string {
  if (how === 'none') return '';
  const all = [...header, ...octets].slice(0, snapshot);
  const shown = dumpLink ? all : all.slice(header.length);
  return how === 'text' ? `\n${asciiText(shown)}` : hexText(shown, how === 'both');
}

/** ascii_print: line feeds as they are, a carriage return before one left out. */
function asciiText(octets: Octets): string {
  return octets
    .map((octet, i) => {
      if (octet === 13) return octets[i + 1] === 10 ? '' : '.';
      return octet === 9 || octet === 10 || (octet >= 32 && octet < 127) ? String.fromCharCode(octet) : '.';
    })
    .join('');
}

const LINE = 16;
const HEX_WIDTH = 40;

/** hex_print, hex_and_ascii_print */
function hexText(octets: Octets, ascii: boolean): string {
  let text = '';
  for (let at = 0; at < octets.length; at += LINE) {
    const line = octets.slice(at, at + LINE);
    const pairs = Array.from({ length: Math.ceil(line.length / 2) }, (_, i) =>
      line
        .slice(i * 2, i * 2 + 2)
        .map((octet) => hex(octet, 2))
        .join(''),
    );
    const stuff = ` ${pairs.join(' ')}`;
    const shown = line.map((octet) => (octet > 32 && octet < 127 ? String.fromCharCode(octet) : '.')).join('');
    text += `\n\t0x${hex(at, 4)}: ${ascii ? `${stuff.padEnd(HEX_WIDTH)}  ${shown}` : stuff}`;
  }
  return text;
}
