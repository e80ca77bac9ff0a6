/** Scalars as libyaml scans them: plain, quoted, literal and folded. */
import { isBlank, isBlankOrEnd, isBreak, isBreakOrEnd, isDigit } from './cursor.ts';
import type { Cursor, Mark } from './cursor.ts';

/** Line breaks between two lines of a folded text: one is a space, more are all but the first. */
class Folding {
  private leading = '';
  private trailing = '';
  blanks = '';
  /** Whether a line break was seen. */
  broken = false;

  breakLine(cursor: Cursor): void {
    if (this.broken) this.trailing += cursor.nextLine();
    else {
      this.blanks = '';
      this.leading = cursor.nextLine();
      this.broken = true;
    }
  }

  /** What stands for all that was skipped. */
  take(): string {
    const { blanks, leading, trailing, broken } = this;
    this.blanks = this.leading = this.trailing = '';
    this.broken = false;
    if (!broken) return blanks;
    return leading === '\n' ? trailing || ' ' : leading + trailing;
  }
}

export interface PlainScalar {
  readonly value: string;
  readonly end: Mark;
  /** It ended with a line, so that a key may follow. */
  readonly broken: boolean;
}

export function plainScalar(cursor: Cursor, indent: number, inFlow: boolean): PlainScalar {
  const start = cursor.mark;
  const folding = new Folding();
  const parts: string[] = [];
  let end = start;
  while (!cursor.atDocumentMarker() && cursor.peek() !== '#') {
    while (!isBlankOrEnd(cursor.peek()) && !endsPlain(cursor, inFlow)) {
      parts.push(folding.take(), cursor.next());
      end = cursor.mark;
    }
    if (!isBlank(cursor.peek()) && !isBreak(cursor.peek())) break;
    while (isBlank(cursor.peek()) || isBreak(cursor.peek())) {
      if (isBreak(cursor.peek())) folding.breakLine(cursor);
      else if (!folding.broken) folding.blanks += cursor.next();
      else if (cursor.column < indent && cursor.peek() === '\t')
        throw cursor.fault('found a tab character that violates indentation', start);
      else cursor.next();
    }
    if (!inFlow && cursor.column < indent) break;
  }
  return { value: parts.join(''), end, broken: folding.broken };
}

const endsPlain = (cursor: Cursor, inFlow: boolean): boolean => {
  const character = cursor.peek();
  return (character === ':' && isBlankOrEnd(cursor.peek(1))) || (inFlow && ',?[]{}'.includes(character));
};

export function quotedScalar(cursor: Cursor): string {
  const start = cursor.mark;
  const quote = cursor.next();
  const parts: string[] = [];
  for (;;) {
    if (cursor.atDocumentMarker()) throw cursor.fault('found unexpected document indicator', start);
    if (cursor.peek() === '') throw cursor.fault('found unexpected end of stream', start);
    const folding = new Folding();
    while (!isBlankOrEnd(cursor.peek())) {
      if (quote === "'" && cursor.peek() === "'" && cursor.peek(1) === "'") {
        parts.push("'");
        cursor.skip(2);
      } else if (cursor.peek() === quote) break;
      else if (quote === '"' && cursor.peek() === '\\') {
        if (isBreak(cursor.peek(1))) {
          cursor.next();
          cursor.nextLine();
          folding.broken = true;
          break;
        }
        parts.push(escaped(cursor, start));
      } else parts.push(cursor.next());
    }
    if (cursor.peek() === quote) break;
    while (isBlank(cursor.peek()) || isBreak(cursor.peek())) {
      if (isBreak(cursor.peek())) folding.breakLine(cursor);
      else if (folding.broken) cursor.next();
      else folding.blanks += cursor.next();
    }
    parts.push(folding.take());
  }
  cursor.next();
  return parts.join('');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};
const CODES: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function escaped(cursor: Cursor, start: Mark): string {
  const letter = cursor.peek(1);
  const length = CODES[letter];
  if (length === undefined) {
    const character = ESCAPES[letter];
    if (character === undefined) throw cursor.fault('found unknown escape character', start);
    cursor.skip(2);
    return character;
  }
  cursor.skip(2);
  let code = 0;
  for (let at = 0; at < length; at++) {
    const digit = cursor.peek(at);
    if (!/^[0-9a-fA-F]$/.test(digit)) throw cursor.fault('did not find expected hexdecimal number', start);
    code = code * 16 + Number.parseInt(digit, 16);
  }
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff)
    throw cursor.fault('found invalid Unicode character escape code', start);
  cursor.skip(length);
  return String.fromCodePoint(code);
}

/** After `|` or `>`. */
export function blockScalar(cursor: Cursor, parentIndent: number): { value: string; end: Mark } {
  const start = cursor.mark;
  const literal = cursor.next() === '|';
  const { chomping, increment } = blockHeader(cursor, start);
  const given = increment > 0 ? Math.max(parentIndent, 0) + increment : 0;
  const parts: string[] = [];
  let { indent, breaks, end } = blockBreaks(cursor, given, parentIndent, start);
  let leading = '';
  let leadingBlank = false;
  while (cursor.column === indent && cursor.peek() !== '') {
    const blank = isBlank(cursor.peek());
    const folds = !literal && !leadingBlank && !blank && leading === '\n';
    if (!folds) parts.push(leading);
    else if (breaks === '') parts.push(' ');
    parts.push(breaks);
    leadingBlank = blank;
    while (!isBreakOrEnd(cursor.peek())) parts.push(cursor.next());
    leading = cursor.nextLine();
    ({ indent, breaks, end } = blockBreaks(cursor, indent, parentIndent, start));
  }
  if (chomping !== '-') parts.push(leading);
  if (chomping === '+') parts.push(breaks);
  return { value: parts.join(''), end };
}

function blockHeader(cursor: Cursor, start: Mark): { chomping: string; increment: number } {
  let chomping = '';
  let increment = 0;
  const takeSign = (): void => {
    if (cursor.peek() === '+' || cursor.peek() === '-') chomping = cursor.next();
  };
  const takeDigit = (): void => {
    if (!isDigit(cursor.peek())) return;
    if (cursor.peek() === '0') throw cursor.fault('found an indentation indicator equal to 0', start);
    increment = Number(cursor.next());
  };
  takeSign();
  takeDigit();
  if (chomping === '' && increment > 0) takeSign();
  cursor.skipBlanks();
  if (cursor.peek() === '#') cursor.skipToEndOfLine();
  if (!isBreakOrEnd(cursor.peek())) throw cursor.fault('did not find expected comment or line break', start);
  cursor.nextLine();
  return { chomping, increment };
}

/** Goes over indentation and empty lines; finds the indentation where it is not known yet. */
function blockBreaks(
  cursor: Cursor,
  known: number,
  parentIndent: number,
  start: Mark,
): { indent: number; breaks: string; end: Mark } {
  let breaks = '';
  let deepest = 0;
  let end = cursor.mark;
  for (;;) {
    while ((known === 0 || cursor.column < known) && cursor.peek() === ' ') cursor.next();
    deepest = Math.max(deepest, cursor.column);
    if ((known === 0 || cursor.column < known) && cursor.peek() === '\t')
      throw cursor.fault('found a tab character where an indentation space is expected', start);
    if (!isBreak(cursor.peek())) break;
    breaks += cursor.nextLine();
    end = cursor.mark;
  }
  return { indent: known || Math.max(deepest, parentIndent + 1, 1), breaks, end };
}
