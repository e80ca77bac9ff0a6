import type { Namespace } from '../../kernel/namespace.ts';
import { LOCAL, MAIN, rulesOf, type RoutingRule } from '../../kernel/route/rule.ts';
import { TABLES } from '../../shell/linux/ip/names.table.ts';
import { ruleText } from '../../shell/linux/ip/rule/print.ts';

/** What a table is called: its number, where iproute2 brings no name for it. */
export const tableName = (table: number): string =>
  Object.entries(TABLES).find(([, number]) => number === table)?.[0] ?? String(table);

/** The table that a rule sends to, where that is neither the main nor the local one. */
export function ownTable(rule: RoutingRule | undefined): number | undefined {
  const table = rule?.lookup;
  return typeof table === 'number' && table !== MAIN && table !== LOCAL ? table : undefined;
}

/** What a text says of the rule that led to a route. */
export function ruleValues(rule: RoutingRule | undefined): Readonly<Record<string, string | number>> {
  if (rule === undefined) return {};
  const { priority, lookup } = rule;
  return { rule: priority, table: typeof lookup === 'number' ? tableName(lookup) : lookup };
}

/** A rule as `ip rule` lists it, its priority apart. */
export function routingRuleLine(
  namespace: Namespace,
  of: 4 | 6,
  rule: RoutingRule,
): readonly [priority: string, words: string] {
  const text = ruleText({ rules: rulesOf(namespace, of), namespace, tableName, details: false }, rule);
  const [priority = '', words = ''] = text.trimEnd().split(':\t');
  return [priority, words];
}
