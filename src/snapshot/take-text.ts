/** Puts what a block of lines says to what is known of a host. */
import type { Block } from './division/blocks.ts';
import type { Hint } from './division/hint.ts';
import { insideOf, type Discard, type Draft } from './draft.ts';
import { readContainerTable, readNetworkTable } from './engine/lists.ts';
import type { RecognisedKind } from './notice.ts';
import { readSaved, savedText } from './rules/iptables.ts';
import { readSets, withSets } from './rules/ipset.ts';
import { nftTableText } from './rules/nft-text.ts';
import type { StackFacts } from './snapshot.ts';
import { readForwardingText } from './stack/forwarding.ts';
import { mergeLinks, readLinkText } from './stack/links.ts';
import { resolvLines } from './stack/names.ts';
import { readNeighbourText } from './stack/neighbours.ts';
import { readPolicyText } from './stack/policy.ts';
import { readRouteText } from './stack/routes.ts';
import { readSockets } from './stack/sockets.ts';
import { readSettings } from './stack/sysctl.ts';

/** The stack that a hint speaks of. */
export const stackFor = (draft: Draft, hint: Hint): StackFacts =>
  hint.container === undefined ? draft.stack : insideOf(draft, hint.container).stack;

/** The same stack's list with more in it, each once. */
export function added<T>(known: readonly T[] | undefined, more: readonly T[]): T[] {
  const seen = new Set((known ?? []).map((each) => JSON.stringify(each)));
  return [...(known ?? []), ...more.filter((each) => !seen.has(JSON.stringify(each)))];
}

export function takeBlock(draft: Draft, block: Block, hint: Hint, discard: Discard): RecognisedKind | undefined {
  const { kind, lines } = block;
  const stack = stackFor(draft, hint);
  const family = hint.family ?? 4;
  switch (kind) {
    case 'iptables':
      return takeSaved(stack, lines, hint, discard);
    case 'ipset': {
      const sets = readSets(lines, discard);
      if (sets.length === 0) discard('unread', lines.length);
      else stack.sets = withSets(stack.sets, sets);
      return sets.length === 0 ? undefined : kind;
    }
    case 'nft': {
      const text = nftTableText(
        lines.filter((line) => !line.startsWith('#')),
        discard,
      );
      stack.nft = `${stack.nft ?? ''}${text ?? ''}`;
      return kind;
    }
    case 'links':
      stack.links = mergeLinks(stack.links ?? [], readLinkText(lines));
      return kind;
    case 'routes':
      stack.routes = added(stack.routes, readRouteText(lines, hint.family));
      return kind;
    case 'policy':
      stack.rules = added(stack.rules, readPolicyText(lines, family));
      return kind;
    case 'forwarding':
      stack.forwarding = added(stack.forwarding, readForwardingText(lines));
      return kind;
    case 'sockets':
      stack.sockets = added(stack.sockets, readSockets(lines));
      return kind;
    case 'sysctl':
      stack.sysctl = { ...stack.sysctl, ...readSettings(lines) };
      return kind;
    case 'resolv':
      if (hint.container === undefined) draft.facts.resolv = resolvLines(lines);
      else insideOf(draft, hint.container).resolv = resolvLines(lines);
      return kind;
    case 'container-list':
      draft.listed.push(...readContainerTable(lines, discard));
      return kind;
    case 'network-list':
      draft.listedNetworks.push(...readNetworkTable(lines));
      return kind;
    case 'neighbours':
      stack.neighbours = added(stack.neighbours, readNeighbourText(lines));
      return kind;
    case 'compose':
      return kind;
    case 'unread':
      discard('unread', lines.length);
      return undefined;
  }
}

/** Tables whose family nothing tells are IPv4's, unless that has such a one already. */
export function takeSaved(stack: StackFacts, lines: readonly string[], hint: Hint, discard: Discard): RecognisedKind {
  const [four, six] = hint.legacy ? (['legacy', 'legacy6'] as const) : (['iptables', 'ip6tables'] as const);
  let sixes = 0;
  const tables = readSaved(lines, discard);
  for (const each of tables) {
    const has = (text: string | undefined): boolean => new RegExp(`^\\*${each.table}$`, 'm').test(text ?? '');
    const family = hint.family ?? each.family ?? (has(stack[four]) && !has(stack[six]) ? 6 : 4);
    const field = family === 6 ? six : four;
    if (family === 6) sixes += 1;
    if (!has(stack[field])) stack[field] = `${stack[field] ?? ''}${savedText(each)}`;
  }
  return sixes > 0 && sixes === tables.length ? 'ip6tables' : 'iptables';
}
