import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { toNumber } from '../../ip/address.ts';
import { emptyIn, fullIn, insertEntry, isBranch, keepOnly, type Trie, type TrieNode } from './trie.ts';

const trieOf = (keys: readonly number[]): Trie<number> => {
  const trie: Trie<number> = { top: undefined };
  for (const key of keys) insertEntry(trie, key, key, () => false);
  return trie;
};

const leavesOf = (node: TrieNode<number> | undefined): number[] => {
  if (node === undefined) return [];
  if (!isBranch(node)) return [node.key];
  return node.children.flatMap((child) => leavesOf(child as TrieNode<number> | undefined));
};

/** Every node has two children or more. */
const isCompressed = (node: TrieNode | undefined): boolean =>
  !isBranch(node) || (node.children.length - emptyIn(node) >= 2 && node.children.every(isCompressed));

const key = fc.integer({ min: 0, max: 0xffffffff });

describe('a trie of routes', () => {
  it('lists its keys in order, whatever the order they came in, and no node stands for one alone', () => {
    fc.assert(
      fc.property(fc.uniqueArray(key, { maxLength: 60 }), (keys) => {
        const { top } = trieOf(keys);
        expect(leavesOf(top)).toEqual([...keys].sort((a, b) => a - b));
        expect(isCompressed(top)).toBe(true);
      }),
    );
  });

  it('keeps what is to stay', () => {
    fc.assert(
      fc.property(fc.uniqueArray(key, { maxLength: 60 }), (keys) => {
        const trie = trieOf(keys);
        keepOnly(trie, (entry) => entry % 3 === 0);
        expect(leavesOf(trie.top)).toEqual(keys.filter((each) => each % 3 === 0).sort((a, b) => a - b));
        expect(isCompressed(trie.top)).toBe(true);
      }),
    );
  });

  it('looks at as many bits as its keys fill, the first node at more', () => {
    const { top } = trieOf(['0.0.0.0', '127.0.0.1', '127.255.255.255', '172.17.0.0', '172.17.0.2'].map(toNumber));
    if (!isBranch(top)) throw new Error('no branch');
    expect([top.bits, fullIn(top), emptyIn(top)]).toEqual([3, 0, 5]);
    expect(top.children.filter(isBranch).map(({ bits }) => bits)).toEqual([2, 2]);
  });
});
