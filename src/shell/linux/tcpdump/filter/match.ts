import { bytesOf } from '../../../../ip/address.ts';
import { ETHERTYPE, PROTOCOL } from '../../../../wire/encode.ts';
import { at16, at32, at8, type Octets } from '../../../../wire/octets.ts';
import type { Seen } from '../../../../wire/seen.ts';
import type { Filter, Protocol, Relation, Term, Way } from './filter.ts';

/** Whether a filter lets a frame through. */
export function matches(filter: Filter, seen: Seen): boolean {
  switch (filter.op) {
    case 'and':
      return matches(filter.left, seen) && matches(filter.right, seen);
    case 'or':
      return matches(filter.left, seen) || matches(filter.right, seen);
    case 'not':
      return !matches(filter.inner, seen);
    case 'is':
      return is(seen, filter.protocol);
    case 'address':
      return hasAddress(seen, filter);
    case 'mac':
      return ends(filter.way, seen.source === filter.mac, seen.destination === filter.mac);
    case 'port':
      return hasPort(seen, filter);
    case 'number':
      return hasNumber(seen, filter.of, filter.number);
    case 'vlan':
      return seen.vlan !== undefined && (filter.id === undefined || filter.id === seen.vlan);
    case 'length':
      return lengthOf(seen) >= (filter.least ?? 0) && lengthOf(seen) <= (filter.most ?? Infinity);
    case 'group':
      return isForGroup(seen, filter.of, filter.broadcast);
    case 'bound':
      return (seen.direction !== 'Out') === filter.inward;
    case 'compare': {
      const left = valueOf(seen, filter.left);
      const right = valueOf(seen, filter.right);
      return left !== undefined && right !== undefined && RELATIONS[filter.relation](left, right);
    }
  }
}

const lengthOf = ({ header, octets }: Seen): number => header.length + octets.length;

const ends = (way: Way, source: boolean, destination: boolean): boolean => {
  if (way === 'src') return source;
  if (way === 'dst') return destination;
  return way === 'both' ? source && destination : source || destination;
};

const FRAGMENT = 44;

/** The protocol that IP carries, and where it begins; no beginning in a fragment other than the first. */
export function transportOf({
  ethertype,
  octets,
}: Pick<Seen, 'ethertype' | 'octets'>): { protocol: number; at?: number } | undefined {
  if (ethertype === ETHERTYPE.ip) {
    const first = (at16(octets, 6) & 0x1fff) === 0;
    return { protocol: at8(octets, 9), ...(first && { at: (at8(octets, 0) & 15) * 4 }) };
  }
  if (ethertype !== ETHERTYPE.ip6) return undefined;
  const next = at8(octets, 6);
  return next === FRAGMENT ? { protocol: at8(octets, 40) } : { protocol: next, at: 40 };
}

const ETHERTYPES: Readonly<Partial<Record<Protocol, number>>> = { ...ETHERTYPE, rarp: 0x8035 };
const NUMBERS: Readonly<Partial<Record<Protocol, number>>> = { ...PROTOCOL, sctp: 132, igmp: 2 };

function is(seen: Seen, protocol: Protocol): boolean {
  if (protocol === 'ether') return true;
  const ethertype = ETHERTYPES[protocol];
  if (ethertype !== undefined) return seen.ethertype === ethertype;
  if (protocol === 'icmp' && seen.ethertype !== ETHERTYPE.ip) return false;
  return transportOf(seen)?.protocol === NUMBERS[protocol];
}

function hasNumber(seen: Seen, of: 'ip' | 'ip6' | 'both' | 'ether', number: number): boolean {
  if (of === 'ether') return seen.ethertype === number;
  if (of !== 'both' && seen.ethertype !== ETHERTYPE[of]) return false;
  return transportOf(seen)?.protocol === number;
}

/** Source and destination address, as octets. */
function addressesOf({ ethertype, octets }: Seen): readonly [Octets, Octets] | undefined {
  if (ethertype === ETHERTYPE.ip) return [octets.slice(12, 16), octets.slice(16, 20)];
  if (ethertype === ETHERTYPE.ip6) return [octets.slice(8, 24), octets.slice(24, 40)];
  return ethertype === ETHERTYPE.arp ? [octets.slice(14, 18), octets.slice(24, 28)] : undefined;
}

