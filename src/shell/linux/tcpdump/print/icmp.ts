import { ipOf } from '../../../../wire/address.ts';
import { at16, at32, at8, checksum, hex, macText, type Octets } from '../../../../wire/octets.ts';
import { PROTOCOL } from '../../../../wire/encode.ts';
import { checksumOf } from './tcp.ts';
import type { IpParts, Printing } from './printing.ts';

type PrintPacket = (octets: Octets) => string;

/** What an error says of the packet it quotes: whom that was for, by which protocol and port. */
interface Quoted {
  readonly destination: string;
  readonly protocol: number;
  readonly port: number;
}

const quotedIn = (octets: Octets, names: Printing['names']): Quoted => {
  const v6 = at8(octets, 0) >> 4 === 6;
  const header = v6 ? 40 : (at8(octets, 0) & 15) * 4;
  return {
    destination: names.host(ipOf(v6 ? octets.slice(24, 40) : octets.slice(16, 20))),
    protocol: at8(octets, v6 ? 6 : 9),
    port: at16(octets, header + 2),
  };
};

/** print-icmp.c. `quote` prints the packet that an error speaks of. */
export function printIcmp(ip: IpParts, printing: Printing, quote: PrintPacket): string {
  const { data } = ip;
  const { style, names } = printing;
  const type = at8(data, 0);
  const ends = `${names.host(ip.source)} > ${names.host(ip.destination)}: `;
  let text = `${ends}ICMP ${wordsOf(data, printing)}, length ${data.length}`;
  if (style.verbose > 0 && !ip.fragmented && !printing.quoted && checksum(data) !== 0)
    text += ` (wrong icmp cksum ${hex(at16(data, 2))} (->${hex(checksum([...data.slice(0, 2), 0, 0, ...data.slice(4)]))})!)`;
  if (style.verbose > 0 && ERRORS.has(type)) text += `\n\t${quote(data.slice(8))}`;
  return text;
}

const ERRORS = new Set([3, 4, 5, 11, 12]);

function wordsOf(data: Octets, { names }: Printing): string {
  const [type, code] = [at8(data, 0), at8(data, 1)];
  if (type === 8 || type === 0)
    return `echo ${type === 8 ? 'request' : 'reply'}, id ${at16(data, 4)}, seq ${at16(data, 6)}`;
  const about = quotedIn(data.slice(8), names);
  if (type === 3) return unreachable(code, about, at16(data, 6), names);
  if (type === 11) return code === 0 ? 'time exceeded in-transit' : 'ip reassembly time exceeded';
  if (type === 5) return `redirect ${about.destination} to host ${ipOf(data.slice(4, 8))}`;
  return `type-#${type}`;
}

function unreachable(
  code: number,
  { destination, protocol, port }: Quoted,
  mtu: number,
  names: Printing['names'],
): string {
  switch (code) {
    case 0:
      return `net ${destination} unreachable`;
    case 1:
      return `host ${destination} unreachable`;
    case 2:
      return `${destination} protocol ${protocol} unreachable`;
    case 3:
      if (protocol === PROTOCOL.tcp) return `${destination} tcp port ${names.port(port, 'tcp')} unreachable`;
      if (protocol === PROTOCOL.udp) return `${destination} udp port ${names.port(port, 'udp')} unreachable`;
      return `${destination} protocol ${protocol} port ${port} unreachable`;
    case 4:
      return `${destination} unreachable - need to frag${mtu === 0 ? '' : ` (mtu ${mtu})`}`;
    case 9:
      return `net ${destination} unreachable - admin prohibited`;
    case 10:
      return `host ${destination} unreachable - admin prohibited`;
    case 13:
      return `host ${destination} unreachable - admin prohibited filter`;
    default:
      return `${destination} unreachable - #${code}`;
  }
}

/** print-icmp6.c */
export function printIcmp6(ip: IpParts, printing: Printing): string {
  const { data } = ip;
  const { style, names } = printing;
  const sound = checksumOf(ip, 2) === at16(data, 2) ? '[icmp6 sum ok] ' : '[bad icmp6 cksum!] ';
  const sum = style.verbose > 0 && !ip.fragmented && !printing.quoted ? sound : '';
  const length = style.verbose > 0 ? '' : `, length ${data.length}`;
  return `${names.host(ip.source)} > ${names.host(ip.destination)}: ${sum}ICMP6, ${words6(data, printing)}${length}`;
}

const UNREACHABLE6: Readonly<Record<number, string>> = {
  0: 'unreachable route',
  1: 'unreachable prohibited',
  2: 'beyond scope of source',
  3: 'unreachable address',
  4: 'unreachable port,',
};

function words6(data: Octets, { style, names }: Printing): string {
  const type = at8(data, 0);
  const { length } = data;
  switch (type) {
    case 128:
    case 129:
      return `echo ${type === 128 ? 'request' : 'reply'}, id ${at16(data, 4)}, seq ${at16(data, 6)}`;
    case 135: {
      const target = names.host(ipOf(data.slice(8, 24)));
      if (style.verbose === 0) return `neighbor solicitation, who has ${target}`;
      return `neighbor solicitation, length ${length}, who has ${target}${optionsText(data.slice(24))}`;
    }
    case 136: {
      const target = names.host(ipOf(data.slice(8, 24)));
      if (style.verbose === 0) return `neighbor advertisement, tgt is ${target}`;
      const flags = [at8(data, 4) & 128 && 'router', at8(data, 4) & 64 && 'solicited', at8(data, 4) & 32 && 'override'];
      return `neighbor advertisement, length ${length}, tgt is ${target}, Flags [${flags.filter(Boolean).join(', ')}]${optionsText(data.slice(24))}`;
    }
    case 1: {
      const about = quotedIn(data.slice(8), names);
      const words = `destination unreachable, ${UNREACHABLE6[at8(data, 1)] ?? 'unknown'} ${about.destination}`;
      if (at8(data, 1) !== 4) return words;
      const protocol = about.protocol === PROTOCOL.tcp ? 'tcp' : 'udp';
      return `${words} ${protocol} port ${names.port(about.port, protocol)}`;
    }
    case 2:
      return `packet too big, mtu ${at32(data, 4)}`;
    case 3:
      return `time exceeded in-transit for ${quotedIn(data.slice(8), names).destination}`;
    default:
      return `type-#${type}`;
  }
}

/** The link-layer address of neighbour discovery. */
const optionsText = (option: Octets): string =>
  option.length < 8
    ? ''
    : `\n\t  ${at8(option, 0) === 1 ? 'source' : 'destination'} link-address option (${at8(option, 0)}), length 8 (1): ${macText(option.slice(2, 8))}`;
