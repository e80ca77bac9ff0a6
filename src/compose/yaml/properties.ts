/** Anchors, tags and directives as libyaml scans them. */
import { isBlank, isBlankOrEnd, isBreakOrEnd, isDigit, isWord } from './cursor.ts';
import type { Cursor, Mark } from './cursor.ts';
import type { Token } from './token.ts';

export function anchor(cursor: Cursor): Token {
  const start = cursor.mark;
  const kind = cursor.next() === '&' ? 'anchor' : 'alias';
  const value = word(cursor);
  if (value === '' || !(isBlankOrEnd(cursor.peek()) || '?:,]}%@`'.includes(cursor.peek())))
    throw cursor.fault('did not find expected alphabetic or numeric character', start);
  return { kind, start, end: cursor.mark, value };
}

function word(cursor: Cursor): string {
  let text = '';
  while (isWord(cursor.peek())) text += cursor.next();
  return text;
}

export function tag(cursor: Cursor): Token {
  const start = cursor.mark;
  const { handle, suffix } = cursor.peek(1) === '<' ? verbatimTag(cursor, start) : shortTag(cursor, start);
  if (!isBlankOrEnd(cursor.peek())) throw cursor.fault('did not find expected whitespace or line break', start);
  return { kind: 'tag', start, end: cursor.mark, value: handle, suffix };
}

function verbatimTag(cursor: Cursor, start: Mark): { handle: string; suffix: string } {
  cursor.skip(2);
  const suffix = tagUri(cursor, '', start);
  if (cursor.peek() !== '>') throw cursor.fault("did not find the expected '>'", start);
  cursor.next();
  return { handle: '', suffix };
}

function shortTag(cursor: Cursor, start: Mark): { handle: string; suffix: string } {
  const handle = tagHandle(cursor);
  if (handle.length > 1 && handle.endsWith('!')) return { handle, suffix: tagUri(cursor, '', start) };
  const suffix = tagUri(cursor, handle, start);
  return suffix === '' ? { handle: '', suffix: '!' } : { handle: '!', suffix };
}

function tagHandle(cursor: Cursor): string {
  const handle = cursor.next() + word(cursor);
  return cursor.peek() === '!' ? handle + cursor.next() : handle;
}

function tagUri(cursor: Cursor, head: string, start: Mark): string {
  let uri = head.slice(1);
  let found = head !== '';
  for (;;) {
    const character = cursor.peek();
    if (character === '%') uri += escapedCharacter(cursor, start);
    else if (isWord(character) || (character !== '' && ";/?:@&=+$,.!~*'()[]".includes(character))) uri += cursor.next();
    else break;
    found = true;
  }
  if (!found) throw cursor.fault('did not find expected tag URI', start);
  return uri;
}

function escapedCharacter(cursor: Cursor, start: Mark): string {
  const octet = (): number => {
    const digits = cursor.peek(1) + cursor.peek(2);
    if (cursor.peek() !== '%' || !/^[0-9a-fA-F]{2}$/.test(digits))
      throw cursor.fault('did not find URI escaped octet', start);
    return Number.parseInt(digits, 16);
  };
  const first = octet();
  const width = first < 0x80 ? 1 : first < 0xc0 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf8 ? 4 : 0;
  if (width === 0) throw cursor.fault('found an incorrect leading UTF-8 octet', start);
  cursor.skip(3);
  let code = width === 1 ? first : first & (0xff >> (width + 1));
  for (let more = 1; more < width; more++) {
    const next = octet();
    if ((next & 0xc0) !== 0x80) throw cursor.fault('found an incorrect trailing UTF-8 octet', start);
    code = (code << 6) | (next & 0x3f);
    cursor.skip(3);
  }
  return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
}

/** After `%` at the beginning of a line. */
export function directive(cursor: Cursor): Token {
  const start = cursor.mark;
  cursor.next();
  const name = word(cursor);
  if (name === '') throw cursor.fault('could not find expected directive name', start);
  if (!isBlankOrEnd(cursor.peek())) throw cursor.fault('found unexpected non-alphabetical character', start);
  if (name !== 'YAML' && name !== 'TAG') throw cursor.fault('found unknown directive name', start);
  cursor.skipBlanks();
  const content = name === 'YAML' ? versionDirective(cursor, start) : tagDirective(cursor, start);
  const token = { ...content, start, end: cursor.mark };
  cursor.skipBlanks();
  if (cursor.peek() === '#') cursor.skipToEndOfLine();
  if (!isBreakOrEnd(cursor.peek())) throw cursor.fault('did not find expected comment or line break', start);
  cursor.nextLine();
  return token;
}

function versionDirective(cursor: Cursor, start: Mark): Pick<Token, 'kind' | 'value'> {
  const number = (): string => {
    let digits = '';
    while (isDigit(cursor.peek())) {
      if (digits.length === 2) throw cursor.fault('found extremely long version number', start);
      digits += cursor.next();
    }
    if (digits === '') throw cursor.fault('did not find expected version number', start);
    return String(Number(digits));
  };
  const major = number();
  if (cursor.peek() !== '.') throw cursor.fault("did not find expected digit or '.' character", start);
  cursor.next();
  return { kind: 'version directive', value: `${major}.${number()}` };
}

function tagDirective(cursor: Cursor, start: Mark): Pick<Token, 'kind' | 'value' | 'suffix'> {
  if (cursor.peek() !== '!') throw cursor.fault("did not find expected '!'", start);
  const value = tagHandle(cursor);
  if (value !== '!' && !(value.length > 1 && value.endsWith('!')))
    throw cursor.fault("did not find expected '!'", start);
  if (!isBlank(cursor.peek())) throw cursor.fault('did not find expected whitespace', start);
  cursor.skipBlanks();
  const suffix = tagUri(cursor, '', start);
  if (!isBlankOrEnd(cursor.peek())) throw cursor.fault('did not find expected whitespace or line break', start);
  return { kind: 'tag directive', value, suffix };
}
