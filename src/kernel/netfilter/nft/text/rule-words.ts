import { printRule } from '../../rule/rule-text.ts';
import type { Rule, TableId } from '../../table.ts';
import type { NftFamily } from '../ruleset.ts';
import { nftRuleText } from './statement-text.ts';

const FAMILIES: readonly NftFamily[] = ['ip', 'ip6', 'inet'];

/** The family of a table that nft made; iptables' tables are of IPv4 where nothing else is said. */
const familyOf = (table: TableId): NftFamily => FAMILIES.find((family) => table.startsWith(`${family} `)) ?? 'ip';

/** A rule in the words of the tool that made it: nft's, or iptables'. */
export const ruleWords = (rule: Rule, table: TableId): string =>
  rule.nft ? nftRuleText(rule, { family: familyOf(table), stateless: true }) : printRule(rule);

/** A rule with the chain it is in, as its tool would add it. */
export const ruleLine = (rule: Rule, table: TableId, chain: string): string =>
  rule.nft ? `${table} ${chain} ${ruleWords(rule, table)}` : `-A ${chain} ${printRule(rule)}`;

/** A chain's policy in the words of its tool. */
export const policyLine = (table: TableId, chain: string, policy: 'ACCEPT' | 'DROP'): string =>
  table.includes(' ') && !table.startsWith('legacy ')
    ? `${table} ${chain} policy ${policy.toLowerCase()}`
    : `-P ${chain} ${policy}`;
