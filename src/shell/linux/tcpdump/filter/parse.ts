import {
  BITS,
  family,
  hostBlock,
  network,
  parseIp,
  parseMac,
  parsePrefix,
  type Prefix,
} from '../../../../ip/address.ts';
import { protocolNamed } from '../print/protocol-names.ts';
import {
  FilterError,
  syntaxError,
  tokensOf,
  type Filter,
  type FilterNames,
  type Protocol,
  type Way,
} from './filter.ts';
import { Cursor, beginsTerm, readTerm, relationOf } from './terms.ts';

/** What is said of an identifier: the last said holds for those that follow without. */
interface Qualifiers {
  readonly protocol?: Protocol;
  readonly way: Way;
  readonly type?: Type;
}

type Type = 'host' | 'net' | 'port' | 'portrange' | 'proto';

interface Reading {
  readonly cursor: Cursor;
  readonly names: FilterNames;
  last: Qualifiers | undefined;
}

const PROTOCOLS = new Set<string>([
  'ether',
  'link',
  'ip',
  'ip6',
  'arp',
  'rarp',
  'tcp',
  'udp',
  'icmp',
  'icmp6',
  'sctp',
  'igmp',
]);
const TYPES = new Set<string>(['host', 'net', 'port', 'portrange', 'proto']);

/** Reads a filter; an empty one is none. Throws FilterError. */
export function parseFilter(text: string, names: FilterNames): Filter | undefined {
  const cursor = new Cursor(tokensOf(text));
  if (cursor.peek() === undefined) return undefined;
  const filter = readExpression({ cursor, names, last: undefined });
  return cursor.peek() === undefined ? filter : syntaxError();
}

/** `and` and `or` bind alike, from left to right. */
function readExpression(reading: Reading): Filter {
  const { cursor } = reading;
  let left = readFactor(reading);
  for (;;) {
    const op = cursor.accept('and', '&&', 'or', '||');
    if (op === undefined) return left;
    left = { op: op === 'and' || op === '&&' ? 'and' : 'or', left, right: readFactor(reading) };
  }
}

function readFactor(reading: Reading): Filter {
  const { cursor } = reading;
  if (cursor.accept('not', '!') !== undefined) return { op: 'not', inner: readFactor(reading) };
  const comparison = tryComparison(cursor);
  if (comparison) return comparison;
  if (cursor.accept('(') === undefined) return readPrimitive(reading);
  const inner = readExpression(reading);
  return cursor.take() === ')' ? inner : syntaxError();
}

/** A parenthesis may begin an arithmetic expression or a filter: it is the former where a relation follows. */
function tryComparison(cursor: Cursor): Filter | undefined {
  if (cursor.peek() !== '(' && !beginsTerm(cursor)) return undefined;
  const { at } = cursor;
  try {
    const left = readTerm(cursor);
    const relation = relationOf(cursor);
    if (relation) return { op: 'compare', relation, left, right: readTerm(cursor) };
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
  }
  cursor.at = at;
  return undefined;
}

function readPrimitive(reading: Reading): Filter {
  const { cursor } = reading;
  const word = cursor.peek() ?? syntaxError();
  const alone = readAlone(cursor, word);
  if (alone) return alone;
  const start = cursor.at;
  const protocol = PROTOCOLS.has(word) ? (cursor.take().replace('link', 'ether') as Protocol) : undefined;
  const group = cursor.accept('broadcast', 'multicast');
  if (group !== undefined) return groupOf(protocol, group === 'broadcast');
  const way = readWay(cursor);
  const typeWord = cursor.peek() ?? '';
  const type = TYPES.has(typeWord) ? (cursor.take() as Type) : undefined;
  if (protocol !== undefined && way === undefined && type === undefined) {
    reading.last = undefined;
    return { op: 'is', protocol };
  }
  const said = cursor.at > start;
  const qualifiers = said
    ? { ...(protocol && { protocol }), way: way ?? 'either', ...(type && { type }) }
    : reading.last;
  if (!qualifiers) return identified(reading, { way: 'either' }, cursor.take());
  reading.last = qualifiers;
  return identified(reading, qualifiers, cursor.take());
}

/** Primitives without an identifier of the common kinds. */
function readAlone(cursor: Cursor, word: string): Filter | undefined {
  const number = (): number => (/^\d+$/.test(cursor.peek() ?? '') ? Number(cursor.take()) : syntaxError());
  switch (word) {
    case 'vlan':
      cursor.take();
      return { op: 'vlan', ...(/^\d+$/.test(cursor.peek() ?? '') && { id: number() }) };
    case 'less':
      cursor.take();
      return { op: 'length', most: number() };
    case 'greater':
      cursor.take();
      return { op: 'length', least: number() };
    case 'inbound':
    case 'outbound':
      cursor.take();
      return { op: 'bound', inward: word === 'inbound' };
    case 'broadcast':
    case 'multicast':
      cursor.take();
      return groupOf(undefined, word === 'broadcast');
  }
  return undefined;
}

function groupOf(protocol: Protocol | undefined, broadcast: boolean): Filter {
  const of = protocol ?? 'ether';
  return of === 'ether' || of === 'ip' || of === 'ip6' ? { op: 'group', of, broadcast } : syntaxError();
}

