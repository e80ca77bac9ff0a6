/** One text into what it holds: JSON texts and lines of other output after one another, with prompts between. */
import { parsedJson } from '../fields.ts';
import { hintOfPrompt, type Hint } from './hint.ts';

export type Piece =
  | { readonly kind: 'json'; readonly value: unknown; readonly hint: Hint }
  | { readonly kind: 'lines'; readonly lines: readonly string[]; readonly hint: Hint };

export interface Division {
  readonly pieces: readonly Piece[];
  /** Whether something began as JSON and was none. */
  readonly broken: boolean;
}

/** JSON is read no deeper: what these commands print is nowhere near it. */
const DEPTH = 64;
/** Of iptables-save -c: `[12:3456] -A FORWARD …` */
const COUNTED = /^\[\d+:\d+\]/;

export function divide(text: string, first: Hint): Division {
  const pieces: Piece[] = [];
  let hint = first;
  let lines: string[] = [];
  let broken = false;
  // What is looked through in vain is bounded: every bracket of a hostile text may begin what never ends.
  let patience = text.length * 2 + 10_000;
  const flush = (): void => {
    if (lines.some((line) => line.trim() !== '')) pieces.push({ kind: 'lines', lines, hint });
    lines = [];
  };
  for (let at = 0; at < text.length;) {
    const lineEnd = text.indexOf('\n', at);
    const end = lineEnd < 0 ? text.length : lineEnd;
    const line = text.slice(at, end);
    const start = at + (line.length - line.trimStart().length);
    if (/^[[{]/.test(line.trimStart()) && !COUNTED.test(line.trimStart()) && patience > 0) {
      const stop = endOfJson(text, start);
      const value = stop.balanced ? parsedJson(text.slice(start, stop.at)) : undefined;
      if (value !== undefined) {
        flush();
        pieces.push({ kind: 'json', value, hint });
        at = stop.at;
        while (text[at] === ',' || text[at] === ' ') at += 1;
        if (text[at] === '\n') at += 1;
        continue;
      }
      patience -= stop.at - start;
      broken ||= /^\s*[[{]\s*(["{[]|$)/.test(line);
    }
    const next = hintOfPrompt(line);
    if (next) {
      flush();
      hint = { ...first, ...next };
    } else lines.push(line);
    at = end + 1;
  }
  flush();
  return { pieces, broken };
}

/** Where brackets are closed again that open at a place, or where it is seen that they are not. */
function endOfJson(text: string, start: number): { readonly at: number; readonly balanced: boolean } {
  const marks = /["{}[\]]/g;
  marks.lastIndex = start;
  const open: string[] = [];
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    const [sign] = mark;
    if (sign === '"') {
      const end = endOfString(text, mark.index);
      if (end === undefined) return { at: mark.index + 1, balanced: false };
      marks.lastIndex = end;
    } else if (sign === '{' || sign === '[') {
      open.push(sign === '{' ? '}' : ']');
      if (open.length > DEPTH) return { at: mark.index, balanced: false };
    } else {
      if (open.pop() !== sign) return { at: mark.index, balanced: false };
      if (open.length === 0) return { at: mark.index + 1, balanced: true };
    }
  }
  return { at: text.length, balanced: false };
}

/** Strings of JSON stand on one line. */
function endOfString(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '\\') at += 1;
    else if (sign === '"') return at + 1;
    else if (sign === '\n') return undefined;
  }
  return undefined;
}
