import { BUILT_IN, isBuiltIn } from './built-in.ts';
import { targetExtensionOf } from './extensions/targets.ts';
import { own } from './own.ts';
import type { Match, Rule, Table, TableName, Target } from './table.ts';

export type RuleProblem =
  /** The chain to jump to is not there. */
  | 'no-target'
  /** It is a built-in chain. */
  | 'built-in-target'
  | 'loop'
  /** A match or target that cannot work there. */
  | 'invalid';

/** What the kernel has against a rule in a chain (xt_check_match, xt_check_target, nft_chain_validate). */
export function problemOf(name: TableName, table: Table, chain: string, rule: Rule): RuleProblem | undefined {
  if (!isConsistent(rule)) return 'invalid';
  const { target } = rule;
  if (target?.kind === 'jump') return problemOfJump(name, table.chains, chain, target.chain);
  if (target && !isAllowedIn(target, name, hooksLimited(target) ? hooksOf(name, table.chains, chain) : [])) {
    return 'invalid';
  }
  return rule.matches.some((match) => isOutOfPlace(match, chain)) ? 'invalid' : undefined;
}

const PROTOCOL_OF: Partial<Record<Match['kind'], string>> = {
  tcp: 'tcp',
  udp: 'udp',
  icmp: 'icmp',
  icmp6: 'ipv6-icmp',
};

/** Whether the rule's parts fit each other. */
function isConsistent({ source, destination, protocol, matches, target }: Rule): boolean {
  if ((source?.not && source.value.length === 0) || (destination?.not && destination.value.length === 0)) return false;
  const named = protocol?.not ? undefined : protocol?.value;
  if (matches.some((match) => isStrange(match, protocol))) return false;
  if (target?.kind === 'REJECT' && target.with === 'tcp-reset') return named === 'tcp';
  if (target?.kind === 'TCPMSS') return named === 'tcp' && matches.some(matchesSyn);
  return true;
}

/** Whether a match belongs to another protocol. One with ports looks at them behind a negated protocol too. */
function isStrange(match: Match, protocol: Rule['protocol']): boolean {
  const wanted = PROTOCOL_OF[match.kind];
  if (wanted === undefined) return false;
  const bare = Object.keys(match).length === 1 || match.kind === 'icmp' || match.kind === 'icmp6';
  return protocol?.value !== wanted || (protocol.not && bare);
}

const matchesSyn = (match: Match): boolean =>
  match.kind === 'tcp' && match.flags?.not === false && match.flags.value.set.includes('SYN');

function isOutOfPlace(match: Match, chain: string): boolean {
  if (match.kind === 'physdev') return chain === 'OUTPUT' && Boolean(match.out ?? match.isOut) && !match.isBridged;
  if (match.kind !== 'addrtype') return false;
  if (match.limit === 'out') return chain === 'INPUT' || chain === 'PREROUTING';
  return match.limit === 'in' && (chain === 'OUTPUT' || chain === 'POSTROUTING');
}

const hooksLimited = (target: Target): boolean =>
  target.kind !== 'jump' && targetExtensionOf(target.kind).hooks !== undefined;

function isAllowedIn(target: Target, table: TableName, hooks: readonly string[]): boolean {
  if (target.kind === 'jump') return true;
  const { tables, hooks: allowed } = targetExtensionOf(target.kind);
  if (tables && !tables.includes(table)) return false;
  return !allowed || hooks.every((hook) => allowed.includes(hook));
}

/** Names of the chains that a chain's rules jump to. */
const jumpsFrom = (chains: Table['chains'], chain: string): string[] =>
  (own(chains, chain)?.rules ?? []).flatMap(({ target }) => (target?.kind === 'jump' ? [target.chain] : []));

/** The built-in chains from which a chain is reached. */
function hooksOf(name: TableName, chains: Table['chains'], chain: string): string[] {
  if (isBuiltIn(name, chain)) return [chain];
  return BUILT_IN[name].filter((hook) => reachable(chains, hook).has(chain));
}

function reachable(chains: Table['chains'], from: string): Set<string> {
  const met = new Set([from]);
  for (const chain of met) for (const next of jumpsFrom(chains, chain)) met.add(next);
  return met;
}

function problemOfJump(name: TableName, chains: Table['chains'], from: string, to: string): RuleProblem | undefined {
  if (isBuiltIn(name, to) && (to === from || own(chains, to))) return 'built-in-target';
  if (!own(chains, to)) return 'no-target';
  const hooks = hooksOf(name, chains, from);
  // What no hook reaches is not looked at: a loop there is refused once a hook leads to it.
  if (hooks.length === 0) return undefined;
  if (leadsBack(chains, to, from)) return 'loop';
  const entered = [...reachable(chains, to)].flatMap((chain) => own(chains, chain)?.rules ?? []);
  return entered.every(({ target }) => !target || isAllowedIn(target, name, hooks)) ? undefined : 'invalid';
}

/** Whether a walk from `to` comes to `from`, or to a chain it is still inside of. */
function leadsBack(chains: Table['chains'], to: string, from: string): boolean {
  const done = new Set<string>();
  const loops = (chain: string, path: readonly string[]): boolean => {
    if (chain === from || path.includes(chain)) return true;
    if (done.has(chain)) return false;
    done.add(chain);
    return jumpsFrom(chains, chain).some((next) => loops(next, [...path, chain]));
  };
  return loops(to, []);
}
