import type { DnsMessage, DnsRecord, Icmp, Packet, Tcp, Udp } from './frame.ts';

const TCP_HEADER = 20;
/** Timestamps, as Linux sends with every segment but those of refusals. */
const TCP_TIMESTAMPS = 12;
/** Maximum segment size, selective acknowledgement, timestamps, window scale: in SYN segments. */
const TCP_SYN_OPTIONS = 20;
const UDP_HEADER = 8;
const ICMP_HEADER = 8;
const VXLAN_HEADER = 8;
const ETHERNET_HEADER = 14;
/** What an error quotes at most: 576 octets of IPv4 in all, 1280 of IPv6 (RFC 1812, RFC 4443). */
const QUOTED = { 4: 576 - 28, 6: 1280 - 48 };

/** Octets of a packet, its IP header included (its IP total length). */
export function lengthOf(packet: Packet): number {
  const v6 = packet.source.includes(':');
  const header = v6 ? 40 : 20;
  const { transport } = packet;
  if (transport.kind === 'tcp') return header + tcpLength(transport);
  if (transport.kind === 'udp') return header + udpLength(transport);
  return header + icmpLength(transport, v6);
}

function tcpLength(tcp: Tcp): number {
  const data = octets(tcp.data);
  if (tcp.flags === 'S' || tcp.flags === 'S.') return TCP_HEADER + TCP_SYN_OPTIONS + data;
  if (tcp.flags === 'R' || tcp.flags === 'R.') return TCP_HEADER + data;
  return TCP_HEADER + TCP_TIMESTAMPS + data;
}

function udpLength(udp: Udp): number {
  const { data } = udp;
  if (data.kind === 'text') return UDP_HEADER + octets(data.text);
  if (data.kind === 'dns') return UDP_HEADER + dnsLength(data.message);
  const { payload } = data.frame;
  const inner = payload.kind === 'arp' ? 28 : lengthOf(payload);
  return UDP_HEADER + VXLAN_HEADER + ETHERNET_HEADER + inner;
}

function icmpLength(icmp: Icmp, v6: boolean): number {
  if (icmp.about) return ICMP_HEADER + Math.min(QUOTED[v6 ? 6 : 4], lengthOf(icmp.about));
  // A solicitation or advertisement holds the target and one link-layer address.
  if (icmp.type === 'neighbour-solicitation' || icmp.type === 'neighbour-advertisement') return ICMP_HEADER + 16 + 8;
  return ICMP_HEADER + icmp.size;
}

/** Octets of a DNS message, its names compressed as servers do: an answer points to the question's name. */
function dnsLength(message: DnsMessage): number {
  const header = 12;
  const question = nameLength(message.name) + 4;
  const answers = message.answers.reduce((sum, record) => sum + recordLength(record, message.uncompressed === true), 0);
  // An OPT record with a client cookie, as dig sends it; servers without cookies answer with a bare one.
  const opt = message.edns ? 11 + (message.query ? 12 : 0) : 0;
  return header + question + answers + opt;
}

function recordLength(record: DnsRecord, uncompressed: boolean): number {
  const fixed = (uncompressed ? nameLength(record.name) : 2) + 10;
  if (record.type === 'A') return fixed + 4;
  if (record.type === 'AAAA') return fixed + 16;
  if (record.type === 'TXT') return fixed + 1 + octets(record.data);
  return fixed + nameLength(record.data);
}

const nameLength = (name: string): number => (name === '' ? 1 : octets(name) + 2);

/** Octets of a text in UTF-8. */
function octets(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) count += 1;
    else if (unit < 0x800) count += 2;
    else if (unit >= 0xd800 && unit < 0xdc00) {
      count += 4;
      i++;
    } else count += 3;
  }
  return count;
}
