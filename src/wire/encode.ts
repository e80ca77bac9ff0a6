import { bytesOf, family, isMulticast } from '../ip/address.ts';
import { isWhole } from '../kernel/packet/fragments.ts';
import { ICMP_NUMBERS } from '../kernel/netfilter/extensions/matches/icmp-types.table.ts';
import type { Arp, Datagram, Frame, Icmp, Packet, Tcp, Udp } from '../kernel/packet/frame.ts';
import { encodeDns } from './encode-dns.ts';
import { be16, be32, checksum, le64, macOctets, sum, type Octets } from './octets.ts';
import { utf8 } from './utf8.ts';
import { tcpOptions, type Wire } from './wire.ts';

export const ETHERTYPE = { ip: 0x0800, arp: 0x0806, ip6: 0x86dd, vlan: 0x8100 } as const;
export const PROTOCOL = { icmp: 1, tcp: 6, udp: 17, icmp6: 58 } as const;

/** What a packet of a trace is made of besides its headers. */
interface Making {
  readonly wire: Wire;
  /** Its number in the trace. */
  readonly id: number;
}

export const ethertypeOf = ({ payload }: Frame): number =>
  payload.kind === 'arp' ? ETHERTYPE.arp : payload.source.includes(':') ? ETHERTYPE.ip6 : ETHERTYPE.ip;

/** The Ethernet header of a frame, 14 octets, or 18 with a VLAN tag. */
export const ethernetHeader = (frame: Frame): number[] => [
  ...macOctets(frame.destination),
  ...macOctets(frame.source),
  ...(frame.vlan === undefined ? [] : [...be16(ETHERTYPE.vlan), ...be16(frame.vlan)]),
  ...be16(ethertypeOf(frame)),
];

/** What a frame carries, as octets; a packet that was cut comes in its fragments. */
export function payloadsOf({ payload, cut }: Frame, wire: Wire, id: number): number[][] {
  if (payload.kind === 'arp') return [encodeArp(payload)];
  const octets = encodePacket(payload, { wire, id });
  if (cut === undefined) return [octets];
  return family(payload.source) === 6 ? fragments6(octets, cut, wire.chance(`fragment ${id}`)) : fragments(octets, cut);
}

function encodeArp({ operation, senderMac, senderIp, targetMac, targetIp }: Arp): number[] {
  return [
    ...[...be16(1), ...be16(ETHERTYPE.ip), 6, 4, ...be16(operation === 'request' ? 1 : 2)],
    ...[...macOctets(senderMac), ...bytesOf(senderIp), ...macOctets(targetMac), ...bytesOf(targetIp)],
  ];
}

const IP_HEADER = 20;

/** Cuts an IPv4 packet into fragments (ip_do_fragment). */
function fragments(octets: Octets, mtu: number): number[][] {
  const room = (mtu - IP_HEADER) & ~7;
  const data = octets.slice(IP_HEADER);
  const pieces: number[][] = [];
  for (let at = 0; at < data.length; at += room) {
    const piece = data.slice(at, at + room);
    const more = at + room < data.length ? 0x2000 : 0;
    const header = octets.slice(0, IP_HEADER);
    header.splice(2, 2, ...be16(IP_HEADER + piece.length));
    header.splice(6, 2, ...be16(more | (at >> 3)));
    header.splice(10, 2, 0, 0);
    pieces.push([...withChecksum(header, 10), ...piece]);
  }
  return pieces;
}

const IP6_HEADER = 40;
const FRAGMENT_HEADER = 8;
const FRAGMENT = 44;

/** Cuts an IPv6 packet into fragments, each with a header that tells its place (RFC 8200). */
function fragments6(octets: Octets, mtu: number, identification: number): number[][] {
  const room = (mtu - IP6_HEADER - FRAGMENT_HEADER) & ~7;
  const data = octets.slice(IP6_HEADER);
  const pieces: number[][] = [];
  for (let at = 0; at < data.length; at += room) {
    const piece = data.slice(at, at + room);
    const header = octets.slice(0, IP6_HEADER);
    header.splice(4, 3, ...be16(FRAGMENT_HEADER + piece.length), FRAGMENT);
    const more = at + room < data.length ? 1 : 0;
    pieces.push([...header, octets[6] ?? 0, 0, ...be16(at | more), ...be32(identification), ...piece]);
  }
  return pieces;
}

