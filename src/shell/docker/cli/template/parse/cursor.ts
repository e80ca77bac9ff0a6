/** Where the lexer stands in a template, and what it has cut so far. */
import type { Item, Kind } from './item.ts';

export interface Cursor {
  readonly source: string;
  readonly items: Item[];
  /** Where the item that is being read begins. */
  start: number;
  position: number;
  line: number;
  /** How many parentheses are open. */
  parens: number;
}

export const LEFT = '{{';
export const RIGHT = '}}';

/** Whether a character parts items inside an action. */
export const isSpace = (character: string): boolean => character !== '' && ' \t\r\n'.includes(character);
/** Whether a character is a letter, a digit or an underscore. */
export const isWord = (character: string): boolean => /^[\p{L}\p{Nd}_]$/u.test(character);

/** Ends the item that is being read. Like all that reads inside an action it tells that reading goes on. */
export function emit(cursor: Cursor, kind: Kind): true {
  const { source, items, start, position, line } = cursor;
  items.push({ kind, text: source.slice(start, position), at: start, line });
  ignore(cursor);
  return true;
}

/** Leaves out what was read since the last item. */
export function ignore(cursor: Cursor): void {
  for (const character of cursor.source.slice(cursor.start, cursor.position)) if (character === '\n') cursor.line++;
  cursor.start = cursor.position;
}

/** Ends reading with an error. */
export function fail({ items, start, line }: Cursor, text: string): false {
  items.push({ kind: 'error', text, at: start, line });
  return false;
}

/** Ends reading with an error that names the character at the cursor. */
export function badCharacter(cursor: Cursor, problem: string): false {
  const character = here(cursor);
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return fail(cursor, `${problem} U+${code} '${character}'`);
}

/** The character at the cursor; empty at the end. */
export function here({ source, position }: Cursor): string {
  const point = source.codePointAt(position);
  return point === undefined ? '' : String.fromCodePoint(point);
}

/** Whether a text stands so far behind the cursor. */
export const startsWith = ({ source, position }: Cursor, text: string, ahead = 0): boolean =>
  source.startsWith(text, position + ahead);

/** Moves past spaces. */
export function skipSpaces(cursor: Cursor): void {
  while (isSpace(cursor.source.charAt(cursor.position))) cursor.position++;
}

/** Whether an action ends here with ` -}}`, which takes the spaces that follow it. */
export const atTrimmedRight = (cursor: Cursor): boolean =>
  isSpace(cursor.source.charAt(cursor.position)) && startsWith(cursor, `-${RIGHT}`, 1);

/** Whether a word may end here. */
export function atTerminator(cursor: Cursor): boolean {
  const character = here(cursor);
  return character === '' || isSpace(character) || '.,|:()'.includes(character) || startsWith(cursor, RIGHT);
}
