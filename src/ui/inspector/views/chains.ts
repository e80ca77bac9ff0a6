import { own } from '../../../kernel/own.ts';
import type { Chain, Hook, Table } from '../../../kernel/netfilter/table.ts';

/** The chains of a table in the order of a listing, built-in ones first; of a hook, its own and those it leads to. */
export function chainsOf(table: Table | undefined, hook?: Hook): readonly Chain[] {
  const chains = table?.chains ?? {};
  const firsts = Object.values(chains).filter((chain) => chain.name === hook || chain.hook === hook);
  const wanted = hook && reachedFrom(chains, firsts);
  return Object.values(chains)
    .filter(({ name }) => wanted?.has(name) ?? true)
    .sort((a, b) => Number(b.policy !== undefined) - Number(a.policy !== undefined));
}

/** The names of chains and of all that its rules jump to, and theirs. */
function reachedFrom(chains: Readonly<Record<string, Chain>>, firsts: readonly Chain[]): ReadonlySet<string> {
  const reached = new Set(firsts.map(({ name }) => name));
  for (const name of reached)
    for (const { target } of own(chains, name)?.rules ?? []) if (target?.kind === 'jump') reached.add(target.chain);
  return reached;
}