function readWay(cursor: Cursor): Way | undefined {
  const first = cursor.accept('src', 'dst');
  if (first === undefined) return undefined;
  const other = first === 'src' ? 'dst' : 'src';
  const joint = cursor.peek();
  if ((joint !== 'or' && joint !== 'and') || cursor.peek(1) !== other) return first as Way;
  // `src or dst port 80`, but not `src 10.0.0.1 or dst …`, which has an identifier in between.
  cursor.at += 2;
  return joint === 'or' ? 'either' : 'both';
}

function identified(reading: Reading, { protocol, way, type }: Qualifiers, id: string): Filter {
  switch (type) {
    case 'port':
    case 'portrange':
      return portFilter(reading, protocol, way, type, id);
    case 'proto':
      return numberFilter(protocol, id);
    case 'net':
      return { op: 'address', ...(protocol && { protocol }), way, prefixes: [netOf(reading.cursor, id)] };
    default:
      return hostFilter(reading, protocol, way, type, id);
  }
}

function hostFilter(
  reading: Reading,
  protocol: Protocol | undefined,
  way: Way,
  type: Type | undefined,
  id: string,
): Filter {
  const mac = parseMac(id);
  if (mac !== undefined && /[:-]/.test(id)) return { op: 'mac', way, mac };
  if (protocol === 'ether') throw new FilterError(`unknown ether host '${id}'`);
  const address = protocol && { protocol };
  if (type === undefined && id.includes('/'))
    return { op: 'address', ...address, way, prefixes: [netOf(reading.cursor, id)] };
  const ip = parseIp(id);
  if (ip === undefined && /^[\d.]+$/.test(id)) {
    if (type === undefined && !id.includes('.')) syntaxError();
    throw new FilterError(`invalid IPv4 address '${id}'`);
  }
  if (ip === undefined && (!/^[a-zA-Z][\w.-]*$/.test(id) || (type === undefined && reading.last === undefined)))
    syntaxError();
  const found = ip === undefined ? reading.names.host(id) : [ip];
  if (found.length === 0) throw new FilterError(`unknown host '${id}'`);
  const prefixes = found.map(hostBlock);
  return { op: 'address', ...address, way, prefixes };
}

/** `172.17.0.0/16`, `172.17`, `172.17.0.0 mask 255.255.0.0` */
function netOf(cursor: Cursor, id: string): Prefix {
  const [text = '', bits] = id.split('/');
  const parts = text.split('.');
  const whole = text.includes(':') ? text : [...parts, '0', '0', '0'].slice(0, 4).join('.');
  const address = parseIp(whole);
  if (address === undefined) throw new FilterError(`unknown network '${id}'`);
  const widest = BITS[family(text)];
  if (cursor.accept('mask') !== undefined) return { address, length: maskLength(cursor.take()) };
  const length = bits === undefined ? (text.includes(':') ? widest : parts.length * 8) : Number(bits);
  if (length > widest) throw new FilterError(`netmask length ${length} greater than maximum ${widest}`);
  const prefix = parsePrefix(`${address}/${length}`) ?? syntaxError();
  if (network(prefix).address !== address) throw new FilterError(`non-network bits set in "${id}"`);
  return prefix;
}

const maskLength = (mask: string): number =>
  mask.split('.').reduce((sum, part) => sum + Number(part).toString(2).replaceAll('0', '').length, 0);

const PORT_AT_MOST = 65535;

function portFilter(
  { names }: Reading,
  protocol: Protocol | undefined,
  way: Way,
  type: 'port' | 'portrange',
  id: string,
): Filter {
  const read = (text: string): number => {
    const port = /^\d+$/.test(text) ? Number(text) : names.port(text, protocol);
    if (port === undefined) throw new FilterError(`unknown port '${text}'`);
    if (port > PORT_AT_MOST) throw new FilterError(`port number ${port} greater than maximum 65535`);
    return port;
  };
  if (protocol !== undefined && !['tcp', 'udp', 'sctp', 'ip', 'ip6'].includes(protocol))
    throw new FilterError(`illegal qualifier of 'port'`);
  const [low = '', high = low] = type === 'portrange' ? id.split('-') : [id];
  const ends = [read(low), read(high)].sort((a, b) => a - b);
  return { op: 'port', ...(protocol && { protocol }), way, low: ends[0] ?? 0, high: ends[1] ?? 0 };
}

const ETHERTYPES: Readonly<Record<string, number>> = { ip: 0x800, arp: 0x806, rarp: 0x8035, ip6: 0x86dd };

function numberFilter(protocol: Protocol | undefined, id: string): Filter {
  const name = id.replace(/^\\/, '');
  const given = /^(0x[0-9a-f]+|\d+)$/i.test(name) ? Number(name) : undefined;
  if (protocol === 'ether') {
    const number = given ?? (Object.hasOwn(ETHERTYPES, name) ? ETHERTYPES[name] : undefined);
    if (number === undefined) throw new FilterError(`unknown ether proto '${name}'`);
    return { op: 'number', of: 'ether', number };
  }
  const number = given ?? protocolNamed(name);
  if (number === undefined) throw new FilterError(`unknown ip proto '${name}'`);
  return { op: 'number', of: protocol === 'ip' || protocol === 'ip6' ? protocol : 'both', number };
}
