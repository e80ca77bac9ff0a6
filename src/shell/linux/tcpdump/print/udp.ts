import { at16, at32, at8, hex } from '../../../../wire/octets.ts';
import { printDns } from './dns.ts';
import { between, checksumOf } from './tcp.ts';
import type { IpParts, Printing } from './printing.ts';

const DOMAIN = 53;
const VXLAN = 4789;

/** print-udp.c. `inner` prints the frame that a VXLAN packet carries. */
export function printUdp(ip: IpParts, printing: Printing, inner: (frame: readonly number[]) => string): string {
  const { style } = printing;
  const { data } = ip;
  const payload = data.slice(8);
  const ends = between(ip, 'udp', printing);
  if (style.quiet) return `${ends}UDP, length ${payload.length}`;
  const text = `${ends}${checksumText(ip, printing)}`;
  const ports = [at16(data, 0), at16(data, 2)];
  if (ports.includes(DOMAIN) && payload.length >= 12) return text + printDns(payload, style.verbose);
  if (at16(data, 2) === VXLAN && payload.length >= 8)
    return `${text}VXLAN, flags [I] (0x${hex(at8(payload, 0), 2)}), vni ${at32(payload, 4) >>> 8}\n${inner(payload.slice(8))}`;
  return `${text}UDP, length ${at16(data, 4) - 8}`;
}

function checksumText(ip: IpParts, { style, quoted }: Printing): string {
  if (ip.fragmented || quoted || style.verbose < (ip.version === 4 ? 2 : 1)) return '';
  const given = at16(ip.data, 6);
  if (given === 0) return '[no cksum] ';
  const right = checksumOf(ip, 6);
  return given === right ? '[udp sum ok] ' : `[bad udp cksum 0x${hex(given, 4)} -> 0x${hex(right, 4)}!] `;
}
