import { ramInBytes, SizeProblem } from '../ram-size.ts';
import { network, parseIp, parsePrefix } from '../../ip/address.ts';
import { own } from '../../kernel/own.ts';
import { addressProblem } from './address-problem.ts';
import { DIRECTIVES, type DirectiveType } from './directives.table.ts';
import type { Json } from './json.ts';
import type { AddressPool, Ulimit } from './settings.ts';

/** What is wrong with a value, in the words of Go's encoding/json and of what reads texts. */
export class DecodeProblem extends Error {
  override readonly name = 'DecodeProblem';
}

/** What directives come to, by name; of one that stands twice the last counts. */
export type Directives = Readonly<Record<string, unknown>>;

/** Decodes the entries of a file. Throws DecodeProblem at the first that does not fit its type. */
export function decode(entries: readonly (readonly [name: string, value: Json])[]): Directives {
  const decoded: [string, unknown][] = [];
  for (const [name, value] of entries) {
    if (name === 'proxies') decoded.push(...proxies(value));
    const type = own(DIRECTIVES, name);
    if (type === undefined || value.kind === 'null') continue;
    decoded.push([name, DECODERS[type](value, { root: 'Config', path: [name] })]);
  }
  return Object.fromEntries(decoded);
}

function proxies(value: Json): [string, unknown][] {
  const at = { root: 'Config', path: ['proxies'] };
  if (value.kind !== 'object') throw mismatch(value, 'config.Proxies', at);
  return value.entries.flatMap(([name, inner]): [string, unknown][] =>
    inner.kind === 'null' ? [] : [[name, text(inner, within(at, name))]],
  );
}

/** Where a value stands: the Go struct that is filled, and the names and places that lead to it. */
interface Place {
  readonly root: string;
  readonly path: readonly (string | number)[];
}

const within = ({ root, path }: Place, step: string | number): Place => ({ root, path: [...path, step] });

/** encoding/json: UnmarshalTypeError */
function mismatch(value: Json, type: string, { root, path }: Place, why = ''): DecodeProblem {
  const written = value.kind === 'number' && why === '' && type.startsWith('int') ? ` ${value.text}` : '';
  const isField = typeof path.at(-1) === 'string';
  const where = path.length === 0 ? 'Go value' : `${isField ? 'Go struct field ' : ''}${root}.${path.join('.')}`;
  return new DecodeProblem(`json: cannot unmarshal ${value.kind}${written} into ${where} of type ${type}${why}`);
}

type Decoder = (value: Json, at: Place) => unknown;

const text = (value: Json, at: Place): string => {
  if (value.kind !== 'string') throw mismatch(value, 'string', at);
  return value.value;
};

const bool = (value: Json, at: Place): boolean => {
  if (value.kind !== 'bool') throw mismatch(value, 'bool', at);
  return value.value;
};

const whole =
  (type: 'int' | 'int64'): ((value: Json, at: Place) => number) =>
  (value, at) => {
    if (value.kind !== 'number' || !/^-?\d{1,18}$/.test(value.text)) throw mismatch(value, type, at);
    return Number(value.text);
  };

const list =
  <T>(type: string, item: (value: Json, at: Place) => T) =>
  (value: Json, at: Place): T[] => {
    if (value.kind !== 'array') throw mismatch(value, type, at);
    return value.items.flatMap((each, place) => (each.kind === 'null' ? [] : [item(each, within(at, place))]));
  };

const record =
  <T>(type: string, item: (value: Json, at: Place) => T) =>
  (value: Json, at: Place): Record<string, T> => {
    if (value.kind !== 'object') throw mismatch(value, type, at);
    const entries = value.entries.flatMap(([name, each]) =>
      each.kind === 'null' ? [] : [[name, item(each, within(at, name))] as const],
    );
    return Object.fromEntries(entries);
  };

/** What is read from a text. */
const read =
  <T>(type: string, parse: (text: string) => T) =>
  (value: Json, at: Place): T => {
    if (value.kind !== 'string') throw mismatch(value, type, at, ': JSON value must be string type');
    return parse(value.value);
  };

