/**
 * Turns nodes into values: merge keys, keys that are no text, keys that come twice, and compose's own `!reset` and `!override`
 * (go-yaml decode.go; compose-go loader/reset.go).
 */
import { goQuoted } from '../go.ts';
import type { Tree } from '../tree.ts';
import { YamlError } from './cursor.ts';
import { goSyntax } from './go-syntax.ts';
import type { Node } from './node.ts';
import { isMergeKey, resolveScalar, tagOf } from './resolve.ts';

export interface Decoded {
  readonly value: Tree;
  /** What earlier files say there is dropped (`!reset`, `!override`). */
  readonly dropped: readonly (readonly string[])[];
  /** Dates, which no part of a compose file may be; the way to each. */
  readonly dates: readonly (readonly string[])[];
}

/** More values than any stack has, so that aliases of aliases do not fill the memory. */
const MOST_VALUES = 100_000;
const DEEPEST = 800;
/** Of one key. */
const MOST_FAULTS = 100;

/** Faults of values, which go-yaml gathers: all are shown. */
export class ValueFaults extends YamlError {
  constructor(faults: readonly Fault[]) {
    super(`unmarshal errors:\n${faults.map(({ text }) => `  ${text}`).join('\n')}`, faults[0]?.line);
  }
}

export interface Fault {
  readonly text: string;
  readonly line: number;
}

/** A fault that compose finds itself while the text is read, so that no `yaml: ` stands before it. */
export class ReadingFault extends YamlError {}

/** A fault that compose finds once the text was read. */
export class KeyFault extends YamlError {}

/** @throws YamlError */
export function decode(root: Node): Decoded {
  return new Decoder().decode(root);
}

/** Keys of a mapping that come twice, each with all of those before it. */
export function repeatedKeys({ content }: Node): readonly Fault[] {
  const places = new Map<string, Node[]>();
  for (const key of keysOf(content)) {
    const known = `${key.kind} ${key.value}`;
    const same = places.get(known);
    if (same) same.push(key);
    else places.set(known, [key]);
  }
  return [...places.values()].flatMap((same) =>
    same
      .slice(0, MOST_FAULTS)
      .flatMap((before, place) => same.slice(place + 1, MOST_FAULTS).map((key) => repeated(key, before))),
  );
}

const repeated = (key: Node, before: Node): Fault => ({
  text: `line ${key.line}: mapping key ${goQuoted(key.value)} already defined at line ${before.line}`,
  line: key.line,
});

export const keysOf = (content: readonly Node[]): readonly Node[] => content.filter((_, place) => place % 2 === 0);

/** The ways to what stands for a node, and one such way below each of the ways above them. */
interface Uses {
  readonly ways: Set<string>;
  readonly above: Map<string, string>;
}

class Decoder {
  private readonly dropped: string[][] = [];
  private readonly dates: string[][] = [];
  private readonly faults: Fault[] = [];
  /** Of what aliases stand for. */
  private readonly uses = new Map<Node, Uses>();
  private depth = 0;
  private values = 0;

  decode(root: Node): Decoded {
    const kept = this.settle(root, []);
    const value = kept ? this.value(kept, []) : null;
    if (this.faults.length > 0) throw new ValueFaults(this.faults);
    return { value, dropped: this.dropped, dates: this.dates };
  }

  private count(node: Node): void {
    if (++this.values > MOST_VALUES || this.depth > DEEPEST)
      throw new YamlError('document contains excessive aliasing', node.line);
  }

  private deeper<T>(go: () => T): T {
    this.depth++;
    const result = go();
    this.depth--;
    return result;
  }

  /** Puts what aliases stand for in their place, and takes out what is reset. */
  private settle(node: Node, path: readonly string[]): Node | undefined {
    this.count(node);
    return this.deeper(() => this.settled(node, path));
  }

  private settled(node: Node, path: readonly string[]): Node | undefined {
    const way = withoutMerge(path);
    if (node.kind === 'alias') {
      if (!node.target) return undefined;
      this.checkCycle(node.target, way);
      return this.settle(node.target, way);
    }
    if (node.tag === '!reset' || node.tag === '!override') {
      this.dropped.push([...way]);
      return node.tag === '!reset' ? undefined : node;
    }
    if (node.kind === 'sequence') {
      const content = node.content.map((element, place) => this.settle(element, [...way, String(place)]));
      return { ...node, content: content.filter((element) => element !== undefined) };
    }
    return node.kind === 'mapping' ? this.settleMapping(node, way) : node;
  }

