import { TABLES } from '../../kernel/netfilter/built-in.ts';
import { chainIn, deleteChain, deleteRule, flushChain, insertRule, newChain } from '../../kernel/netfilter/chains.ts';
import type { Namespace } from '../../kernel/namespace.ts';
import { RuleError } from '../../kernel/netfilter/rule/rule-error.ts';
import { parseRule } from '../../kernel/netfilter/rule/rule-text.ts';
import type { TableFamily, TableName } from '../../kernel/netfilter/table.ts';
import { FirewallError } from './error.ts';
import type { Direct, DirectRule } from './settings.ts';

/** firewalld's own rules of iptables (core/fw_direct.py). */

/** @throws FirewallError where there is no such table */
export function placeOf({ ipv, table }: { ipv: string; table: string }): { family: TableFamily; table: TableName } {
  if (ipv !== 'ipv4' && ipv !== 'ipv6')
    throw new FirewallError('INVALID_IPV', `invalid argument: ${ipv} (choose from 'ipv4', 'ipv6', 'eb')`);
  const known = TABLES.find((each) => each === table);
  if (!known) throw new FirewallError('INVALID_TABLE', `'${table}' not in '${TABLES.join("', '")}'`);
  return { family: ipv === 'ipv4' ? 'ip' : 'ip6', table: known };
}

/**
 * Empties all tables of iptables, whoever filled them. firewalld does so before it has its first rule there, and so the engine's
 * are gone until it makes them anew (fw.py: flush_direct_backends).
 */
export function flushTables(namespace: Namespace): void {
  for (const family of ['ip', 'ip6'] as const)
    for (const table of TABLES) {
      const chains = Object.keys(namespace.netfilter[family][table]?.chains ?? {});
      for (const chain of chains) flushChain(namespace, family, table, chain);
      for (const chain of chains) deleteChain(namespace, family, table, chain);
    }
}

/** Where a rule goes among those that are there: behind all of its priority and lower ones. */
export const positionOf = (rules: readonly DirectRule[], rule: DirectRule): number =>
  rules.filter(
    (other) =>
      other !== rule &&
      other.ipv === rule.ipv &&
      other.table === rule.table &&
      other.chain === rule.chain &&
      other.priority <= rule.priority,
  ).length + 1;

/** @throws FirewallError with what iptables says */
export function placeRule(namespace: Namespace, rule: DirectRule, position: number): void {
  const { family, table } = placeOf(rule);
  const result = insertRule(namespace, family, table, rule.chain, position, ruleOf(rule, family));
  if (result !== 'ok') throw failed(rule, 'No chain/target/match by that name.');
}

function ruleOf(rule: DirectRule, family: TableFamily): ReturnType<typeof parseRule> {
  try {
    return parseRule(rule.words, family);
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    throw failed(rule, error.message);
  }
}

const failed = ({ ipv }: DirectRule, message: string): FirewallError =>
  new FirewallError('COMMAND_FAILED', `'${ipv === 'ipv4' ? 'iptables' : 'ip6tables'}-restore' failed: ${message}`);

export function displaceRule(namespace: Namespace, rule: DirectRule): void {
  const { family, table } = placeOf(rule);
  deleteRule(namespace, family, table, rule.chain, ruleOf(rule, family));
}

/** Places all of a start, as far as they can be. */
export function placeDirect(namespace: Namespace, { chains, rules }: Direct): void {
  for (const each of chains) {
    const { family, table } = placeOf(each);
    if (!chainIn(namespace, family, table, each.chain)) newChain(namespace, family, table, each.chain);
  }
  const placed: DirectRule[] = [];
  for (const rule of rules) {
    try {
      placeRule(namespace, rule, positionOf(placed, rule));
      placed.push(rule);
    } catch (error) {
      if (!(error instanceof FirewallError)) throw error;
    }
  }
}
