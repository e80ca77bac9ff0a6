import { lineAt, type Reading } from '../incomplete.ts';
import { nodes, treeOnce } from '../script/syntax.ts';

/** A text that is no script to its end. */
export interface Broken {
  /** The lines of commands before that: a shell reads line by line, so they have run by then. */
  readonly before: string;
  /** What is no script, with empty lines before it that keep the numbers of its lines. */
  readonly rest: string;
  /** What the library would say of it, which takes it for a script. */
  readonly complaint?: string | undefined;
}

/** What the library takes for a script though it has no end. */
const OVERLOOKED: Readonly<Record<string, string>> = {
  arithmetic: "unexpected EOF while looking for matching `))'",
  operator: 'Expected , got EOF',
  dollar: "unexpected EOF while looking for matching `''",
};

const overlooked = ({ open }: Reading): string | undefined =>
  typeof open === 'string' && Object.hasOwn(OVERLOOKED, open) ? OVERLOOKED[open] : undefined;

/** Whether a text has no end where the library would not say so. */
export const isOverlooked = (reading: Reading): boolean => overlooked(reading) !== undefined;

/** The statements of a tree that the library refuses only when it comes to them. */
export const refusedToken = (tree: unknown): string | undefined => {
  for (const { deferredError } of nodes((tree as { statements?: unknown } | undefined)?.statements)) {
    const token = (deferredError as { token?: unknown } | undefined)?.token;
    if (typeof token === 'string') return token;
  }
  return undefined;
};

/** Where a text stops being a script. */
export function brokenAt(text: string, reading: Reading): Broken {
  const said = (line: number, words: string): string => `bash: syntax error: Parse error at ${line}:1: ${words}\n`;
  const starts = [0, ...reading.breaks].filter((at) => at < text.length);
  for (const [i, start] of starts.entries()) {
    const segment = text.slice(start, starts[i + 1]);
    const tree = treeOnce(segment);
    const token = refusedToken(tree);
    if (tree !== undefined && token === undefined && i < starts.length - 1) continue;
    const rest = '\n'.repeat(lineAt(text, start) - 1) + text.slice(start);
    const before = text.slice(0, start);
    const open = overlooked(reading);
    if (token !== undefined) {
      const words = `syntax error near unexpected token \`${token}'`;
      return { before, rest, complaint: said(lineAt(text, start), words) };
    }
    return { before, rest, complaint: tree && open ? said(text.trimEnd().split('\n').length, open) : undefined };
  }
  return { before: '', rest: text };
}

/** A text for a shell that does not know `$'…'`: the `$` stands for itself there. */
export const withPlainDollars = (text: string, { dollars }: Reading): string =>
  dollars.reduceRight((changed, at) => `${changed.slice(0, at)}\\${changed.slice(at)}`, text);
