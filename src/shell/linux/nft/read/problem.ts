import type { Span } from './token.ts';

interface Spent {
  readonly table: number | undefined;
  readonly handles: number;
}

/** Something wrong in a source, and where. */
export class Problem extends Error {
  readonly span: Span;
  /** What it does not go with, which is underlined otherwise. */
  readonly other: Span | undefined;

  /** The number of the table in which the kernel had numbered what it then refused, and how often. */
  readonly spent: Spent | undefined;

  constructor(message: string, span: Span, other?: Span, spent?: Spent) {
    super(message);
    this.spent = spent;
    this.span = span;
    this.other = other;
  }
}

/** What this engine's kernel does not have: told as a kernel tells it. */
export const unsupported = (span: Span): Problem =>
  new Problem('Could not process rule: Operation not supported', span);

/** A problem as nft prints it: the words, the line, and marks below it (erec_print, src/erec.c). */
export function problemText({ message, span, other }: Problem, source: string, file: string | undefined): string {
  const start = source.lastIndexOf('\n', span.from - 1) + 1;
  const found = source.indexOf('\n', start);
  const line = source.slice(start, found < 0 ? source.length : found);
  const from = span.from - start;
  const to = Math.max(from + 1, span.to - start);
  const number = source.slice(0, start).split('\n').length;
  const where = file === undefined ? '' : `${file}:${number}:${from + 1}-${to}: `;
  const marks = [...line.padEnd(to)].map((char, i) => {
    if (i >= from && i < to) return '^';
    if (other && i >= other.from - start && i < other.to - start) return '~';
    return char === '\t' ? '\t' : ' ';
  });
  return `${where}Error: ${message}\n${line}\n${marks.join('').trimEnd()}\n`;
}
