/** What Go prints of values, where compose's messages and conversions show it. */
import { own } from '../kernel/own.ts';
import { byBytes } from '../engine/by-bytes.ts';
import { isList, isRecord, isWhole, type Tree } from './tree.ts';

/** `%T` of a value that go-yaml read. */
export function goType(value: Tree | undefined): string {
  if (value === null || value === undefined) return '<nil>';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'bigint') return value < 2n ** 63n ? 'int' : 'uint64';
  if (typeof value === 'number') return isWhole(value) ? 'int' : 'float64';
  return isRecord(value) ? 'map[string]interface {}' : '[]interface {}';
}

/** The fewest digits that read back as the number; an exponent below 1e-4 and from 1e+06 on. */
function shortest(value: number): string {
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  return power >= -4 && power < 6 ? plain(digits, power) : exponential(value);
}

/** `%e` with the fewest digits. */
function exponential(value: number): string {
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function plain(digits: string, power: number): string {
  const sign = digits.startsWith('-') ? '-' : '';
  const all = digits.replace(/[-.]/g, '');
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${all}`;
  const whole = all.slice(0, power + 1).padEnd(power + 1, '0');
  const rest = all.slice(power + 1);
  return `${sign}${whole}${rest && `.${rest}`}`;
}

/** `%g`. */
function floatText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return shortest(value);
}

/** How Go writes a number that was read as what it should be: a whole one of 64 bits as it is, any other as `%g`. */
export function goNumber(value: number): string {
  const whole = Number.isInteger(value) && value < 2 ** 64 && value >= -(2 ** 63);
  return whole ? BigInt(value).toString() : floatText(value);
}

/** `fmt.Sprint` of a value. */
export function goText(value: Tree | undefined): string {
  if (value === null || value === undefined) return '<nil>';
  if (typeof value === 'number') return floatText(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (isList(value)) return `[${value.map(goText).join(' ')}]`;
  const keys = Object.keys(value).sort(byBytes);
  return `map[${keys.map((key) => `${key}:${goText(own(value, key))}`).join(' ')}]`;
}

const NAMED: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '"': '\\"',
  '\\': '\\\\',
};
// oxlint-disable-next-line no-control-regex -- they are what is escaped
const ESCAPED = /["\\\x00-\x1f\x7f]|[\x80-\xa0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u206f\ufeff]/g;

/** `%q`. */
export const goQuoted = (text: string): string =>
  `"${text.replace(ESCAPED, (character) => NAMED[character] ?? escaped(character.charCodeAt(0)))}"`;

const escaped = (code: number): string =>
  code < 0x80 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;

/** `%s` of a value: what is no text says so. */
export function goWord(value: Tree | undefined): string {
  if (typeof value === 'string') return value;
  if (isList(value)) return `[${value.map(goWord).join(' ')}]`;
  if (!isRecord(value))
    return value === null || value === undefined ? '%!s(<nil>)' : `%!s(${goType(value)}=${goText(value)})`;
  const keys = Object.keys(value).sort(byBytes);
  return `map[${keys.map((key) => `${key}:${goWord(own(value, key))}`).join(' ')}]`;
}
