import type { Octets } from '../octets.ts';
import type { Dissector, Known, Layer, Part, Protocol } from './detail.ts';
import { dns } from './dns.ts';
import { data, http, textLines } from './http.ts';
import { icmp, icmp6 } from './icmp.ts';
import { fragment6, ipv4, ipv6 } from './ip.ts';
import { arp, ethernet, vlan } from './link.ts';
import { tcp, udp, vxlan } from './transport.ts';

const DISSECTORS: Readonly<Record<Protocol, Dissector>> = {
  eth: ethernet,
  vlan,
  arp,
  ip: ipv4,
  ipv6,
  'ipv6.fraghdr': fragment6,
  icmp,
  icmpv6: icmp6,
  tcp,
  udp,
  vxlan,
  dns,
  http,
  'data-text-lines': textLines,
  data,
};

/** The layers of some octets, outermost first, as Wireshark tells them. */
export function dissect(octets: Octets, part: Part, known: Known): readonly Layer[] {
  const layers: Layer[] = [];
  for (let next: Part | undefined = part; next !== undefined && next.from < next.to;) {
    const { layer, within, next: following } = DISSECTORS[next.protocol](octets, next, known);
    const inner = within === undefined ? [] : dissect(octets, within, known);
    layers.push(inner.length === 0 ? layer : { ...layer, children: [...layer.children, ...inner] });
    next = following;
  }
  return layers;
}
