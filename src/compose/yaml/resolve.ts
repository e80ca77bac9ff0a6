/**
 * What a scalar means, as go-yaml v3 has it (resolve.go): YAML 1.2 for booleans, and numbers of both versions.
 */
import { wholeInTree } from '../tree.ts';
import { YamlError } from './cursor.ts';
import type { Node } from './node.ts';

export type Scalar = null | boolean | number | bigint | string;

interface Resolved {
  readonly tag: string;
  readonly value: Scalar;
}

const WORDS = new Map<string, Resolved>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word): [string, Resolved] => [word, { tag: '!!null', value: null }]),
  ...['true', 'True', 'TRUE'].map((word): [string, Resolved] => [word, { tag: '!!bool', value: true }]),
  ...['false', 'False', 'FALSE'].map((word): [string, Resolved] => [word, { tag: '!!bool', value: false }]),
  ...['.nan', '.NaN', '.NAN'].map((word): [string, Resolved] => [word, { tag: '!!float', value: Number.NaN }]),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word): [string, Resolved] => [
    word,
    { tag: '!!float', value: Number.POSITIVE_INFINITY },
  ]),
  ...['-.inf', '-.Inf', '-.INF'].map((word): [string, Resolved] => [
    word,
    { tag: '!!float', value: Number.NEGATIVE_INFINITY },
  ]),
]);
const RESOLVABLE = ['!!str', '!!bool', '!!int', '!!float', '!!null', '!!timestamp'];

/** A node that is a string whatever stands in it. */
const isString = ({ tag, plain }: Node): boolean => tag === '!!str' || (tag === undefined && !plain);

export const isMergeKey = ({ kind, tag, value, plain }: Node): boolean =>
  kind === 'scalar' && value === '<<' && ((tag === undefined && plain) || tag === '!!merge');

/** @throws YamlError where a tag asks for what the text is not */
export function resolveScalar(node: Node): Resolved {
  const { tag, value, line } = node;
  if (isString(node)) return { tag: '!!str', value };
  if (tag === '!!binary') return { tag, value: fromBase64(value, line) };
  if (tag !== undefined && !RESOLVABLE.includes(tag)) return { tag, value };
  const found = meaning(value, tag);
  if (tag === undefined || tag === found.tag) return found;
  if (tag === '!!float' && found.tag === '!!int') return { tag, value: Number(found.value) };
  throw new YamlError(`cannot decode ${found.tag} \`${value}\` as a ${tag}`, line);
}

/** The short tag of any node. */
export function tagOf(node: Node): string {
  if (node.kind === 'alias') return node.target ? tagOf(node.target) : '';
  if (node.kind === 'scalar' && isString(node)) return '!!str';
  if (isMergeKey(node)) return '!!merge';
  if (node.tag !== undefined) return node.tag;
  return node.kind === 'scalar' ? meaning(node.value, undefined).tag : node.kind === 'mapping' ? '!!map' : '!!seq';
}

/** What a text without quotes would be read as. */
export const tagOfPlain = (text: string): string => meaning(text, undefined).tag;

function meaning(text: string, tag: string | undefined): Resolved {
  const word = WORDS.get(text);
  if (word) return word;
  if (/^[0-9+-]/.test(text)) return number(text, tag) ?? { tag: '!!str', value: text };
  if (/^\.[0-9]+([eE][-+]?[0-9]+)?$/.test(text)) return { tag: '!!float', value: Number(text) };
  return { tag: '!!str', value: text };
}

function number(text: string, tag: string | undefined): Resolved | undefined {
  if ((tag === undefined || tag === '!!timestamp') && isTimestamp(text)) return { tag: '!!timestamp', value: text };
  const plain = text.replaceAll('_', '');
  const integer = integerOf(plain);
  if (integer !== undefined) return { tag: '!!int', value: wholeInTree(integer) };
  if (!/^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? { tag: '!!float', value } : undefined;
}

const FORMS: readonly (readonly [RegExp, string])[] = [
  [/^([-+]?)0[xX]([0-9a-fA-F]+)$/, '0x'],
  [/^([-+]?)0[bB]([01]+)$/, '0b'],
  [/^([-+]?)0[oO]?([0-7]+)$/, '0o'],
  [/^([-+]?)(0|[1-9][0-9]*)$/, ''],
];
const MOST_SIGNED = 2n ** 63n - 1n;
const MOST = 2n ** 64n - 1n;

function integerOf(plain: string): bigint | undefined {
  if (plain.length > 70) return undefined;
  for (const [form, prefix] of FORMS) {
    const match = form.exec(plain);
    if (!match) continue;
    const size = BigInt(prefix + match[2]);
    if (match[1] === '-') return size <= MOST_SIGNED + 1n ? -size : undefined;
    return size <= (match[1] === '' ? MOST : MOST_SIGNED) ? size : undefined;
  }
  return undefined;
}

const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})(.*)$/;
const CLOCK =
  /^(?:[Tt](?=.*(?:Z|[+-]\d{2}:\d{2})$)| (?=[\d:.,]*$))(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?(?:Z|[+-]\d{2}:\d{2})?$/;

function isTimestamp(text: string): boolean {
  const [, year, month, day, rest = ''] = DATE.exec(text) ?? [];
  if (!isWithin(month, 1, 12) || !isWithin(day, 1, daysOf(Number(year), Number(month)))) return false;
  if (rest === '') return true;
  const [, hour, minute, second] = CLOCK.exec(rest) ?? [];
  return isWithin(hour, 0, 23) && isWithin(minute, 0, 59) && isWithin(second, 0, 59);
}

const isWithin = (text: string | undefined, least: number, most: number): boolean =>
  text !== undefined && Number(text) >= least && Number(text) <= most;

function daysOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function fromBase64(text: string, line: number): string {
  const packed = text.replace(/[\r\n]/g, '');
  const wrong = new YamlError('!!binary value contains invalid base64 data', line);
  if (packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(packed)) throw wrong;
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}
