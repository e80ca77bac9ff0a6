/** Cuts a Go template into items (text/template/parse/lex.go). */
import {
  atTrimmedRight,
  emit,
  fail,
  ignore,
  isSpace,
  LEFT,
  RIGHT,
  skipSpaces,
  startsWith,
  type Cursor,
} from './cursor.ts';
import type { Item } from './item.ts';
import { token } from './tokens.ts';

/** All items up to the end or to an error, which is then the last one. */
export function lex(source: string): Item[] {
  const cursor: Cursor = { source, items: [], start: 0, position: 0, line: 1, parens: 0 };
  while (text(cursor) && action(cursor));
  return cursor.items;
}

/** Text up to the next action, of which a `{{-` takes the spaces before it. Tells whether there is one. */
function text(cursor: Cursor): boolean {
  const { source, start } = cursor;
  const next = source.indexOf(LEFT, cursor.position);
  const end = next < 0 ? source.length : next;
  let cut = end;
  if (next >= 0 && trimsLeft(source, next)) while (cut > start && isSpace(source.charAt(cut - 1))) cut--;
  cursor.position = cut;
  if (cut > start) emit(cursor, 'text');
  cursor.position = end;
  ignore(cursor);
  return next >= 0 || !emit(cursor, 'eof');
}

const trimsLeft = (source: string, at: number): boolean =>
  source.charAt(at + LEFT.length) === '-' && isSpace(source.charAt(at + LEFT.length + 1));

/** A whole action or comment. Tells whether it ended well. */
function action(cursor: Cursor): boolean {
  const trim = trimsLeft(cursor.source, cursor.position) ? 2 : 0;
  if (startsWith(cursor, '/*', LEFT.length + trim)) {
    cursor.position += LEFT.length + trim;
    return comment(cursor);
  }
  cursor.position += LEFT.length;
  emit(cursor, 'left delimiter');
  cursor.position += trim;
  ignore(cursor);
  cursor.parens = 0;
  while (!atRight(cursor)) if (!token(cursor)) return false;
  return cursor.parens === 0 ? rightDelimiter(cursor) : fail(cursor, 'unclosed left paren');
}

const atRight = (cursor: Cursor): boolean => startsWith(cursor, RIGHT) || atTrimmedRight(cursor);

function comment(cursor: Cursor): boolean {
  const end = cursor.source.indexOf('*/', cursor.position + 2);
  if (end < 0) return fail(cursor, 'unclosed comment');
  cursor.position = end + 2;
  if (!atRight(cursor)) return fail(cursor, 'comment ends before closing delimiter');
  const trimmed = atTrimmedRight(cursor);
  cursor.position += trimmed ? RIGHT.length + 2 : RIGHT.length;
  if (trimmed) skipSpaces(cursor);
  ignore(cursor);
  return true;
}

function rightDelimiter(cursor: Cursor): true {
  const trimmed = !startsWith(cursor, RIGHT);
  if (trimmed) {
    cursor.position += 2;
    ignore(cursor);
  }
  cursor.position += RIGHT.length;
  emit(cursor, 'right delimiter');
  if (trimmed) {
    skipSpaces(cursor);
    ignore(cursor);
  }
  return true;
}
