import { chainsOf } from '../../kernel/netfilter/chains.ts';
import { TABLES } from '../../kernel/netfilter/built-in.ts';
import { printRule } from '../../kernel/netfilter/rule/rule-text.ts';
import type { Netfilter, Rule, TableFamily, TableName } from '../../kernel/netfilter/table.ts';
import type { Namespace } from '../../kernel/namespace.ts';
import type { Change } from '../../world/imported.ts';

/** A change without where it is. */
export type Difference = Omit<Change, 'host' | 'container'>;

const DOCKERS = /^DOCKER/;

/** Chains of the filter table that Engine 28 has and others have not, or the other way round. */
const layoutOf = (tables: Netfilter): string =>
  Object.keys(tables.filter?.chains ?? {})
    .filter((name) => DOCKERS.test(name) && name !== 'DOCKER-USER' && name !== 'DOCKER-INGRESS')
    .sort()
    .join();

/** Whether an engine lays out its own chains as the lab's does; one without any says nothing. */
export const sameLayout = (rebuilt: Netfilter, found: Netfilter): boolean => {
  const layout = layoutOf(found);
  return layout === '' || layout === layoutOf(rebuilt);
};

/**
 * Rules that a host has and its networks and containers do not explain, and those that they would bring and are not there: table by
 * table, chain by chain, whatever they counted, and whatever the order of Docker's own. Where the engine lays out its chains in another
 * way, its own chains are left out.
 */
export function ruleDifferences(
  rebuilt: Netfilter,
  found: Netfilter,
  family: TableFamily,
  { own = true }: { own?: boolean } = {},
): readonly Difference[] {
  return TABLES.flatMap((table) => [
    ...policies(rebuilt, found, family, table),
    ...rulesOnly(found, rebuilt, family, table, own, 'host'),
    ...rulesOnly(rebuilt, found, family, table, own, 'rebuilt'),
  ]);
}

const asNamespace = (tables: Netfilter, family: TableFamily): Namespace =>
  ({ netfilter: { ip: {}, ip6: {}, [family]: tables } }) as unknown as Namespace;

const versionOf = (family: TableFamily): 4 | 6 => (family === 'ip' ? 4 : 6);

function policies(rebuilt: Netfilter, found: Netfilter, family: TableFamily, table: TableName): Difference[] {
  const before = chainsOf(asNamespace(rebuilt, family), family, table);
  return chainsOf(asNamespace(found, family), family, table).flatMap(({ name, policy }) => {
    const was = before.find((chain) => chain.name === name)?.policy;
    if (policy === undefined || policy === was) return [];
    const text = `-P ${name} ${policy}`;
    return [{ what: 'policy' as const, family: versionOf(family), table, chain: name, text, only: 'host' as const }];
  });
}

/** What the rules of some tables say that others do not say. */
function rulesOnly(
  these: Netfilter,
  others: Netfilter,
  family: TableFamily,
  table: TableName,
  own: boolean,
  only: Difference['only'],
): Difference[] {
  const there = new Map(
    chainsOf(asNamespace(others, family), family, table).map(({ name, rules }) => [name, countsOf(rules)] as const),
  );
  return chainsOf(asNamespace(these, family), family, table).flatMap(({ name, rules, policy }) => {
    if (!own && isDockers(name)) return [];
    const known = there.get(name);
    const place = { family: versionOf(family), table, chain: name, only };
    const missing: Difference[] = rules.flatMap((rule) => {
      if (!own && leadsToDockers(rule)) return [];
      const text = printRule(rule);
      const left = known?.get(text) ?? 0;
      if (left > 0) known?.set(text, left - 1);
      return left > 0 ? [] : [{ ...place, what: 'rule' as const, text: `-A ${name} ${text}`.trimEnd() }];
    });
    const isNew = known === undefined && policy === undefined;
    return isNew ? [{ ...place, what: 'chain' as const, text: `-N ${name}` }, ...missing] : missing;
  });
}

function countsOf(rules: readonly Rule[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const rule of rules) {
    const text = printRule(rule);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}

const isDockers = (chain: string): boolean => DOCKERS.test(chain) && chain !== 'DOCKER-USER';

/** Engines before 28 have in FORWARD what stands in chains of its own there. */
const leadsToDockers = ({ target, in: from, out: to }: Rule): boolean =>
  (target?.kind === 'jump' && DOCKERS.test(target.chain)) ||
  [from?.value, to?.value].some(
    (device) => device !== undefined && /^(docker0|docker_gwbridge|br-[0-9a-f]{12})$/.test(device),
  );