function hasAddress(seen: Seen, { protocol, way, prefixes }: Filter & { op: 'address' }): boolean {
  if (protocol !== undefined && !is(seen, protocol)) return false;
  const addresses = addressesOf(seen);
  if (!addresses) return false;
  const [source, destination] = addresses.map((address) =>
    prefixes.some((prefix) => startsWith(address, bytesOf(prefix.address), prefix.length)),
  );
  return ends(way, source === true, destination === true);
}

function startsWith(address: Octets, prefix: Octets, bits: number): boolean {
  if (address.length !== prefix.length) return false;
  return prefix.every((octet, i) => {
    const left = Math.min(8, Math.max(0, bits - i * 8));
    return (octet ^ at8(address, i)) >> (8 - left) === 0;
  });
}

function hasPort(seen: Seen, { protocol, way, low, high }: Filter & { op: 'port' }): boolean {
  const transport = transportOf(seen);
  if (transport?.at === undefined) return false;
  if (
    protocol !== undefined ? !is(seen, protocol) : ![PROTOCOL.tcp, PROTOCOL.udp].some((p) => p === transport.protocol)
  )
    return false;
  const within = (at: number): boolean => at16(seen.octets, at) >= low && at16(seen.octets, at) <= high;
  return ends(way, within(transport.at), within(transport.at + 2));
}

function isForGroup(seen: Seen, of: 'ether' | 'ip' | 'ip6', broadcast: boolean): boolean {
  if (of === 'ether')
    return broadcast
      ? seen.destination === 'ff:ff:ff:ff:ff:ff'
      : (parseInt(seen.destination.slice(0, 2), 16) & 1) === 1;
  if (seen.ethertype !== ETHERTYPE[of]) return false;
  const first = at8(seen.octets, of === 'ip' ? 16 : 24);
  if (!broadcast) return of === 'ip' ? first >= 224 : first === 255;
  return at8(seen.octets, 19) === 255 || at8(seen.octets, 19) === 0;
}

const RELATIONS: Readonly<Record<Relation, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
};

const OPERATIONS: Readonly<Record<Exclude<Term['op'], 'value' | 'len' | 'octets'>, (a: number, b: number) => number>> =
  {
    '+': (a, b) => (a + b) >>> 0,
    '-': (a, b) => (a - b) >>> 0,
    '*': (a, b) => Math.imul(a, b) >>> 0,
    '/': (a, b) => (b === 0 ? 0 : Math.floor(a / b)),
    '%': (a, b) => (b === 0 ? 0 : a % b),
    '&': (a, b) => (a & b) >>> 0,
    '|': (a, b) => (a | b) >>> 0,
    '^': (a, b) => (a ^ b) >>> 0,
    '<<': (a, b) => (a << b) >>> 0,
    '>>': (a, b) => a >>> b,
  };

/** The value of a term; none where the frame has no such protocol or ends before. */
function valueOf(seen: Seen, term: Term): number | undefined {
  if (term.op === 'value') return term.value;
  if (term.op === 'len') return lengthOf(seen);
  if (term.op === 'octets') {
    const part = partOf(seen, term.protocol);
    const at = valueOf(seen, term.at);
    if (!part || at === undefined || at + term.size > part.length) return undefined;
    return term.size === 4 ? at32(part, at) : term.size === 2 ? at16(part, at) : at8(part, at);
  }
  const left = valueOf(seen, term.left);
  const right = valueOf(seen, term.right);
  return left === undefined || right === undefined ? undefined : OPERATIONS[term.op](left, right);
}

/** The octets from where a protocol's header begins. */
function partOf(seen: Seen, protocol: Protocol): Octets | undefined {
  if (protocol === 'ether') return [...seen.header, ...seen.octets];
  if (!is(seen, protocol)) return undefined;
  if (ETHERTYPES[protocol] !== undefined) return seen.octets;
  const at = transportOf(seen)?.at;
  return at === undefined ? undefined : seen.octets.slice(at);
}
