import { BUILT_IN, isBuiltIn } from '../built-in.ts';
import type { TargetExtension } from '../extensions/extension.ts';
import { targetExtensionOf, type KnownTarget } from '../extensions/targets.ts';
import { own } from '../../own.ts';
import type { AddressType, Match, Rule, Table, TableFamily, TableName, Target } from '../table.ts';

export type RuleProblem =
  /** The chain to jump to is not there. */
  | 'no-target'
  /** It is a built-in chain. */
  | 'built-in-target'
  | 'loop'
  /** A match or target that cannot work there. */
  | 'invalid';

/**
 * What the kernel has against a rule in a chain (xt_check_match, xt_check_target, nft_chain_validate); with the chain's hooks where
 * they are known already.
 */
export function problemOf(
  family: TableFamily,
  name: TableName,
  table: Table,
  chain: string,
  rule: Rule,
  hooks?: Hooks,
): RuleProblem | undefined {
  const misplaced = rule.matches.some((match) => isOutOfPlace(match, chain) || (family === 'ip6' && isOfIpv4(match)));
  if (misplaced || !isConsistent(rule) || !fitsTable(rule, name)) return 'invalid';
  const limits = limitsOf(rule);
  if (limits.length > 0 && !allows(limits, hooks ?? hooksOf(name, table.chains, chain))) return 'invalid';
  const { target } = rule;
  return target?.kind === 'jump' ? problemOfJump(name, table.chains, chain, target.chain) : undefined;
}

const PROTOCOL_OF: Partial<Record<Match['kind'], string>> = {
  tcp: 'tcp',
  udp: 'udp',
  sctp: 'sctp',
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
  const bare = Object.keys(match).length === 1 || (match.kind !== 'tcp' && match.kind !== 'udp');
  return protocol?.value !== wanted || (protocol.not && bare);
}

const matchesSyn = (match: Match): boolean =>
  match.kind === 'tcp' && match.flags?.not === false && match.flags.value.set.includes('SYN');

const NOT_IN_IPV6: readonly AddressType[] = ['BROADCAST', 'PROHIBIT', 'THROW', 'NAT', 'XRESOLVE'];

/** Address types that IPv6 does not have (xt_addrtype). */
const isOfIpv4 = (match: Match): boolean =>
  match.kind === 'addrtype' &&
  [...(match.source?.value ?? []), ...(match.destination?.value ?? [])].some((type) => NOT_IN_IPV6.includes(type));

/** Whether a built-in chain is no place for a match; in a chain of the user nobody looks. */
function isOutOfPlace(match: Match, chain: string): boolean {
  if (match.kind === 'physdev') return chain === 'OUTPUT' && Boolean(match.out ?? match.isOut) && !match.isBridged;
  if (match.kind !== 'addrtype') return false;
  if (match.limit === 'out') return chain === 'INPUT' || chain === 'PREROUTING';
  return match.limit === 'in' && (chain === 'OUTPUT' || chain === 'POSTROUTING');
}

const extensionOfTarget = (target: Target | undefined): TargetExtension<KnownTarget> | undefined =>
  target && target.kind !== 'jump' && target.kind !== 'opaque' ? targetExtensionOf(target.kind) : undefined;

const fitsTable = ({ target }: Rule, name: TableName): boolean =>
  extensionOfTarget(target)?.tables?.includes(name) ?? true;

type Hooks = readonly string[];
const WITH_SENDER: Hooks = ['PREROUTING', 'INPUT', 'FORWARD'];

/** For each part of a rule that works at some hooks only: those hooks. */
function limitsOf({ matches, target }: Rule): Hooks[] {
  const hooks = extensionOfTarget(target)?.hooks;
  return [...(hooks ? [hooks] : []), ...(matches.some(({ kind }) => kind === 'mac') ? [WITH_SENDER] : [])];
}

const allows = (limits: readonly Hooks[], hooks: Hooks): boolean =>
  limits.every((limit) => hooks.every((hook) => limit.includes(hook)));

/** Names of the chains that a chain's rules jump to. */
const jumpsFrom = (chains: Table['chains'], chain: string): string[] =>
  (own(chains, chain)?.rules ?? []).flatMap(({ target }) => (target?.kind === 'jump' ? [target.chain] : []));

/** The built-in chains from which a chain is reached. */
export function hooksOf(name: TableName, chains: Table['chains'], chain: string): string[] {
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
  return entered.every((rule) => allows(limitsOf(rule), hooks)) ? undefined : 'invalid';
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
