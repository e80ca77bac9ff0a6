/** What is sent to the daemon for a build: a folder's files, but for what .dockerignore names. */
import type { Tree } from '../../files/entry.ts';
import { childOf } from '../../files/path.ts';
import { find, listDirectory, ownMode, readText } from '../../files/tree.ts';

/** A file that is copied: its text, and its permission bits where they are not the usual ones. */
export interface CopiedFile {
  readonly text: string;
  readonly mode?: number;
}

/** Files, undefined for a folder; by path from the context's top, in order. */
export type BuildContext = ReadonlyMap<string, CopiedFile | undefined>;

/** A file of a tree. */
export function copiedFile(tree: Tree, path: string): CopiedFile {
  const mode = ownMode(tree, path);
  return { text: readText(tree, path), ...(mode !== undefined && { mode }) };
}

const MOST = 5000;
const BLOCK = 512;

/** The files below a folder. */
export function contextOf(tree: Tree, folder: string, dockerfile: string): BuildContext {
  const all = new Map<string, CopiedFile | undefined>();
  const add = (path: string, name: string): void => {
    if (all.size >= MOST) return;
    const entry = find(tree, path);
    if (!entry) return;
    if (entry.kind !== 'directory') {
      all.set(name, copiedFile(tree, path));
      return;
    }
    if (name !== '') all.set(name, undefined);
    for (const inner of listDirectory(tree, path)) add(childOf(path, inner), name === '' ? inner : `${name}/${inner}`);
  };
  add(folder, '');
  const rules = ignoreRules(all.get('.dockerignore')?.text ?? '');
  const sent = ['.dockerignore', dockerfile];
  return new Map([...all].filter(([name]) => sent.includes(name) || !isIgnored(rules, name)));
}

/** A rule of .dockerignore; one that lets in what an earlier one keeps out. */
interface Rule {
  readonly pattern: RegExp;
  readonly lets: boolean;
}

function ignoreRules(text: string): Rule[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ lets: line.startsWith('!'), pattern: globPattern(line.replace(/^!/, '')) }));
}

/** Go's filepath.Match, and `**` for any folders. */
export function globPattern(glob: string): RegExp {
  const path = glob.replace(/^(\.\/|\/)+/, '').replace(/\/+$/, '');
  const source = path
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*\*\/?|\*|\?/g, (found) => (found.startsWith('**') ? '.*' : found === '*' ? '[^/]*' : '[^/]'));
  return new RegExp(`^${source}$`);
}

/** The last rule that fits a path, or a folder above it, decides. */
function isIgnored(rules: readonly Rule[], name: string): boolean {
  const above = name.split('/').map((_, i, parts) => parts.slice(0, i + 1).join('/'));
  return rules.reduce((out, { pattern, lets }) => (above.some((path) => pattern.test(path)) ? !lets : out), false);
}

/** Octets of the archive that is sent. */
export const sentSize = (context: BuildContext): number =>
  [...context.values()].reduce<number>(
    (sum, file) => sum + BLOCK + Math.ceil((file?.text.length ?? 0) / BLOCK) * BLOCK,
    2 * BLOCK,
  );

/** What the daemon has of it to copy from: it takes away what it alone is to read. */
export function copyable(context: BuildContext, dockerfile: string): BuildContext {
  const rules = ignoreRules(context.get('.dockerignore')?.text ?? '');
  return new Map(
    [...context].filter(([name]) => !isIgnored(rules, name) || (name !== dockerfile && name !== '.dockerignore')),
  );
}
