import type { Chain, Hook, Table } from '../../../kernel/netfilter/table.ts';

/** The chains of a table in the order of a listing, built-in ones first; of a hook, its own and those it leads to. */
export function chainsOf(table: Table | undefined, hook?: Hook): readonly Chain[] {
  const chains = table?.chains ?? {};
  const wanted = hook && reachedFrom(chains, hook);
  return Object.values(chains)
    .filter(({ name }) => wanted?.has(name) ?? true)
    .sort((a, b) => Number(b.policy !== undefined) - Number(a.policy !== undefined));
}

/** The names of a chain and of all that its rules jump to, and theirs. */
function reachedFrom(chains: Readonly<Record<string, Chain>>, first: string): ReadonlySet<string> {
  const reached = new Set([first]);
  for (const name of reached)
    for (const { target } of chains[name]?.rules ?? []) if (target?.kind === 'jump') reached.add(target.chain);
  return reached;
}
