import { compareIp, plus, toNumber, type Ip } from '../../../ip/address.ts';
import { destinationTranslated, inverted, sourceTranslated, type Connection, type Tuple } from './conntrack.ts';
import type { Packet, Transport } from '../../packet/frame.ts';
import type { PacketConnection } from '../hook.ts';
import { findConnection, type FilterMemory } from '../memory.ts';
import type { Hook, NatRange, PortRange } from '../table.ts';

export type Side = 'source' | 'destination';

/** Which side a nat hook translates: where a packet comes in its destination, where it leaves its source. */
export const sideOf = (hook: Hook): Side => (hook === 'PREROUTING' || hook === 'OUTPUT' ? 'destination' : 'source');

/** Binds one side of a new connection to an address and port of a range; without a range to what it has (nf_nat_setup_info). */
export function bindSide(
  memory: FilterMemory,
  connection: Connection,
  side: Side,
  range: NatRange | undefined,
  now: number,
): Connection {
  // As the packet goes out so far; other translations have been done to it already.
  const current = inverted(connection.reply);
  const wanted = uniqueTuple(memory, current, side, range, now);
  const asked = side === 'source' ? { sourceNat: true } : { destinationNat: true };
  return { ...connection, ...asked, reply: inverted(wanted) };
}

/** The wanted tuple if no connection has it already; otherwise the next one with a free port (get_unique_tuple). */
function uniqueTuple(
  memory: FilterMemory,
  current: Tuple,
  side: Side,
  range: NatRange | undefined,
  now: number,
): Tuple {
  const taken = (tuple: Tuple): boolean => findConnection(memory, inverted(tuple), now) !== undefined;
  const moved = withAddress(current, side, range && addressIn(range, current));
  const port = side === 'source' ? moved.sourcePort : moved.destinationPort;
  const given = range?.port === undefined ? undefined : { from: range.port, to: range.portTo ?? range.port };
  if (given) {
    const fits = port >= given.from && port <= given.to;
    if (fits && (given.from === given.to || !taken(moved))) return moved;
    return freePort(moved, side, given, fits ? port : given.from, taken);
  }
  if (side === 'destination' || !taken(moved)) return moved;
  return freePort(moved, side, portsLike(moved), port + 1, taken);
}

/** Where no port is given, a source port stays among its kind (nf_nat_l4proto_unique_tuple). */
function portsLike(tuple: Tuple): PortRange {
  if (tuple.protocol === 'icmp') return { from: 0, to: 65535 };
  if (tuple.sourcePort < 512) return { from: 1, to: 511 };
  return tuple.sourcePort < 1024 ? { from: 600, to: 1023 } : { from: 1024, to: 65535 };
}

/** Linux begins at a random port; here at the next one, so that the same history gives the same ports. */
function freePort(
  tuple: Tuple,
  side: Side,
  { from, to }: PortRange,
  start: number,
  taken: (tuple: Tuple) => boolean,
): Tuple {
  const size = to - from + 1;
  const first = start >= from && start <= to ? start : from;
  for (let i = 0; i < size; i++) {
    const candidate = withPort(tuple, side, from + ((first - from + i) % size));
    if (!taken(candidate)) return candidate;
  }
  return withPort(tuple, side, first);
}

const withPort = (tuple: Tuple, side: Side, port: number): Tuple => {
  // An echo's identifier is both of its ports.
  if (tuple.protocol === 'icmp') return { ...tuple, sourcePort: port, destinationPort: port };
  return side === 'source' ? { ...tuple, sourcePort: port } : { ...tuple, destinationPort: port };
};

const withAddress = (tuple: Tuple, side: Side, address: Ip | undefined): Tuple =>
  address === undefined
    ? tuple
    : side === 'source'
      ? { ...tuple, source: address }
      : { ...tuple, destination: address };

/** An address of the range, the same for the same two ends. */
function addressIn({ address, addressTo }: NatRange, tuple: Tuple): Ip | undefined {
  if (address === undefined || addressTo === undefined || compareIp(address, addressTo) >= 0) return address;
  if (address.includes(':')) return address;
  const size = toNumber(addressTo) - toNumber(address) + 1;
  return plus(address, (toNumber(tuple.source) + toNumber(tuple.destination)) % size);
}

/** The packet with what its connection says of one hook's side put in (nf_nat_packet); the same object where nothing changes. */
export function translate(packet: Packet, { connection, state, direction }: PacketConnection, hook: Hook): Packet {
  if (!connection) return packet;
  const side = sideOf(hook);
  // What changed the source one way changes the destination back.
  const bound = (direction === 'original') === (side === 'source') ? sourceTranslated : destinationTranslated;
  if (!bound(connection) || (connection.balanced && bound === destinationTranslated)) return packet;
  const goal = inverted(direction === 'original' ? connection.reply : connection.original);
  if (state === 'RELATED' && packet.transport.kind === 'icmp') return translateError(packet, side, goal);
  return put(packet, side, goal);
}

/** An error and the packet it quotes, which went the other way (nf_nat_icmp_reply_translation). */
function translateError(packet: Packet, side: Side, goal: Tuple): Packet {
  const { transport } = packet;
  if (transport.kind !== 'icmp' || !transport.about) return packet;
  const about = put(transport.about, side === 'source' ? 'destination' : 'source', inverted(goal));
  if (packet[side] === goal[side] && about === transport.about) return packet;
  return { ...packet, [side]: goal[side], transport: { ...transport, about } };
}

function put(packet: Packet, side: Side, goal: Tuple): Packet {
  const transport = putPort(packet.transport, side, goal);
  if (packet[side] === goal[side] && transport === packet.transport) return packet;
  return { ...packet, [side]: goal[side], transport };
}

function putPort(transport: Transport, side: Side, goal: Tuple): Transport {
  if (transport.kind === 'icmp')
    return transport.id === goal.sourcePort ? transport : { ...transport, id: goal.sourcePort };
  const port = `${side}Port` as const;
  return transport[port] === goal[port] ? transport : { ...transport, [port]: goal[port] };
}