function parseNetIp(text: string): string {
  if (text === '') return '';
  const ip = parseIp(text);
  if (ip === undefined) throw new DecodeProblem(`invalid IP address: ${text}`);
  return ip;
}

function parseAddress(text: string): string {
  if (text === '') return '';
  const ip = parseIp(text);
  if (ip === undefined) throw new DecodeProblem(addressProblem(text));
  return ip;
}

function parseBase(text: string): AddressPool['base'] {
  const prefix = parsePrefix(text);
  if (prefix) return network(prefix);
  const slash = text.lastIndexOf('/');
  const [address, length] = slash < 0 ? [text, ''] : [text.slice(0, slash), text.slice(slash + 1)];
  const why =
    slash < 0
      ? "no '/'"
      : parseIp(address) === undefined
        ? addressProblem(address)
        : /^\d+$/.test(length)
          ? 'prefix length out of range'
          : `bad bits after slash: ${JSON.stringify(length)}`;
  throw new DecodeProblem(`netip.ParsePrefix(${JSON.stringify(text)}): ${why}`);
}

/** Names of fields know no case in Go. */
function fields(value: Json, type: string, at: Place): ReadonlyMap<string, Json> {
  if (value.kind !== 'object') throw mismatch(value, type, at);
  return new Map(value.entries.map(([name, inner]) => [name.toLowerCase(), inner]));
}

function pool(value: Json, at: Place): AddressPool {
  const given = fields(value, 'ipamutils.NetworkToSplit', at);
  const base = given.get('base');
  const size = given.get('size');
  return {
    base: base && base.kind !== 'null' ? read('netip.Prefix', parseBase)(base, within(at, 'base')) : NO_BASE,
    size: size && size.kind !== 'null' ? whole('int')(size, within(at, 'size')) : 0,
  };
}

const NO_BASE: AddressPool['base'] = { address: '0.0.0.0', length: 0 };

function ulimit(value: Json, at: Place): Ulimit {
  const given = fields(value, 'units.Ulimit', at);
  const field = <T>(name: string, decoder: (value: Json, at: Place) => T, otherwise: T): T => {
    const inner = given.get(name.toLowerCase());
    return inner && inner.kind !== 'null' ? decoder(inner, within(at, name)) : otherwise;
  };
  return {
    Name: field('Name', text, ''),
    Hard: field('Hard', whole('int64'), 0),
    Soft: field('Soft', whole('int64'), 0),
  };
}

/** A size in words, such as 64m. */
function memory(value: Json): number {
  if (value.kind !== 'string' || value.value === '')
    throw new DecodeProblem(`invalid size: ${JSON.stringify(value.kind === 'number' ? value.text : '')}`);
  try {
    return ramInBytes(value.value);
  } catch (error) {
    if (error instanceof SizeProblem) throw new DecodeProblem(error.message);
    throw error;
  }
}

const structure =
  (type: string): Decoder =>
  (value, at) => {
    if (value.kind !== 'object') throw mismatch(value, type, at);
    return {};
  };

const DECODERS: Readonly<Record<DirectiveType, Decoder>> = {
  bool,
  int: whole('int'),
  int64: whole('int64'),
  string: text,
  '[]string': list('[]string', text),
  'net.IP': read('net.IP', parseNetIp),
  '[]net.IP': list('[]net.IP', read('net.IP', parseNetIp)),
  '[]netip.Addr': list('[]netip.Addr', read('netip.Addr', parseAddress)),
  'map[string]string': record('map[string]string', text),
  'map[string]map[string]string': record('map[string]map[string]string', record('map[string]string', text)),
  'map[string]bool': record('map[string]bool', bool),
  'map[string]*units.Ulimit': record('map[string]*units.Ulimit', ulimit),
  'map[string]system.Runtime': record('map[string]system.Runtime', structure('system.Runtime')),
  'config.BuilderConfig': structure('config.BuilderConfig'),
  // It decodes itself: its problems do not say where it stands.
  'opts.PoolsOpt': (value) => list('[]*ipamutils.NetworkToSplit', pool)(value, { root: '', path: [] }),
  'opts.MemBytes': memory,
};
