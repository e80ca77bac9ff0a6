import { isMulticast, type Ip } from '../../../ip/address.ts';
import type { Packet, TcpFlags } from '../../packet/frame.ts';
import { destinationTranslated, sourceTranslated } from '../conntrack/conntrack.ts';
import { ICMP6_NUMBERS, ICMP_NUMBERS } from '../extensions/matches/icmp-types.table.ts';
import { isKept } from '../memory.ts';
import type { Passage } from '../passage.ts';
import { combine, encodeIp, encodeMac, encodeNumber, named, type Data, type DataType } from './datatypes.ts';
import { elementFor, type Place } from './lookup.ts';
import type { Expression, Field } from './ruleset.ts';

type Payload = Extract<Field, { kind: 'payload' }>;
type Meta = Extract<Field, { kind: 'meta' }>;
type Ct = Extract<Field, { kind: 'ct' }>;
type Fib = Extract<Field, { kind: 'fib' }>;

/** What an expression reads of a packet, part by part; undefined where the packet has no such thing, which ends its rule (NFT_BREAK). */
export function load(expression: Expression, passage: Passage, place: Place): Data[] | undefined {
  switch (expression.kind) {
    case 'value':
      return [expression.data];
    case 'values':
      return expression.data;
    case 'concat': {
      const parts = expression.parts.map((part) => load(part, passage, place));
      return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
    }
    case 'binary': {
      const [left] = load(expression.left, passage, place) ?? [];
      return left === undefined ? undefined : [combine(expression.operator, left, expression.right)];
    }
    case 'map': {
      const key = load(expression.key, passage, place);
      const to = key && elementFor(expression.among, key, passage, place)?.to;
      return to && 'values' in to ? to.values : undefined;
    }
    case 'prefix':
    case 'range':
    case 'flags':
      return undefined;
    default: {
      const value = loadField(expression, passage, place);
      return value === undefined ? undefined : [value];
    }
  }
}

function loadField(field: Field, passage: Passage, place: Place): Data | undefined {
  switch (field.kind) {
    case 'payload':
      return loadPayload(field, passage);
    case 'meta':
      return loadMeta(field, passage);
    case 'ct':
      return loadCt(field, passage);
    case 'fib':
      return loadFib(field, passage);
    case 'numgen':
      return encodeNumber(field.offset + place.turn(field.modulus), 'integer');
  }
}

function loadPayload({ protocol, field }: Payload, { packet, length, context }: Passage): Data | undefined {
  switch (protocol) {
    case 'ether':
      return context.sourceMac !== undefined && field === 'saddr' ? encodeMac(context.sourceMac) : undefined;
    case 'ip':
      return packet.source.includes(':') ? undefined : networkField(packet, field, length);
    case 'ip6':
      return packet.source.includes(':') ? networkField(packet, field, length - 40) : undefined;
    case 'th':
    case 'tcp':
    case 'udp':
      return transportField(packet, protocol, field);
    case 'icmp':
    case 'icmpv6':
      return icmpField(packet, protocol, field);
  }
}

function networkField(packet: Packet, field: string, length: number): Data | undefined {
  switch (field) {
    case 'saddr':
      return encodeIp(packet.source);
    case 'daddr':
      return encodeIp(packet.destination);
    case 'protocol':
    case 'nexthdr':
      return protocolOf(packet);
    case 'ttl':
    case 'hoplimit':
      return encodeNumber(packet.ttl, 'icmp_type');
    case 'version':
      return encodeNumber(packet.source.includes(':') ? 6 : 4, 'icmp_type');
    case 'length':
      return encodeNumber(length, 'inet_service');
    case 'dscp':
      return encodeNumber(0, 'dscp');
    // No packet here is a fragment.
    case 'frag-off':
      return encodeNumber(0, 'frag_off');
    default:
      return undefined;
  }
}

