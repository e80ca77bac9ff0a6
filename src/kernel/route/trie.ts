/** The level-compressed trie that Linux keeps IPv4 routes in, by their destinations (linux: net/ipv4/fib_trie.c). */

/** A node with 2^bits children; `key` is what the addresses below it have in common, `pos` the bits right of those it looks at. */
export interface Branch {
  key: number;
  pos: number;
  bits: number;
  children: (TrieNode | undefined)[];
}

export interface Leaf<T> {
  readonly key: number;
  readonly entries: T[];
}

export type TrieNode<T = unknown> = Branch | Leaf<T>;

/** A trie; its first node hangs at `top`. */
export interface Trie<T> {
  top: TrieNode<T> | undefined;
}

export const isBranch = (node: TrieNode | undefined): node is Branch => node !== undefined && 'children' in node;

const WHOLE = 32;
/** How full a node must be once it looks at one bit more, and how empty to look at one less; the first node is kept larger. In percent. */
const INFLATE = { first: 30, other: 50 };
const HALVE = { first: 15, other: 25 };
/** So often a node grows or shrinks at once. */
const MOST_WORK = 10;

/** The bits of a key from a position on; what the position is past is nothing. */
const shifted = (key: number, by: number): number => (by >= WHOLE ? 0 : key >>> by);

const indexIn = (key: number, { key: own, pos }: Branch): number => shifted(key ^ own, pos);

function branch(key: number, pos: number, bits: number): Branch {
  const above = pos + bits;
  const masked = above >= WHOLE ? 0 : ((key >>> above) << above) >>> 0;
  return { key: masked, pos, bits, children: Array<undefined>(2 ** bits).fill(undefined) };
}

const isFull = (parent: Branch, child: TrieNode | undefined): child is Branch =>
  isBranch(child) && child.pos + child.bits === parent.pos;

export const emptyIn = ({ children }: Branch): number => children.filter((child) => child === undefined).length;
export const fullIn = (parent: Branch): number => parent.children.filter((child) => isFull(parent, child)).length;

/** Doubles a node (inflate). */
function inflated(old: Branch): Branch {
  const made = branch(old.key, old.pos - 1, old.bits + 1);
  old.children.forEach((child, i) => {
    if (child === undefined) return;
    if (!isFull(old, child)) made.children[indexIn(child.key, made)] = child;
    else if (child.bits === 1) [made.children[2 * i], made.children[2 * i + 1]] = child.children;
    else {
      const half = child.children.length / 2;
      const halves = [child.key, (child.key | (2 ** made.pos)) >>> 0].map((key) =>
        branch(key, child.pos, child.bits - 1),
      );
      halves.forEach((node, at) => {
        node.children = child.children.slice(at * half, (at + 1) * half);
        made.children[2 * i + at] = node;
      });
    }
  });
  return withResizedChildren(made);
}

/** Makes a node half as large (halve). */
function halved(old: Branch): Branch {
  const made = branch(old.key, old.pos + 1, old.bits - 1);
  for (let i = 0; i < old.children.length; i += 2) {
    const [low, high] = [old.children[i], old.children[i + 1]];
    if (!low || !high) made.children[i / 2] = low ?? high;
    else {
      const both = branch(low.key, old.pos, 1);
      both.children = [low, high];
      made.children[i / 2] = both;
    }
  }
  return withResizedChildren(made);
}

function withResizedChildren(parent: Branch): Branch {
  for (let i = parent.children.length - 1; i >= 0; i--) {
    const child = parent.children[i];
    if (isFull(parent, child)) parent.children[i] = resized(child, false);
  }
  return parent;
}

function mayInflate(node: Branch, first: boolean): boolean {
  const size = node.children.length;
  const used = size - emptyIn(node) + fullIn(node);
  return used > 1 && node.pos > 0 && 100 * used >= 2 * size * (first ? INFLATE.first : INFLATE.other);
}

function mayHalve(node: Branch, first: boolean): boolean {
  const size = node.children.length;
  const used = size - emptyIn(node);
  return used > 1 && node.bits > 1 && 100 * used < size * (first ? HALVE.first : HALVE.other);
}

/** A node as large as what is in it asks for; what stands in its place where there is but one (resize). */
function resized(node: Branch, first: boolean): TrieNode | undefined {
  let at = node;
  let work = MOST_WORK;
  for (; work > 0 && mayInflate(at, first); work--) at = inflated(at);
  if (work < MOST_WORK) return at;
  for (; work > 0 && mayHalve(at, first); work--) at = halved(at);
  const children = at.children.filter((child) => child !== undefined);
  return children.length < 2 ? children[0] : at;
}

/** The position of the highest bit in which two keys differ. */
const highestDifference = (a: number, b: number): number => WHOLE - 1 - Math.clz32(a ^ b);

/** Puts an entry at a key, before the first of those there that `precedes` says it is before (fib_insert_alias). */
export function insertEntry<T>(trie: Trie<T>, key: number, entry: T, precedes: (a: T, b: T) => boolean): void {
  const way: Branch[] = [];
  let node = trie.top;
  while (isBranch(node) && indexIn(key, node) < node.children.length) {
    way.push(node);
    node = node.children[indexIn(key, node)] as TrieNode<T> | undefined;
  }
  if (node && !isBranch(node) && node.key === key) {
    const at = node.entries.findIndex((other) => precedes(entry, other));
    node.entries.splice(at < 0 ? node.entries.length : at, 0, entry);
    return;
  }
  const leaf: Leaf<T> = { key, entries: [entry] };
  let made: TrieNode<T> = leaf;
  if (node) {
    const fork = branch(key, highestDifference(key, node.key), 1);
    fork.children[indexIn(key, fork)] = leaf;
    fork.children[indexIn(key, fork) ^ 1] = node;
    made = fork;
    way.push(fork);
  }
  hang(trie, way, made);
}

/** Hangs a node below the last of a way, and brings every node of the way to its size, from below (trie_rebalance). */
function hang<T>(trie: Trie<T>, way: readonly Branch[], made: TrieNode<T>): void {
  let below: TrieNode | undefined = made;
  for (let i = way.length - 1; i >= 0; i--) {
    const node = way[i] as Branch;
    if (below !== undefined && below !== node) node.children[indexIn(below.key, node)] = below;
    below = resized(node, i === 0);
  }
  trie.top = below as TrieNode<T> | undefined;
}

/** Takes away what is not to stay, from the highest key down (fib_table_flush_external). */
export function keepOnly<T>(trie: Trie<T>, stays: (entry: T) => boolean): void {
  const kept = (node: TrieNode<T>, first: boolean): TrieNode<T> | undefined => {
    if (!isBranch(node)) {
      const entries = node.entries.filter(stays);
      return entries.length === 0 ? undefined : { key: node.key, entries };
    }
    for (let i = node.children.length - 1; i >= 0; i--) {
      const child = node.children[i] as TrieNode<T> | undefined;
      if (child) node.children[i] = kept(child, false);
    }
    return resized(node, first) as TrieNode<T> | undefined;
  };
  trie.top = trie.top && kept(trie.top, true);
}
