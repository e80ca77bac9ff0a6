import { linkByName } from '../../kernel/link/lookup.ts';
import type { Namespace } from '../../kernel/namespace.ts';
import { NUMBERS_ONLY } from '../../kernel/netfilter/rule/resolver.ts';
import { readCommands } from '../linux/nft/commands/read.ts';
import type { Command } from '../linux/nft/commands/work.ts';
import { Problem } from '../linux/nft/read/problem.ts';
import { Reader } from '../linux/nft/read/reader.ts';
import { tokensOf } from '../linux/nft/read/token.ts';
import type { Place } from './links.ts';
import { lack, type Work } from './work.ts';

/** Things of one table that are left out before the table is. */
const MOST_CUTS = 64;

/** Lets a stack have the tables that nft made on the host; what the lab's nft has not is left out, and told. */
export function placeNft(work: Work, place: Place, namespace: Namespace, text: string): void {
  for (const table of blocksOf(text, 0, text.length)) {
    const commands = commandsOf(work, place, text.slice(table.from, table.to));
    for (const command of commands) perform(work, place, namespace, command);
  }
  const opaque = (namespace.netfilter.own ?? []).flatMap(({ name, chains }) =>
    Object.values(chains).map((chain) => ({
      ...{ table: name, chain: chain.name },
      count: chain.rules.filter(({ nft }) => nft?.statements.some(({ kind }) => kind === 'opaque')).length,
    })),
  );
  for (const each of opaque) if (each.count > 0) lack(work, place, 'rules-opaque', each);
}

function perform(work: Work, place: Place, namespace: Namespace, command: Command): void {
  const names = {
    addresses: NUMBERS_ONLY.addresses,
    service: (name: string) => NUMBERS_ONLY.port(name),
    link: (name: string) => linkByName(namespace, name)?.index,
  };
  try {
    command.run({ namespace, now: work.world.clock.now, names, tell: undefined, lenient: true });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    lack(work, place, 'nft-not-read', { text: wordsOf(error) });
  }
}

const wordsOf = ({ message }: Problem): string => (message.split('\n')[0] ?? '').slice(0, 200);

/** What makes a table; a block of it that is not understood is cut out. */
function commandsOf(work: Work, place: Place, table: string): readonly Command[] {
  let source = table;
  for (let cuts = 0; cuts < MOST_CUTS; cuts++) {
    try {
      return readCommands(new Reader(tokensOf(source)));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { from } = error.span;
      const [outer] = blocksOf(source, 0, source.length);
      const inner =
        outer && blocksOf(source, outer.open + 1, outer.to - 1).find((each) => each.from <= from && from < each.to);
      const head = source.slice(inner?.from ?? 0, inner?.open ?? source.indexOf('{')).trim();
      lack(work, place, 'nft-not-read', { text: `${head.split('\n').at(-1)?.trim() ?? ''}: ${wordsOf(error)}` });
      if (!inner) return [];
      source = source.slice(0, inner.from) + ' '.repeat(inner.to - inner.from) + source.slice(inner.to);
    }
  }
  return [];
}

interface Block {
  /** Where its words begin, its brace, and what is behind it. */
  readonly from: number;
  readonly open: number;
  readonly to: number;
}

/** The blocks in braces of a part of a source, with the words before them on their line. */
function blocksOf(source: string, from: number, to: number): Block[] {
  const blocks: Block[] = [];
  let depth = 0;
  let open = from;
  let quoted = false;
  for (let at = from; at < to; at++) {
    const letter = source[at];
    if (letter === '"') quoted = !quoted;
    if (quoted) continue;
    if (letter === '{' && depth++ === 0) open = at;
    if (letter !== '}' || depth === 0 || --depth > 0) continue;
    const line = Math.max(source.lastIndexOf('\n', open), source.lastIndexOf(';', open), from - 1) + 1;
    blocks.push({ from: Math.max(from, line), open, to: at + 1 });
  }
  return blocks;
}
