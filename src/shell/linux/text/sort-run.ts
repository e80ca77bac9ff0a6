import type { Call } from '../../tool/call.ts';
import { readOptions } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { inputs, joined, linesOf, quote } from './input.ts';
import { sort } from './sort.ts';

/** How one key, or the whole line, is compared. */
interface Ordering {
  readonly flags: string;
}

interface Key extends Ordering {
  readonly from: { field: number; character: number };
  readonly to?: { field: number; character: number } | undefined;
}

const POSITION = /^(\d+)(?:\.(\d+))?([bdfghiMnrV]*)(?:,(\d+)(?:\.(\d+))?([bdfghiMnrV]*))?$/;

function keyOf(text: string): Key | undefined {
  const match = POSITION.exec(text);
  if (!match) return undefined;
  const [, field, character, flags = '', toField, toCharacter, toFlags = ''] = match;
  return {
    from: { field: Number(field), character: Number(character ?? 1) },
    to: toField === undefined ? undefined : { field: Number(toField), character: Number(toCharacter ?? 0) },
    flags: flags + toFlags,
  };
}

/** Where each field begins and ends. Without a separator a field takes the blanks before it. */
function fieldsOf(line: string, separator: string | undefined): { start: number; end: number }[] {
  const fields: { start: number; end: number }[] = [];
  if (separator !== undefined) {
    let start = 0;
    for (const part of line.split(separator)) {
      fields.push({ start, end: start + part.length });
      start += part.length + separator.length;
    }
    return fields;
  }
  for (const match of line.matchAll(/[ \t]*[^ \t]+|[ \t]+$/g))
    fields.push({ start: match.index, end: match.index + match[0].length });
  return fields;
}

function extract(line: string, key: Key, separator: string | undefined): string {
  const fields = fieldsOf(line, separator);
  const blanks = (at: number): number =>
    key.flags.includes('b') ? (/^[ \t]*/.exec(line.slice(at))?.[0].length ?? 0) : 0;
  const first = fields[key.from.field - 1];
  if (!first) return '';
  const start = first.start + blanks(first.start) + key.from.character - 1;
  if (!key.to) return line.slice(start);
  const last = fields[key.to.field - 1];
  if (!last) return line.slice(start);
  return line.slice(start, key.to.character === 0 ? last.end : last.start + blanks(last.start) + key.to.character);
}

const numeric = (text: string): number => Number(/^\s*(-?\d*\.?\d*)/.exec(text)?.[1] || 0) || 0;
const UNITS = 'KMGTPEZY';

function human(text: string): number {
  const [, digits = '', unit = ''] = /^\s*(-?\d*\.?\d*)([KMGTPEZYk]?)/.exec(text) ?? [];
  const power = unit === '' ? 0 : UNITS.indexOf(unit.toUpperCase()) + 1;
  return Math.sign(Number(digits)) * power * 1e15 + Number(digits || 0);
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const bytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Versions: runs of digits by number, all else by letter. */
function versions(a: string, b: string): number {
  const left = a.match(/\d+|\D+/g) ?? [];
  const right = b.match(/\d+|\D+/g) ?? [];
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const [x = '', y = ''] = [left[i], right[i]];
    const both = /^\d/.test(x) && /^\d/.test(y);
    const order = both ? Number(x) - Number(y) : bytes(x, y);
    if (order !== 0) return order;
  }
  return 0;
}

function compareBy(flags: string, a: string, b: string): number {
  const has = (letter: string): boolean => flags.includes(letter);
  if (has('n') || has('g')) return numeric(a) - numeric(b);
  if (has('h')) return human(a) - human(b);
  if (has('M'))
    return MONTHS.indexOf(a.trim().slice(0, 3).toUpperCase()) - MONTHS.indexOf(b.trim().slice(0, 3).toUpperCase());
  if (has('V')) return versions(a, b);
  const folded = (text: string): string => {
    const cut = has('b') ? text.trimStart() : text;
    const kept = has('d') ? cut.replace(/[^\w\s]|_/g, '') : cut;
    return has('f') ? kept.toUpperCase() : kept;
  };
  return bytes(folded(a), folded(b));
}

export const runSort: Tool['run'] = (call) => {
  const { options: given, operands, has, value, all } = readOptions(call, sort, 2);
  const separator = value('t');
  const keys = all('k').map((text) => keyOf(text) ?? badKey(call, text));
  const global = given
    .filter(({ name }) => /^[bdfghiMnrV]$/.test(name))
    .map(({ name }) => name)
    .join('');
  let failed = false;
  const files = inputs(call, operands, (name, reason) => {
    call.err(`sort: ${reason === 'Is a directory' ? 'read failed' : 'cannot read'}: ${name}: ${reason}\n`);
    failed = true;
  });
  if (failed) return 2;
  const lines = files.flatMap(({ text }) => linesOf(text));
  const compare = comparer(keys, global, separator, has('s') || has('u'));
  if (has('c')) return check(lines, compare);
  const sorted = lines.map((line, i) => ({ line, i })).sort((a, b) => compare(a.line, b.line) || a.i - b.i);
  const kept = has('u')
    ? sorted.filter(({ line }, i) => i === 0 || compare(sorted[i - 1]?.line ?? '', line) !== 0)
    : sorted;
  call.out(joined(kept.map(({ line }) => line)));
  return 0;
};

function badKey(call: Call, text: string): never {
  throw new ToolError(`sort: invalid number at field start: invalid count at start of ${quote(call, text)}\n`, 2);
}

/** Orders by the keys, then by the whole line unless the sort is stable. */
function comparer(
  keys: readonly Key[],
  global: string,
  separator: string | undefined,
  stable: boolean,
): (a: string, b: string) => number {
  const reverse = global.includes('r') ? -1 : 1;
  return (a, b) => {
    for (const key of keys) {
      const flags = key.flags.replace('b', '') === '' ? global + key.flags : key.flags;
      const order = compareBy(
        flags,
        extract(a, { ...key, flags }, separator),
        extract(b, { ...key, flags }, separator),
      );
      if (order !== 0) return flags.includes('r') ? -order : order;
    }
    if (keys.length === 0) {
      const order = compareBy(global, a, b);
      if (order !== 0) return order * reverse;
    }
    return stable ? 0 : bytes(a, b) * reverse;
  };
}

function check(lines: readonly string[], compare: (a: string, b: string) => number): number {
  const at = lines.findIndex((line, i) => i > 0 && compare(lines[i - 1] ?? '', line) > 0);
  if (at < 0) return 0;
  throw new ToolError(`sort: -:${at + 1}: disorder: ${lines[at]}\n`, 1);
}
