/** The items inside an action: each function reads one and tells whether reading goes on. */
import { quote } from '../quote.ts';
import {
  atTerminator,
  atTrimmedRight,
  badCharacter,
  emit,
  fail,
  here,
  isSpace,
  isWord,
  type Cursor,
} from './cursor.ts';
import { isKeyword, type Kind } from './item.ts';

const DECIMAL = '0123456789_';
const DIGITS: Readonly<Record<string, string>> = { x: '0123456789abcdefABCDEF_', o: '01234567_', b: '01_' };

/** Reads the item at the cursor. */
export function token(cursor: Cursor): boolean {
  const { source, position } = cursor;
  const character = here(cursor);
  if (character === '') return fail(cursor, 'unclosed action');
  if (isSpace(character)) return space(cursor);
  switch (character) {
    case '=':
      return single(cursor, 'assign');
    case ':':
      return declare(cursor);
    case '|':
      return single(cursor, 'pipe');
    case '"':
      return quoted(cursor, 'string', 'unterminated quoted string');
    case "'":
      return quoted(cursor, 'character constant', 'unterminated character constant');
    case '`':
      return raw(cursor);
    case '$':
      return fieldOrVariable(cursor, 'variable');
    case '(':
    case ')':
      return paren(cursor, character);
  }
  if (character === '.' && position + 1 < source.length && !/[0-9]/.test(source.charAt(position + 1)))
    return fieldOrVariable(cursor, 'field');
  if (/[.+\-0-9]/.test(character)) return number(cursor);
  if (isWord(character)) return identifier(cursor);
  if (character >= ' ' && character <= '~') return single(cursor, 'character');
  return badCharacter(cursor, 'unrecognized character in action:');
}

/** An item of one character. */
function single(cursor: Cursor, kind: Kind): true {
  cursor.position += here(cursor).length;
  return emit(cursor, kind);
}

function declare(cursor: Cursor): boolean {
  if (cursor.source.charAt(cursor.position + 1) !== '=') return fail(cursor, 'expected :=');
  cursor.position += 2;
  return emit(cursor, 'declare');
}

function paren(cursor: Cursor, character: '(' | ')'): boolean {
  cursor.parens += character === '(' ? 1 : -1;
  if (cursor.parens < 0) return fail(cursor, 'unexpected right paren');
  return single(cursor, character === '(' ? 'left paren' : 'right paren');
}

function space(cursor: Cursor): true {
  while (isSpace(here(cursor)) && !atTrimmedRight(cursor)) cursor.position++;
  return emit(cursor, 'space');
}

/** A text between the quotes of which the first stands at the cursor; a backslash takes the next character with it. */
function quoted(cursor: Cursor, kind: Kind, problem: string): boolean {
  const { source } = cursor;
  const end = source.charAt(cursor.position++);
  for (; source.charAt(cursor.position) !== end; cursor.position++) {
    if (source.charAt(cursor.position) === '\\') cursor.position++;
    const character = source.charAt(cursor.position);
    if (character === '' || character === '\n') return fail(cursor, problem);
  }
  cursor.position++;
  return emit(cursor, kind);
}

function raw(cursor: Cursor): boolean {
  const end = cursor.source.indexOf('`', cursor.position + 1);
  if (end < 0) return fail(cursor, 'unterminated raw quoted string');
  cursor.position = end + 1;
  return emit(cursor, 'raw string');
}

function fieldOrVariable(cursor: Cursor, kind: 'field' | 'variable'): boolean {
  cursor.position++;
  if (atTerminator(cursor)) return emit(cursor, kind === 'variable' ? 'variable' : 'dot');
  word(cursor);
  return atTerminator(cursor) ? emit(cursor, kind) : badCharacter(cursor, 'bad character');
}

function identifier(cursor: Cursor): boolean {
  word(cursor);
  if (!atTerminator(cursor)) return badCharacter(cursor, 'bad character');
  const text = cursor.source.slice(cursor.start, cursor.position);
  if (isKeyword(text) || text === 'nil') return emit(cursor, text);
  return emit(cursor, text === 'true' || text === 'false' ? 'bool' : 'identifier');
}

function word(cursor: Cursor): void {
  while (isWord(here(cursor))) cursor.position += here(cursor).length;
}

function number(cursor: Cursor): boolean {
  accept(cursor, '+-');
  const base = accept(cursor, '0') ? here(cursor).toLowerCase() : '';
  const special = DIGITS[base];
  if (special !== undefined) cursor.position++;
  const digits = special ?? DECIMAL;
  acceptAll(cursor, digits);
  if (accept(cursor, '.')) acceptAll(cursor, digits);
  if (accept(cursor, exponentOf(special === undefined ? '' : base))) {
    accept(cursor, '+-');
    acceptAll(cursor, DECIMAL);
  }
  accept(cursor, 'i');
  if (!isWord(here(cursor))) return emit(cursor, 'number');
  cursor.position += here(cursor).length;
  return fail(cursor, `bad number syntax: ${quote(cursor.source.slice(cursor.start, cursor.position))}`);
}

/** The letters that begin an exponent. */
function exponentOf(base: string): string {
  if (base === '') return 'eE';
  return base === 'x' ? 'pP' : '';
}

function accept(cursor: Cursor, set: string): boolean {
  const character = here(cursor);
  if (character === '' || !set.includes(character)) return false;
  cursor.position++;
  return true;
}

function acceptAll(cursor: Cursor, set: string): void {
  while (accept(cursor, set));
}
