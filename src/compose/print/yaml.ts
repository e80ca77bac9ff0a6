import { goNumber } from '../go.ts';
import { isEntries, type Entries, type Ordered } from './ordered.ts';
import { doubleQuoted, isSimpleKey, literal, singleQuoted, styleOf } from './scalar.ts';

const STEP = '  ';

/** Writes a document as go-yaml does with an indentation of two. */
export const yamlText = (value: Ordered): string => (isBlock(value) ? block(value, '') : `${inline(value, STEP)}\n`);

type Block = Entries | readonly Ordered[];

/** What stands on lines of its own. */
const isBlock = (value: Ordered): value is Block =>
  isEntries(value) ? value.entries.length > 0 : typeof value === 'object' && value !== null && value.length > 0;

function block(value: Block, pad: string): string {
  if (isEntries(value)) return value.entries.map(([key, entry]) => pad + entryText(key, entry, pad)).join('');
  return value.map((entry) => `${pad}- ${behindMark(entry, pad)}`).join('');
}

function entryText(key: string, value: Ordered, pad: string): string {
  const inner = pad + STEP;
  if (!isSimpleKey(key)) return `? ${text(key, false, inner)}\n${pad}: ${behindMark(value, pad)}`;
  const written = text(key, true, inner);
  return isBlock(value) ? `${written}:\n${block(value, inner)}` : `${written}: ${line(value, inner)}`;
}

/** What follows `- `: the first line of a block stands beside it. */
function behindMark(value: Ordered, pad: string): string {
  const inner = pad + STEP;
  return isBlock(value) ? block(value, inner).slice(inner.length) : line(value, inner);
}

const line = (value: Ordered, pad: string): string => `${inline(value, pad)}\n`;

function inline(value: Ordered, pad: string): string {
  if (typeof value === 'string') return text(value, false, pad);
  if (typeof value === 'number') return numberText(value);
  if (value === null || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  return isEntries(value) ? '{}' : '[]';
}

function text(value: string, asKey: boolean, pad: string): string {
  switch (styleOf(value, asKey)) {
    case 'plain':
      return value;
    case 'single':
      return singleQuoted(value, pad);
    case 'double':
      return doubleQuoted(value);
    case 'literal':
      return literal(value, pad);
  }
}

const NAMES: Readonly<Record<string, string>> = { NaN: '.nan', '+Inf': '.inf', '-Inf': '-.inf' };

const numberText = (value: number): string => NAMES[goNumber(value)] ?? goNumber(value);
