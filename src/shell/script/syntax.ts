import { Bash } from 'just-bash/browser';
import type { TreePath } from '../../kernel/process/task.ts';

/** A node of the library's syntax tree, read by its type. */
export type Node = Record<string, unknown> & { type?: string };

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const nodes = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : []);

/** A word's text where no expansion is in it. */
export function textOf(word: unknown): string | undefined {
  if (!isNode(word)) return undefined;
  let text = '';
  for (const part of nodes(word['parts'])) {
    const inner = part.type === 'DoubleQuoted' ? textOf(part) : undefined;
    if (['Literal', 'SingleQuoted', 'Escaped'].includes(part.type ?? '')) text += String(part['value']);
    else if (inner !== undefined) text += inner;
    else return undefined;
  }
  return text;
}

/** Trees of texts that were read of late; a tree is never changed. */
const trees = new Map<string, Node | undefined>();
const MOST_TREES = 200;

/** The tree of a script; undefined where it is none. */
export function treeOf(text: string): Node | undefined {
  if (!trees.has(text)) {
    if (trees.size >= MOST_TREES) trees.clear();
    trees.set(text, treeOnce(text));
  }
  return trees.get(text);
}

let reader: Bash | undefined;

/** The tree of a text that nobody will ask for again; undefined where it is no script. */
export function treeOnce(text: string): Node | undefined {
  reader ??= new Bash({ defenseInDepth: false });
  try {
    return reader.transform(text).ast as unknown as Node;
  } catch {
    return undefined;
  }
}

/** What stands at a place of a text's tree. */
export function nodeAt(texts: readonly string[], [text, ...keys]: TreePath): unknown {
  let value: unknown = treeOf(texts[Number(text)] ?? '');
  for (const key of keys) value = (value as Record<string | number, unknown> | undefined)?.[key];
  return value;
}

const word = (value: string): Node => ({ type: 'Word', parts: [{ type: 'SingleQuoted', value }] });

/** A command of words that are known. */
export const commandOf = (name: string, args: readonly string[]): Node => ({
  type: 'SimpleCommand',
  name: { type: 'Word', parts: [{ type: 'Literal', value: name }] },
  args: args.map(word),
  assignments: [],
  redirections: [],
});

const statementOf = (command: Node): Node => ({
  type: 'Statement',
  pipelines: [command.type === 'Pipeline' ? command : { type: 'Pipeline', commands: [command], negated: false }],
  operators: [],
  background: false,
});

/** A script of some commands, one after the other. */
export const scriptOf = (commands: readonly Node[]): Node => ({
  type: 'Script',
  statements: commands.map((command) => (command.type === 'Statement' ? command : statementOf(command))),
});

/** Whether something of a kind stands in a tree. */
export function contains(value: unknown, test: (node: Node) => boolean): boolean {
  if (Array.isArray(value)) return value.some((item) => contains(item, test));
  if (!isNode(value)) return false;
  return test(value) || Object.values(value).some((inner) => typeof inner === 'object' && contains(inner, test));
}
