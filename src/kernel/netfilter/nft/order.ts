import { own } from '../../own.ts';
import { BUILT_IN, TABLES } from '../built-in.ts';
import type { FilterMemory } from '../memory.ts';
import type { Chain, Hook, Table, TableFamily, TableId, TableName } from '../table.ts';
import type { Base } from './ruleset.ts';
import { idOf, legacyId } from './tables.ts';

/** A base chain that nft made, where it is called. */
export interface BasePlace {
  readonly id: TableId;
  readonly table: Table;
  readonly chain: Chain;
}

/** What is called at a hook, one after the other. */
export type Called<Part> = Part | BasePlace;

/** NF_IP_PRI_* (include/uapi/linux/netfilter_ipv4.h); conntrack confirms last of all. */
export const PRIORITIES: Readonly<Record<TableName, number>> = {
  raw: -300,
  mangle: -150,
  nat: -100,
  filter: 0,
  security: 50,
};
const SOURCE_NAT = 100;
const priorityOf = (part: string, hook: Hook): number => {
  if (part === 'track') return -200;
  if (part === 'confirm') return Infinity;
  if (part === 'ipvs') return SOURCE_NAT - 2;
  if (part === 'nat') return natPriority(hook);
  return PRIORITIES[part as TableName];
};

export const natPriority = (hook: Hook): number =>
  hook === 'PREROUTING' || hook === 'OUTPUT' ? PRIORITIES.nat : SOURCE_NAT;

/** How iptables-nft registers a built-in chain. */
export function builtInBase(table: TableName, hook: Hook): Base {
  if (table === 'nat') return { type: 'nat', priority: natPriority(hook) };
  const route = table === 'mangle' && hook === 'OUTPUT';
  return { type: route ? 'route' : 'filter', priority: PRIORITIES[table] };
}

/** The chains that nft registered at a hook for packets of a family, those of one priority the latest first (nf_hook_entries_grow). */
function basesAt(memory: FilterMemory, family: TableFamily, hook: Hook, nat: boolean): BasePlace[] {
  const { netfilter } = memory.namespace;
  const found: BasePlace[] = [];
  const collect = (id: TableId, table: Table): void => {
    if (table.dormant) return;
    for (const chain of Object.values(table.chains))
      if (chain.base && chain.hook === hook && (chain.base.type === 'nat') === nat) found.push({ id, table, chain });
  };
  for (const table of netfilter.own ?? []) {
    if (table.family === 'inet' || table.family === family) collect(idOf(table), table);
  }
  for (const name of TABLES) {
    const table = netfilter[family][name];
    const legacy = netfilter.legacy?.[family][name];
    if (table) collect(name, table);
    if (legacy) collect(legacyId(name), legacy);
  }
  return found.sort((a, b) => priorityIn(a) - priorityIn(b) || (b.chain.registered ?? 0) - (a.chain.registered ?? 0));
}

const priorityIn = ({ chain }: BasePlace): number => chain.base?.priority ?? 0;

/** The parts of a hook with the filtering chains of nft among them, each where its priority puts it. */
export function withBases<Part extends string>(
  memory: FilterMemory,
  family: TableFamily,
  hook: Hook,
  parts: readonly Part[],
): readonly Called<Part>[] {
  const bases = basesAt(memory, family, hook, false);
  const order: Called<Part>[] = [];
  for (const part of parts) {
    const priority = priorityOf(part, hook);
    const registered = registeredOf(memory, family, part, hook);
    while (bases[0] && goesBefore(bases[0], priority, registered)) order.push(...bases.splice(0, 1));
    order.push(part);
  }
  return [...order, ...bases];
}

const goesBefore = (base: BasePlace, priority: number, registered: number): boolean =>
  priorityIn(base) < priority || (priorityIn(base) === priority && (base.chain.registered ?? 0) > registered);

const registeredOf = ({ namespace }: FilterMemory, family: TableFamily, part: string, hook: Hook): number =>
  TABLES.includes(part as TableName)
    ? (namespace.netfilter[family][part as TableName]?.chains[hook]?.registered ?? 0)
    : 0;

/** Whether other tables than those of iptables-nft may be called. */
export const hasOthers = ({ namespace: { netfilter } }: FilterMemory): boolean =>
  netfilter.own !== undefined || netfilter.legacy !== undefined;

/** The chains that may translate at a hook, in the order in which they are asked (nf_nat_inet_fn). */
export function natChains(memory: FilterMemory, family: TableFamily, hook: Hook): readonly BasePlace[] {
  const table = memory.namespace.netfilter[family].nat;
  const builtIn = BUILT_IN.nat.includes(hook) ? own(table?.chains, hook) : undefined;
  const first: BasePlace[] = table && builtIn ? [{ id: 'nat', table, chain: builtIn }] : [];
  if (!hasOthers(memory)) return first;
  const all = [...basesAt(memory, family, hook, true), ...first];
  const priority = ({ chain }: BasePlace): number => chain.base?.priority ?? natPriority(hook);
  return all.sort((a, b) => priority(a) - priority(b) || (b.chain.registered ?? 0) - (a.chain.registered ?? 0));
}

/** Whether nft has registered a chain at a hook for packets of a family. */
export const hasBases = (memory: FilterMemory, family: TableFamily, hook: Hook): boolean =>
  hasOthers(memory) &&
  (basesAt(memory, family, hook, false).length > 0 || basesAt(memory, family, hook, true).length > 0);
