/** One compose file: its documents, what is wrong with its text, and where its values stand. */
import type { Files } from './find.ts';
import { ComposeError } from './problem.ts';
import { isRecord } from './tree.ts';
import type { Spot, TreePath, TreeRecord } from './tree.ts';
import { YamlError } from './yaml/cursor.ts';
import { KeyFault, ReadingFault, ValueFaults, decode, keysOf, repeatedKeys } from './yaml/decode.ts';
import type { Fault } from './yaml/decode.ts';
import type { Node } from './yaml/node.ts';
import { Parser } from './yaml/parser.ts';
import { isMergeKey, tagOf } from './yaml/resolve.ts';

/** A file whose documents are read one after another, each once. */
export class Source {
  readonly file: string;
  private readonly parser: Parser;
  private readonly roots: (Node | undefined)[] = [];
  private fault: YamlError | undefined;

  constructor(file: string, text: string) {
    this.file = file;
    this.parser = new Parser(text);
  }

  /** The documents that were read so far. */
  get read(): readonly Node[] {
    return this.roots.filter((root) => root !== undefined);
  }

  /**
   * The document of a number, as it was written; undefined behind the last.
   * @throws YamlError
   */
  root(place: number): Node | undefined {
    while (this.roots.length <= place && !this.fault) {
      if (this.roots.length > 0 && this.roots.at(-1) === undefined) return undefined;
      try {
        this.roots.push(this.parser.document());
      } catch (error) {
        if (!(error instanceof YamlError)) throw error;
        this.fault = error;
      }
    }
    if (this.roots.length <= place && this.fault) throw this.fault;
    return this.roots[place];
  }
}

/** @throws ComposeError */
export function openSource(file: string, files: Files): Source {
  const text = files.read(file);
  if (text !== undefined) return new Source(file, text);
  if (files.isFolder(file)) throw new ComposeError({ text: `read ${file}: is a directory` });
  throw new ComposeError({ text: `open ${file}: no such file or directory`, missing: { kind: 'file', name: file } });
}

export interface Document {
  readonly tree: TreeRecord;
  /** What it takes out of the files before it. */
  readonly dropped: readonly (readonly string[])[];
  readonly dates: readonly (readonly string[])[];
}

/**
 * The documents of a file one after another: what is wrong in one is told when the one before it was used.
 * @throws ComposeError
 */
export function* documentsOf(source: Source): Generator<Document> {
  const { file } = source;
  for (let place = 0; ; place++) {
    const root = told(file, () => source.root(place));
    if (!root) return;
    const { value, dropped, dates } = told(file, () => decode(root));
    if (!isRecord(value))
      throw new ComposeError({ text: 'top-level object must be a mapping', spot: spotOf(file, root) });
    yield { tree: value, dropped, dates };
  }
}

function told<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    const text =
      error instanceof KeyFault
        ? error.message
        : `failed to parse ${file}: ${error instanceof ReadingFault ? '' : 'yaml: '}${error.message}`;
    throw new ComposeError({ text, spot: lineSpot(file, error.line) });
  }
}

const spotOf = (file: string, { line, column }: Node): Spot => ({ file, line, column });
const lineSpot = (file: string, line: number | undefined): Spot | undefined =>
  line === undefined ? undefined : { file, line, column: 1 };

/**
 * Whether the first document of a file names its project. It is read for that alone before all else, and what is wrong with it
 * is told then.
 * @throws ComposeError
 */
export function namesProject(source: Source): boolean {
  try {
    const root = source.root(0);
    if (!root) return false;
    const { name, faults } = nameOf(root, 'cli.named');
    if (faults.length > 0) throw new ValueFaults(faults);
    return name !== undefined;
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw new ComposeError({ text: `yaml: ${error.message}`, spot: lineSpot(source.file, error.line) });
  }
}

/** The name that the documents of a file give their project, before variables are filled in; faults end the search. */
export function nameIn(source: Source): string | undefined {
  let found: string | undefined;
  try {
    for (let place = 0; ; place++) {
      const root = source.root(place);
      const { name, faults } = root ? nameOf(root, 'loader.named') : { faults: [] };
      if (!root || faults.length > 0) return found;
      found = name ?? found;
    }
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    return found;
  }
}

interface Named {
  readonly name?: string | undefined;
  readonly faults: readonly Fault[];
}

/** What go-yaml reads into a record of Go that has a name alone. */
function nameOf(root: Node, type: string): Named {
  if (tagOf(root) === '!!null') return { faults: [] };
  if (root.kind !== 'mapping') return { faults: [mismatch(root, type)] };
  const repeated = repeatedKeys(root);
  if (repeated.length > 0) return { faults: repeated };
  const faults: Fault[] = [];
  let name: string | undefined;
  let merged: Node | undefined;
  for (let place = 0; place + 1 < root.content.length; place += 2) {
    const key = targetOf(root.content[place] as Node);
    const value = targetOf(root.content[place + 1] as Node);
    if (isMergeKey(key)) merged = value;
    else if (key.kind !== 'scalar') faults.push(mismatch(key, 'string'));
    else if (key.value === 'name' && tagOf(value) !== '!!null') {
      if (value.kind === 'scalar') name = value.value;
      else faults.push(mismatch(value, 'string'));
    }
  }
  if (merged?.kind === 'mapping' && name === undefined) name = nameOf(merged, type).name;
  return { name: name || undefined, faults };
}

const targetOf = (node: Node): Node => node.target ?? node;

function mismatch(node: Node, type: string): Fault {
  const shown = node.value.length > 10 ? `${node.value.slice(0, 7)}...` : node.value;
  const text = node.kind === 'scalar' ? ` \`${shown}\`` : '';
  return { text: `line ${node.line}: cannot unmarshal ${tagOf(node)}${text} into ${type}`, line: node.line };
}

/** Where a value stands; where only the beginning of the way is there, where that ends. The depth tells how much was found. */
export function findSpot(
  { file, read }: Source,
  path: TreePath,
): { readonly spot: Spot; readonly depth: number } | undefined {
  const found = read.map((root) => walk(root, path)).sort((one, other) => other.depth - one.depth)[0];
  return found && { spot: spotOf(file, found.node), depth: found.depth };
}

function walk(root: Node, path: TreePath): { readonly node: Node; readonly depth: number } {
  let node = root;
  let shown = root;
  let depth = 0;
  for (const part of path) {
    const next = step(targetOf(node), String(part));
    if (!next) break;
    [node, shown] = [next.value, next.shown];
    depth++;
  }
  return { node: shown, depth };
}

/** The key stands for what a mapping has under it. */
function step(node: Node, part: string): { readonly value: Node; readonly shown: Node } | undefined {
  if (node.kind === 'sequence') {
    const value = /^\d+$/.test(part) ? node.content[Number(part)] : byText(node, part);
    return value && { value, shown: value };
  }
  if (node.kind !== 'mapping') return undefined;
  const place = keysOf(node.content).findIndex(({ value }) => value === part) * 2;
  const [shown, value] = [node.content[place], node.content[place + 1]];
  if (shown && value) return { value, shown };
  return mergedInto(node).flatMap((from) => step(targetOf(from), part) ?? [])[0];
}

/** `NAME` finds `NAME=value` in a list. */
const byText = ({ content }: Node, part: string): Node | undefined =>
  content.find(({ value }) => value === part || value.startsWith(`${part}=`));

function mergedInto(node: Node): readonly Node[] {
  const place = keysOf(node.content).findIndex(isMergeKey) * 2;
  const merged = place < 0 ? undefined : node.content[place + 1];
  return merged === undefined ? [] : merged.kind === 'sequence' ? merged.content : [merged];
}
