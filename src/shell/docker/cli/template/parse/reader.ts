/** What the parser has before it, and what it remembers (text/template/parse/parse.go: Tree). */
import { TemplateError } from '../error.ts';
import { describe, type Item, type Kind } from './item.ts';
import type { List } from './node.ts';

export interface Reader {
  readonly name: string;
  /** Never empty. */
  readonly items: readonly Item[];
  /** The names of the functions that may be called. */
  readonly functions: ReadonlySet<string>;
  /** The lists of the templates that are defined, by name. */
  lists: Record<string, List>;
  next: number;
  /** The variables that are known here. */
  variables: readonly string[];
  /** How many `{{range}}` are open. */
  ranges: number;
}

const last = ({ items }: Reader): Item => items.at(-1) as Item;

/** The next item, which stays the next; the last one stays for ever. */
export const peek = (reader: Reader): Item => reader.items[reader.next] ?? last(reader);

/** The next item. */
export function take(reader: Reader): Item {
  const item = peek(reader);
  reader.next++;
  return item;
}

/** The next item that is no space, which stays the next. */
export function peekPastSpace(reader: Reader): Item {
  while (peek(reader).kind === 'space') reader.next++;
  return peek(reader);
}

/** The next item that is no space. */
export function takePastSpace(reader: Reader): Item {
  peekPastSpace(reader);
  return take(reader);
}

/** Ends parsing at the item taken last, or at a line. Throws TemplateError. */
export function fail(reader: Reader, problem: string, line?: number): never {
  const before = reader.items[Math.max(reader.next - 1, 0)] ?? last(reader);
  throw new TemplateError(`template: ${reader.name}:${line ?? before.line}: ${problem}`);
}

/** Ends parsing at an item that does not belong there. Throws TemplateError. */
export const unexpected = (reader: Reader, item: Item, context: string): never =>
  fail(reader, item.kind === 'error' ? item.text : `unexpected ${describe(item)} in ${context}`, item.line);

/** Takes an item of one kind. Throws TemplateError at any other. */
export function expect(reader: Reader, kind: Kind, context: string): void {
  const item = takePastSpace(reader);
  if (item.kind !== kind) unexpected(reader, item, context);
}

/** Reads something whose variables are its own. */
export function scoped<T>(reader: Reader, read: () => T): T {
  const { variables } = reader;
  const result = read();
  reader.variables = variables;
  return result;
}