/** The number of a packet's protocol. */
function protocolOf({ transport, source }: Packet): Data {
  const name = transport.kind === 'icmp' && source.includes(':') ? 'ipv6-icmp' : transport.kind;
  return encodeNumber(named('inet_proto', name) ?? 0, 'inet_proto');
}

function transportField({ transport }: Packet, protocol: string, field: string): Data | undefined {
  if (transport.kind === 'icmp' || (protocol !== 'th' && protocol !== transport.kind)) return undefined;
  if (field === 'sport') return encodeNumber(transport.sourcePort, 'inet_service');
  if (field === 'dport') return encodeNumber(transport.destinationPort, 'inet_service');
  return transport.kind === 'tcp' && field === 'flags' ? encodeNumber(FLAGS[transport.flags], 'tcp_flag') : undefined;
}

const FLAGS: Readonly<Record<TcpFlags, number>> = {
  S: 2,
  'S.': 18,
  '.': 16,
  'P.': 24,
  'F.': 17,
  R: 4,
  'R.': 20,
};

function icmpField({ transport, source }: Packet, protocol: string, field: string): Data | undefined {
  const v6 = source.includes(':');
  if (transport.kind !== 'icmp' || v6 !== (protocol === 'icmpv6')) return undefined;
  const [type, code] = (v6 ? ICMP6_NUMBERS : ICMP_NUMBERS)[transport.type];
  if (field === 'type') return encodeNumber(type, 'icmp_type');
  if (field === 'code') return encodeNumber(code, 'icmp_code');
  if (field === 'id') return encodeNumber(transport.id, 'inet_service');
  return field === 'sequence' ? encodeNumber(transport.sequence, 'inet_service') : undefined;
}

function loadMeta({ key }: Meta, { packet, length, context }: Passage): Data | undefined {
  const { names } = context.memory.namespace;
  const index = (device: string | undefined): Data => encodeNumber((device && names[device]) || 0, 'iface_index');
  switch (key) {
    case 'iif':
      return index(context.in);
    case 'oif':
      return index(context.out);
    case 'iifname':
      return context.in ?? '';
    case 'oifname':
      return context.out ?? '';
    case 'mark':
      return encodeNumber(packet.mark ?? 0, 'mark');
    case 'l4proto':
      return protocolOf(packet);
    case 'nfproto':
      return encodeNumber(packet.source.includes(':') ? 10 : 2, 'nf_proto');
    case 'protocol':
      return encodeNumber(packet.source.includes(':') ? 0x86dd : 0x0800, 'ether_type');
    case 'length':
      return encodeNumber(length, 'integer');
    case 'pkttype':
      return encodeNumber(packetType(packet.destination, context), 'pkt_type');
    case 'nftrace':
      return undefined;
  }
}

function packetType(destination: Ip, context: Passage['context']): number {
  if (context.addressType(destination) === 'BROADCAST') return 1;
  return isMulticast(destination) ? 2 : 0;
}

const STATES = { INVALID: 1, ESTABLISHED: 2, RELATED: 4, NEW: 8, UNTRACKED: 64 };

function loadCt({ key, direction, family }: Ct, passage: Passage): Data | undefined {
  const { connection: of, context } = passage;
  if (key === 'state') return encodeNumber(STATES[of?.state ?? 'INVALID'], 'ct_state');
  const known = of?.connection;
  if (!of || !known) return undefined;
  const tuple = (direction ?? of.direction) === 'original' ? known.original : known.reply;
  if (family && (family === 'ip6') !== tuple.source.includes(':')) return undefined;
  switch (key) {
    case 'mark':
      return encodeNumber(known.mark, 'mark');
    case 'direction':
      return encodeNumber(of.direction === 'reply' ? 1 : 0, 'ct_dir');
    case 'status': {
      const bits =
        (known.seenReply ? 2 : 0) |
        (known.assured ? 4 : 0) |
        (isKept(context.memory, known, context.now) ? 8 : 0) |
        (sourceTranslated(known) ? 16 : 0) |
        (destinationTranslated(known) ? 32 : 0);
      return encodeNumber(bits, 'ct_status');
    }
    case 'expiration':
      return encodeNumber(Math.max(0, Math.floor(known.expires - context.now)), 'time');
    case 'saddr':
      return encodeIp(tuple.source);
    case 'daddr':
      return encodeIp(tuple.destination);
    case 'protocol':
      return encodeNumber(named('inet_proto', tuple.protocol) ?? 0, 'inet_proto');
    case 'proto-src':
      return encodeNumber(tuple.sourcePort, 'inet_service');
    case 'proto-dst':
      return encodeNumber(tuple.destinationPort, 'inet_service');
  }
}

