import { own } from '../../../kernel/own.ts';
/** Which language a pattern is in: basic, extended, fixed text, or Perl's. */
export type Dialect = 'G' | 'E' | 'F' | 'P';

const CLASSES: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\s',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f',
  cntrl: '\\x00-\\x1f\\x7f',
  print: '\\x20-\\x7e',
  graph: '\\x21-\\x7e',
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** A bracket expression from its `[`; returns it in JavaScript's words and where it ends. */
function bracket(pattern: string, start: number): { text: string; end: number } {
  let i = start + 1;
  let text = '[';
  if (pattern[i] === '^') {
    text += '^';
    i += 1;
  }
  let first = true;
  for (; i < pattern.length; i += 1) {
    const c = pattern[i] as string;
    const [whole, name] = /^\[:(\w+):\]/.exec(pattern.slice(i)) ?? [];
    if (whole !== undefined) {
      text += own(CLASSES, name ?? '') ?? '';
      i += whole.length - 1;
    } else if (c === ']' && !first) return { text: `${text}]`, end: i };
    else text += c === '\\' || c === '[' || c === ']' ? `\\${c}` : c;
    first = false;
  }
  return { text: '\\[', end: start };
}

/** The words that differ: in basic patterns these need a backslash to be special, in extended ones to be plain. */
const SWITCHED = new Set(['(', ')', '{', '}', '|', '+', '?']);
const SAME: Readonly<Record<string, string>> = {
  '<': '\\b(?=\\w)',
  '>': '\\b(?<=\\w)',
  b: '\\b',
  B: '\\B',
  w: '\\w',
  W: '\\W',
  s: '\\s',
  S: '\\S',
  '`': '^',
  "'": '$',
};

function posix(pattern: string, extended: boolean): string {
  let text = '';
  for (let i = 0; i < pattern.length; i += 1) {
    const c = pattern[i] as string;
    const start = text === '' || /(^|[^\\])(\(|\||\^)$/.test(text);
    if (c === '[') {
      const found = bracket(pattern, i);
      text += found.text;
      i = found.end;
    } else if (c === '\\' && i + 1 < pattern.length) {
      i += 1;
      const next = pattern[i] as string;
      if (SWITCHED.has(next)) text += extended ? `\\${next}` : next;
      else if (SAME[next] !== undefined) text += SAME[next];
      else text += /\d/.test(next) ? `\\${next}` : escaped(next);
    } else if (SWITCHED.has(c)) text += extended ? (start && (c === '+' || c === '?') ? `\\${c}` : c) : `\\${c}`;
    else if (c === '*' && start) text += '\\*';
    else if (c === '^' && !extended && !start) text += '\\^';
    else if (c === '$' && !extended && i < pattern.length - 1 && !/^\\[)|]/.test(pattern.slice(i + 1))) text += '\\$';
    else text += c === '/' ? '\\/' : c;
  }
  return text;
}

/** Perl's `\K`: what stands before it must be there, and is not part of the match. */
function perl(pattern: string): string {
  const at = pattern.indexOf('\\K');
  return at < 0 ? pattern : `(?<=${pattern.slice(0, at)})${pattern.slice(at + 2)}`;
}

/** A pattern as a JavaScript regular expression's source. Throws SyntaxError where it is none. */
export function sourceOf(pattern: string, dialect: Dialect): string {
  if (dialect === 'F') return escaped(pattern);
  return dialect === 'P' ? perl(pattern) : posix(pattern, dialect === 'E');
}