/** Fills a checksum in over octets where it is still zero. */
function withChecksum(octets: Octets, at: number, ...others: readonly Octets[]): number[] {
  const filled = [...octets];
  filled.splice(at, 2, ...be16(checksum(octets, ...others)));
  return filled;
}

/** Errors have precedence 'internetwork control' (icmp.c: RT_TOS | IPTOS_PREC_INTERNETCONTROL). */
const CONTROL = 0xc0;
const DONT_FRAGMENT = 0x4000;

export function encodePacket(packet: Packet, making: Making): number[] {
  const { source, destination, ttl, transport } = packet;
  const v6 = family(source) === 6;
  const protocol = v6 && transport.kind === 'icmp' ? PROTOCOL.icmp6 : PROTOCOL[transport.kind];
  const data = encodeTransport(packet, making, protocol);
  if (v6) {
    const label = transport.kind === 'icmp' && transport.type.startsWith('neighbour') ? 0 : labelOf(packet, making);
    return [
      ...be32(0x60000000 + label),
      ...be16(data.length),
      protocol,
      ttl,
      ...bytesOf(source),
      ...bytesOf(destination),
      ...data,
    ];
  }
  const error = transport.kind === 'icmp' && transport.about !== undefined;
  const flags = isWhole(packet) ? DONT_FRAGMENT : 0;
  const header = [
    ...[
      0x45,
      error ? CONTROL : 0,
      ...be16(IP_HEADER + data.length),
      ...be16(identification(packet, making)),
      ...be16(flags),
    ],
    ...[ttl, protocol, 0, 0, ...bytesOf(source), ...bytesOf(destination)],
  ];
  return [...withChecksum(header, 10), ...data];
}

/** The kernel's own segments have none: SYN-ACKs, and resets of connections it does not know. */
function identification({ transport }: Packet, { wire, id }: Making): number {
  if (transport.kind === 'tcp' && (transport.flags === 'S.' || transport.flags.startsWith('R'))) return 0;
  return wire.chance(`identification ${wire.made(id)} ${id}`) & 0xffff;
}

const labelOf = ({ source, destination, transport }: Packet, { wire }: Making): number =>
  wire.chance(`label ${source} ${destination} ${transport.kind === 'icmp' ? transport.id : transport.sourcePort}`) &
  0xfffff;

function encodeTransport(packet: Packet, making: Making, protocol: number): number[] {
  const { transport } = packet;
  if (transport.kind === 'icmp') return encodeIcmp(packet, transport, making);
  return transport.kind === 'tcp'
    ? encodeTcp(packet, transport, making)
    : encodeUdp(packet, transport, making, protocol);
}

/** What TCP, UDP and ICMPv6 checksums cover besides the segment. */
const pseudoHeader = ({ source, destination }: Packet, length: number, protocol: number): number[] => [
  ...bytesOf(source),
  ...bytesOf(destination),
  ...be32(length),
  ...be32(protocol),
];

/** A checksum that the device is to complete, and no virtual one does (CHECKSUM_PARTIAL): the pseudo header's alone. */
function unfinished(octets: Octets, at: number, packet: Packet, protocol: number): number[] {
  const filled = [...octets];
  filled.splice(at, 2, ...be16(sum(pseudoHeader(packet, octets.length, protocol))));
  return filled;
}

const FLAGS: Readonly<Record<string, number>> = { F: 1, S: 2, R: 4, P: 8, '.': 16 };

function encodeTcp(packet: Packet, tcp: Tcp, { wire, id }: Making): number[] {
  const own = wire.tcp(id);
  const options = tcpOptions(tcp, own);
  const flags = [...tcp.flags].reduce((all, flag) => all | (FLAGS[flag] ?? 0), 0);
  const unknown = tcp.flags === 'R' ? own.reset : 0;
  const sequence = tcp.sequence === undefined ? unknown : (own.sequence + tcp.sequence) >>> 0;
  const acknowledgement = tcp.acknowledgement === undefined ? 0 : (own.acknowledgement + tcp.acknowledgement) >>> 0;
  const segment = [
    ...[...be16(tcp.sourcePort), ...be16(tcp.destinationPort), ...be32(sequence), ...be32(acknowledgement)],
    ...[((20 + options.length) / 4) << 4, flags, ...be16(own.window), 0, 0, 0, 0],
    ...options,
    ...utf8(tcp.data),
  ];
  return unfinished(segment, 16, packet, PROTOCOL.tcp);
}