function loadFib({ flags, result }: Fib, { packet, context }: Passage): Data {
  const address = flags.includes('saddr') ? packet.source : packet.destination;
  const device = flags.includes('iif') ? context.in : flags.includes('oif') ? context.out : undefined;
  // Who is asked for beside a device is to be found by that (nft_fib); what this host sends to itself is.
  if (result === 'check' && device !== undefined && context.leadsBy)
    return encodeNumber(device === 'lo' || context.leadsBy(address, device) ? 1 : 0, 'boolean');
  const type = context.addressType(address, device);
  const unreachable = type === 'UNREACHABLE' || type === 'BLACKHOLE' || type === 'PROHIBIT' || type === 'THROW';
  if (result === 'check') return encodeNumber(unreachable ? 0 : 1, 'boolean');
  return encodeNumber(named('fib_addrtype', type.toLowerCase()) ?? 1, 'fib_addrtype');
}

/** The type of what a field holds. */
export function typeOfField(field: Field): DataType {
  switch (field.kind) {
    case 'payload':
      return payloadType(field);
    case 'meta':
      return META_TYPES[field.key];
    case 'ct':
      return ctType(field);
    case 'fib':
      return field.result === 'type' ? 'fib_addrtype' : 'boolean';
    case 'numgen':
      return 'integer';
  }
}

const META_TYPES: Readonly<Record<Meta['key'], DataType>> = {
  iif: 'iface_index',
  oif: 'iface_index',
  iifname: 'ifname',
  oifname: 'ifname',
  mark: 'mark',
  l4proto: 'inet_proto',
  nfproto: 'nf_proto',
  protocol: 'ether_type',
  length: 'integer',
  pkttype: 'pkt_type',
  nftrace: 'integer',
};

function ctType({ key, family }: Ct): DataType {
  switch (key) {
    case 'state':
      return 'ct_state';
    case 'status':
      return 'ct_status';
    case 'direction':
      return 'ct_dir';
    case 'mark':
      return 'mark';
    case 'expiration':
      return 'time';
    case 'saddr':
    case 'daddr':
      return family === 'ip6' ? 'ipv6_addr' : 'ipv4_addr';
    case 'protocol':
      return 'inet_proto';
    case 'proto-src':
    case 'proto-dst':
      return 'inet_service';
  }
}

function payloadType({ protocol, field }: Payload): DataType {
  switch (field) {
    case 'saddr':
    case 'daddr':
      return protocol === 'ether' ? 'ether_addr' : protocol === 'ip' ? 'ipv4_addr' : 'ipv6_addr';
    case 'protocol':
    case 'nexthdr':
      return 'inet_proto';
    case 'sport':
    case 'dport':
    case 'id':
    case 'sequence':
    case 'length':
      return 'inet_service';
    case 'flags':
      return 'tcp_flag';
    case 'type':
      return protocol === 'icmp' ? 'icmp_type' : protocol === 'icmpv6' ? 'icmpv6_type' : 'ether_type';
    case 'dscp':
      return 'dscp';
    case 'frag-off':
      return 'frag_off';
    default:
      return protocol === 'icmpv6' ? 'icmpv6_code' : 'icmp_code';
  }
}
