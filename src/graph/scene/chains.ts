import type { Namespace } from '../../kernel/namespace.ts';
import type { Hook, Rule, Table, TableName } from '../../kernel/netfilter/table.ts';
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
      return table === undefined ? [] : tableRows(host, hook, name, table);
    });
    return tables.slice(0, most);
  });
}

/** A table without rules and with its usual policy decides nothing: it has no rows. */
function tableRows(host: string, hook: Hook, name: TableName, table: Table): ChainNode[] {
  const chain = table.chains[hook];
  if (chain === undefined || (chain.rules.length === 0 && chain.policy !== 'DROP')) return [];
  const gate = gateId(host, hook);
  const common = { kind: 'chain', host, gate: hook, table: name } as const;
  const packets = chain.counters.packets + chain.rules.reduce((sum, rule) => sum + decided(rule), 0);
  const rows: ChainNode[] = [
    { ...common, id: chainId(gate, name, hook), chain: hook, depth: 0, packets, policy: chain.policy ?? 'ACCEPT' },
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
  walk(hook, [hook]);
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
