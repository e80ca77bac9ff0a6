/** How tc reads what a filter of the kind u32 matches (iproute2: tc/f_u32.c). */
import { toNumber } from '../../../ip/address.ts';
import type { Key } from '../../../kernel/link/filter.ts';
import { parseNumber } from '../../../kernel/netfilter/rule/numbers.ts';
import { ToolError } from '../../tool/tool-error.ts';
import type { Words } from '../ip/context.ts';
import { prefixArgument } from '../ip/prefix.ts';
import { HELP } from './help.table.ts';

const illegal = (what: string): ToolError => new ToolError(`Illegal "${what}"\n`, 1);

/** Where fields of an IP header, and of what it holds, are: octets, and how many. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, readonly [offset: number, octets: 1 | 2]>>>> = {
  ip: {
    tos: [1, 1],
    dsfield: [1, 1],
    precedence: [1, 1],
    protocol: [9, 1],
    sport: [20, 2],
    dport: [22, 2],
    icmp_type: [20, 1],
    icmp_code: [21, 1],
  },
};
const ADDRESSES: Readonly<Record<string, number>> = { src: 12, dst: 16 };
const WIDTHS: Readonly<Record<string, 1 | 2 | 4>> = { u8: 1, u16: 2, u32: 4 };
const MOST_KEYS = 128;

/** A field as part of the word of four octets that it is in. */
function keyOf(offset: number, octets: 1 | 2 | 4, value: number, mask: number): Key {
  const shift = 8 * (4 - octets - (offset % 4));
  const within = 2 ** (8 * octets) - 1;
  const placed = (bits: number): number => (((bits & within) >>> 0) * 2 ** shift) >>> 0;
  const own = placed(mask);
  return { value: (placed(value) & own) >>> 0, mask: own, offset: offset - (offset % 4) };
}

function number(words: Words, base: 'any' | 'hex' = 'any'): number {
  const text = words.next();
  const value = base === 'hex' && /^[\da-f]{1,8}$/i.test(text) ? parseInt(text, 16) : parseNumber(text);
  if (value === undefined || value > 0xffffffff) throw illegal('match');
  return value;
}

/** One `match`: `ip dport 80 0xffff`, `ip src 10.0.0.0/8`, `u32 0 0 at 0`. */
function readMatch(words: Words): Key {
  const kind = words.next();
  const width = Object.hasOwn(WIDTHS, kind) ? WIDTHS[kind] : undefined;
  if (width !== undefined) {
    const [value, mask] = [number(words, 'hex'), number(words, 'hex')];
    const at = words.peek() === 'at' ? (words.next(), number(words)) : 0;
    if (at % width !== 0) throw illegal('match');
    return keyOf(at, width, value, mask);
  }
  const field = words.next();
  if (kind === 'ip' && Object.hasOwn(ADDRESSES, field)) {
    const { address, length } = prefixArgument(words.next(), 4);
    const mask = length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0;
    return keyOf(ADDRESSES[field] ?? 0, 4, toNumber(address), mask);
  }
  const known = Object.hasOwn(FIELDS, kind) ? FIELDS[kind] : undefined;
  const place = known && Object.hasOwn(known, field) ? known[field] : undefined;
  if (!place) throw illegal('match');
  return keyOf(...place, number(words), number(words));
}

/** Fields of one word are one key (pack_key). */
function add(keys: readonly Key[], { value, mask, offset }: Key): Key[] {
  const known = keys.findIndex((key) => key.offset === offset);
  const before = keys[known];
  if (!before) return [...keys, { value, mask, offset }];
  if (((before.value ^ value) & before.mask & mask) >>> 0 !== 0) throw illegal('match');
  const both: Key = { value: (before.value | value) >>> 0, mask: (before.mask | mask) >>> 0, offset };
  return keys.map((key, i) => (i === known ? both : key));
}

/** What a filter matches, and where it leads; `action` names what it does besides. */
export interface ReadU32 {
  readonly keys: readonly Key[];
  readonly flow?: string;
  readonly action?: string;
}

export function readU32(words: Words): ReadU32 {
  let keys: readonly Key[] = [];
  let flow: string | undefined;
  while (!words.done) {
    const word = words.next();
    if (word === 'match') {
      keys = add(keys, readMatch(words));
      if (keys.length > MOST_KEYS) throw illegal('match');
    } else if (word === 'flowid' || word === 'classid') {
      const text = words.next();
      const [, major, minor] = /^([\da-f]{0,4}):([\da-f]{0,4})$/i.exec(text) ?? [];
      if (major === undefined || minor === undefined) throw illegal('classid');
      flow = `${major.toLowerCase() || '0'}:${minor.toLowerCase()}`;
    } else if (word === 'police' || word === 'action')
      return { keys, ...(flow !== undefined && { flow }), action: word };
    else if (word === 'help') throw new ToolError(HELP.u32, 1);
    else throw new ToolError(`What is "${word}"?\n${HELP.u32}`, 1);
  }
  return { keys, ...(flow !== undefined && { flow }) };
}
