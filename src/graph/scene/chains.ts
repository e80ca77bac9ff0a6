import type { Namespace } from '../../kernel/namespace.ts';
import { idOf } from '../../kernel/netfilter/nft/tables.ts';
import type { Chain, Hook, Rule, Table, TableId, TableName } from '../../kernel/netfilter/table.ts';
import { natPriority, PRIORITIES } from '../../kernel/netfilter/nft/order.ts';
import { chainId, gateId } from './ids.ts';
import type { ChainNode } from './scene.ts';

/** Tables in the order of their priorities; at INPUT nat comes last (include/uapi/linux/netfilter_ipv4.h). */
const order: readonly TableName[] = ['raw', 'mangle', 'nat', 'filter', 'security'];
const inputOrder: readonly TableName[] = ['mangle', 'filter', 'security', 'nat'];

const hooks: readonly Hook[] = ['PREROUTING', 'FORWARD', 'POSTROUTING', 'INPUT', 'OUTPUT'];

/** More rows than this tell nobody anything. */
const most = 16;

/** The chains that packets can come to in a host's namespace, hook by hook, in the order in which they do. */
export function chainsOf(host: string, namespace: Namespace): ChainNode[] {
  return hooks.flatMap((hook) => {
    const tables = (hook === 'INPUT' ? inputOrder : order).flatMap((name) => {
      const table = namespace.netfilter.ip[name];
      const chain = table?.chains[hook];
      if (table === undefined || chain === undefined) return [];
      return [{ priority: priorityAt(name, hook), rows: tableRows(host, hook, name, table, chain) }];
    });
    // Of one priority what came last is called first (nf_hook_entries_grow): those of nft stand before.
    const all = [...ownBases(host, namespace, hook), ...tables].sort((a, b) => a.priority - b.priority);
    return all.flatMap(({ rows }) => rows).slice(0, most);
  });
}

const priorityAt = (name: TableName, hook: Hook): number => (name === 'nat' ? natPriority(hook) : PRIORITIES[name]);

/** The rows of the chains that nft made at a hook. */
function ownBases(host: string, { netfilter }: Namespace, hook: Hook): { priority: number; rows: ChainNode[] }[] {
  return (netfilter.own ?? []).flatMap((table) =>
    table.family === 'ip6' || table.dormant
      ? []
      : Object.values(table.chains)
          .filter((chain) => chain.hook === hook)
          .map((chain) => ({
            priority: chain.base?.priority ?? 0,
            rows: tableRows(host, hook, idOf(table), table, chain),
          })),
  );
}

/** A table without rules and with its usual policy decides nothing: it has no rows. */
function tableRows(host: string, hook: Hook, name: TableId, table: Table, chain: Chain): ChainNode[] {
  const first = chain.name;
  if (chain.rules.length === 0 && chain.policy !== 'DROP') return [];
  const gate = gateId(host, hook);
  const common = { kind: 'chain', host, gate: hook, table: name } as const;
  const packets = chain.counters.packets + chain.rules.reduce((sum, rule) => sum + decided(rule), 0);
  const rows: ChainNode[] = [
    { ...common, id: chainId(gate, name, first), chain: first, depth: 0, packets, policy: chain.policy ?? 'ACCEPT' },
  ];
  const walk = (from: string, path: readonly string[]) => {
    for (const [next, count] of jumpsOf(table, from)) {
      if (path.includes(next)) continue;
      const to = [...path, next];
      const id = chainId(gate, name, to.join('>'));
      rows.push({ ...common, id, chain: next, depth: path.length, packets: count });
      walk(next, to);
    }
  };
  walk(first, [first]);
  return rows;
}

const decided = ({ target, counters }: Rule): number =>
  target === undefined || target.kind === 'jump' ? 0 : counters.packets;

/** The chains that a chain leads to, with how many packets went there, in the order of its rules. */
function jumpsOf({ chains }: Table, from: string): Map<string, number> {
  const jumps = new Map<string, number>();
  for (const { target, counters } of chains[from]?.rules ?? []) {
    if (target?.kind !== 'jump') continue;
    jumps.set(target.chain, (jumps.get(target.chain) ?? 0) + counters.packets);
  }
  return jumps;
}