  private settleMapping(node: Node, way: readonly string[]): Node {
    const seen = new Map<string, Node>();
    const content: Node[] = [];
    for (let place = 0; place + 1 < node.content.length; place += 2) {
      const key = node.content[place] as Node;
      const before = seen.get(key.value);
      if (before) throw new ReadingFault(repeated(key, before).text, key.line);
      seen.set(key.value, key);
      const value = this.settle(node.content[place + 1] as Node, [...way, key.value]);
      if (value) content.push(key, value);
    }
    return { ...node, content };
  }

  /** An anchor that is used inside of itself, but for merges. */
  private checkCycle(target: Node, path: readonly string[]): void {
    if (path.some((part) => part.includes('<<'))) return;
    const known: Uses = this.uses.get(target) ?? { ways: new Set(), above: new Map() };
    this.uses.set(target, known);
    const here = path.join('.');
    let way = '';
    for (const part of path.slice(0, -1)) {
      way = way === '' ? part : `${way}.${part}`;
      if (known.ways.has(way)) throw cycle(target, here, way);
    }
    const below = known.above.get(here);
    if (below !== undefined && below !== here) throw cycle(target, here, below);
    known.ways.add(here);
    path.reduce((above, part) => {
      known.above.set(above, here);
      return above === '' ? part : `${above}.${part}`;
    }, '');
  }

  private value(node: Node, path: readonly string[]): Tree {
    this.count(node);
    return this.deeper(() => this.valueOf(node, path));
  }

  private valueOf(node: Node, path: readonly string[]): Tree {
    if (node.kind === 'alias') return node.target ? this.value(node.target, path) : null;
    if (node.kind === 'scalar') return this.scalar(node, path);
    if (node.kind === 'sequence')
      return node.content.map((element, place) => this.value(element, [...path, String(place)]));
    return Object.fromEntries(this.entries(node, path));
  }

  private scalar(node: Node, path: readonly string[]): Tree {
    const { tag, value } = resolveScalar(node);
    if (tag === '!!timestamp') this.dates.push([...path]);
    return value;
  }

  private readonly merging = new Set<Node>();

  /** What a mapping says itself comes before what it merges, and what is merged first before the rest. */
  private entries(node: Node, path: readonly string[], intoTexts = false): Map<string, Tree> {
    const entries = new Map<string, Tree>();
    const faults = repeatedKeys(node);
    if (faults.length > 0) {
      this.faults.push(...faults);
      return entries;
    }
    let merged: Node | undefined;
    for (let place = 0; place + 1 < node.content.length; place += 2) {
      const key = node.content[place] as Node;
      const value = node.content[place + 1] as Node;
      if (isMergeKey(key)) merged = value;
      else {
        const name = intoTexts && key.kind === 'scalar' ? key.value : this.keyOf(key, path);
        entries.set(name, this.value(value, [...path, name]));
      }
    }
    if (merged === undefined) return entries;
    if (this.merging.has(node)) throw new YamlError('a mapping is merged into itself', node.line);
    this.merging.add(node);
    for (const from of mergedMappings(merged))
      for (const [key, value] of this.entries(from, path, true)) if (!entries.has(key)) entries.set(key, value);
    this.merging.delete(node);
    return entries;
  }

  private keyOf(key: Node, path: readonly string[]): string {
    const target = key.kind === 'alias' ? (key.target ?? key) : key;
    if (target.kind !== 'scalar')
      throw new YamlError(`invalid map key: ${goSyntax(this.value(target, path))}`, key.line);
    if (tagOf(target) === '!!str') return target.value;
    const place = path.length === 0 ? 'at top level' : `in ${wayOf(path)}`;
    const { value } = resolveScalar(target);
    throw new KeyFault(`non-string key ${place}: ${value === null ? '<nil>' : goSyntax(value)}`, key.line);
  }
}

/** `services.a.ports[0]`. */
const wayOf = (path: readonly string[]): string =>
  path.map((part, place) => (/^\d+$/.test(part) ? `[${part}]` : place === 0 ? part : `.${part}`)).join('');

function mergedMappings(merged: Node): readonly Node[] {
  const found = merged.kind === 'sequence' ? merged.content : [merged];
  return found.map((node) => {
    const target = node.kind === 'alias' ? node.target : node;
    if (target?.kind !== 'mapping')
      throw new YamlError('map merge requires map or sequence of maps as the value', node.line);
    return target;
  });
}

const withoutMerge = (path: readonly string[]): readonly string[] => {
  const place = path.indexOf('<<', 1);
  return place < 0 ? path : path.filter((_, at) => at !== place);
};

const cycle = (target: Node, here: string, there: string): ReadingFault =>
  new ReadingFault(`cycle detected: node at path ${here} references node at path ${there}`, target.line);
