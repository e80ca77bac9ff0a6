import { BUILT_IN, TABLES } from '../../../kernel/netfilter/built-in.ts';
import { chainFor } from '../../../kernel/netfilter/chains.ts';
import { builtInBase } from '../../../kernel/netfilter/nft/order.ts';
import { nextRegistered } from '../../../kernel/netfilter/nft/tables.ts';
import type { TableFamily } from '../../../kernel/netfilter/table.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import type { Call } from '../../tool/call.ts';
import { namespaceOf } from './place.ts';

/** Does something with the tables of ip_tables, which stand beside those of nf_tables. To name a table is to load it, with its built-in chains. */
export function performLegacy(
  call: Call,
  act: (namespace: Namespace) => void,
  family: TableFamily,
  table: string,
): void {
  call.update((world) => {
    const namespace = namespaceOf(call, world);
    const tables = (namespace.netfilter.legacy ??= { ip: {}, ip6: {} });
    const beside: Namespace = { ...namespace, netfilter: tables };
    const name = TABLES.find((each) => each === table);
    if (name && !tables[family][name]) {
      for (const hook of BUILT_IN[name]) {
        const chain = chainFor(beside, family, name, hook);
        if (chain) Object.assign(chain, { hook, base: builtInBase(name, hook), registered: nextRegistered(namespace) });
      }
    }
    act(beside);
  });
}

/** The note that iptables-nft gives where ip_tables has tables that it does not show. */
export function warnOfLegacy(call: Call, family: TableFamily, tool: string | undefined): void {
  const legacy = namespaceOf(call, call.world()).netfilter.legacy?.[family];
  if (tool === undefined || !legacy || Object.keys(legacy).length === 0) return;
  const [, ending = ''] = /(-save)$/.exec(tool) ?? [];
  call.err(`# Warning: ${family}tables-legacy tables present, use ${family}tables-legacy${ending} to see them\n`);
}