function encodeUdp(packet: Packet, udp: Udp, making: Making, protocol: number): number[] {
  const data = dataOf(udp.data, making);
  const header = [...be16(udp.sourcePort), ...be16(udp.destinationPort), ...be16(8 + data.length), 0, 0];
  return unfinished([...header, ...data], 6, packet, protocol);
}

const VXLAN_FLAGS = 0x08000000;

function dataOf(data: Datagram, { wire, id }: Making): number[] {
  if (data.kind === 'text') return utf8(data.text);
  if (data.kind === 'dns') return encodeDns(data.message, wire.chance(`cookie ${data.message.id}`));
  const { frame, vni } = data;
  const inner = frame.payload.kind === 'arp' ? encodeArp(frame.payload) : encodePacket(frame.payload, { wire, id });
  return [...be32(VXLAN_FLAGS), ...be32(vni * 256), ...ethernetHeader(frame), ...inner];
}

/** Type and code in IPv6, where they differ (RFC 4443). */
const ICMP6: Readonly<Partial<Record<Icmp['type'], readonly [number, number]>>> = {
  'echo-request': [128, 0],
  'echo-reply': [129, 0],
  'net-unreachable': [1, 0],
  'admin-prohibited': [1, 1],
  'host-unreachable': [1, 3],
  'port-unreachable': [1, 4],
  'fragmentation-needed': [2, 0],
  'time-exceeded': [3, 0],
  redirect: [137, 0],
};

function encodeIcmp(packet: Packet, icmp: Icmp, making: Making): number[] {
  const v6 = family(packet.source) === 6;
  const [type, code] = (v6 ? ICMP6[icmp.type] : undefined) ?? ICMP_NUMBERS[icmp.type];
  const message = [type, code, 0, 0, ...bodyOf(packet, icmp, making, v6)];
  return v6 ? withChecksum(message, 2, pseudoHeader(packet, message.length, PROTOCOL.icmp6)) : withChecksum(message, 2);
}

/** What an error quotes at most (RFC 1812, RFC 4443). */
const QUOTED = { 4: 548, 6: 1232 };

function bodyOf(packet: Packet, icmp: Icmp, making: Making, v6: boolean): number[] {
  if (icmp.type.startsWith('neighbour')) return discovery(packet, icmp, making);
  if (!icmp.about) return [...be16(icmp.id), ...be16(icmp.sequence), ...echoData(icmp, making)];
  const quoted = encodePacket(icmp.about, { ...making, id: making.wire.causeOf(making.id)?.id ?? making.id });
  const detail =
    icmp.type === 'redirect'
      ? bytesOf(icmp.detail ?? '0.0.0.0')
      : be32(icmp.type === 'fragmentation-needed' ? Number(icmp.detail ?? 0) : 0);
  return [...detail, ...quoted.slice(0, QUOTED[v6 ? 6 : 4])];
}

/** What ping sends: when, then octets counted up (iputils: pinger). */
function echoData({ size, type }: Icmp, { wire, id }: Making): number[] {
  const octets = Array.from({ length: size }, (_, i) => i & 255);
  if (size < 16) return octets;
  const asked = type === 'echo-reply' ? (wire.causeOf(id)?.id ?? id) : id;
  const time = wire.made(asked);
  return [...le64(Math.floor(time / 1000)), ...le64(Math.floor((time % 1000) * 1000)), ...octets.slice(16)];
}

const SOLICITED = 0x40000000;
const OVERRIDE = 0x20000000;

/** Who asks a group gets the link-layer address with the answer (ndisc_recv_ns). */
function discovery({ source, destination }: Packet, { type, detail = '::' }: Icmp, { wire, id }: Making): number[] {
  const mac = macOctets(wire.senderOf(id));
  if (type === 'neighbour-solicitation')
    return [...be32(0), ...bytesOf(detail), ...(source === '::' ? [] : [1, 1, ...mac])];
  const asked = wire.causeOf(id)?.packet.destination ?? '';
  const tells = isMulticast(asked) || asked === '';
  const flags = (isMulticast(destination) ? 0 : SOLICITED) | (tells ? OVERRIDE : 0);
  return [...be32(flags), ...bytesOf(detail), ...(tells ? [2, 1, ...mac] : [])];
}
