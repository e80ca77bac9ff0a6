import type { Namespace } from '../../namespace.ts';
import { tablesOf } from '../nft/tables.ts';
import type { Rule } from '../table.ts';
import { isLiving, memberKey, setCalled, type IpSet, type Member } from './ipset.ts';
import { MOST_MEMBERS } from './packets.ts';

/** Sets made, filled and removed by hand (net/netfilter/ipset/ip_set_core.c). */

/** Sets that a namespace may have (IPSET_INVALID_ID apart, far fewer than the kernel's). */
const MOST_SETS = 256;

export type SetProblem =
  | 'exists'
  | 'no-set'
  | 'in-use'
  | 'type-differs'
  | 'added'
  | 'not-added'
  | 'full'
  | 'too-many'
  | 'no-listed';

export const setsOf = ({ netfilter }: Namespace): readonly IpSet[] => netfilter.ipsets ?? [];

export function createSet(namespace: Namespace, set: IpSet): SetProblem | undefined {
  const sets = (namespace.netfilter.ipsets ??= []);
  if (setCalled(sets, set.name)) return 'exists';
  if (sets.length >= MOST_SETS) return 'too-many';
  sets.push(set);
  return undefined;
}

/** How often rules and lists speak of a set. */
export function referencesTo(namespace: Namespace, name: string): number {
  const xtables = tablesOf(namespace).flatMap(({ table }) => Object.values(table.chains));
  const legacy = Object.values(namespace.netfilter.legacy ?? {}).flatMap((tables) =>
    Object.values(tables).flatMap(({ chains }) => Object.values(chains)),
  );
  const inRules = [...xtables, ...legacy].flatMap(({ rules }) => rules.flatMap(namesIn));
  const inLists = setsOf(namespace)
    .filter(({ type }) => type === 'list:set')
    .flatMap(({ members }) => members.map(memberKey));
  return [...inRules, ...inLists].filter((each) => each === name).length;
}

function namesIn({ matches, target }: Rule): string[] {
  const matched = matches.flatMap((match) => (match.kind === 'set' ? [match.name] : []));
  if (target?.kind !== 'SET') return matched;
  return [...matched, ...[target.add, target.remove].flatMap((change) => (change ? [change.name] : []))];
}

/** Removes one set, or all of them where none is of use to a rule or a list. */
export function destroySets(namespace: Namespace, name: string | undefined): SetProblem | undefined {
  const { netfilter } = namespace;
  if (name !== undefined && !setCalled(netfilter.ipsets, name)) return 'no-set';
  const meant = name === undefined ? setsOf(namespace).map((set) => set.name) : [name];
  const lists = name === undefined ? setsOf(namespace).filter(({ type }) => type === 'list:set') : [];
  const listed = (each: string): number =>
    lists.flatMap(({ members }) => members.map(memberKey)).filter((member) => member === each).length;
  if (meant.some((each) => referencesTo(namespace, each) > listed(each))) return 'in-use';
  netfilter.ipsets = setsOf(namespace).filter((set) => !meant.includes(set.name));
  if (netfilter.ipsets.length === 0) delete netfilter.ipsets;
  return undefined;
}

export function flushSets(namespace: Namespace, name: string | undefined): SetProblem | undefined {
  if (name !== undefined && !setCalled(namespace.netfilter.ipsets, name)) return 'no-set';
  for (const set of setsOf(namespace)) if (name === undefined || set.name === name) set.members = [];
  return undefined;
}

export function renameSet(namespace: Namespace, name: string, to: string): SetProblem | undefined {
  const set = setCalled(namespace.netfilter.ipsets, name);
  if (!set) return 'no-set';
  if (referencesTo(namespace, name) > 0) return 'in-use';
  if (setCalled(namespace.netfilter.ipsets, to)) return 'exists';
  set.name = to;
  return undefined;
}

/** Rules that speak of one find what the other held. */
export function swapSets(namespace: Namespace, name: string, other: string): SetProblem | undefined {
  const { ipsets = [] } = namespace.netfilter;
  const [first, second] = [setCalled(ipsets, name), setCalled(ipsets, other)];
  if (!first || !second) return 'no-set';
  if (first.type !== second.type || first.family !== second.family) return 'type-differs';
  [first.name, second.name] = [second.name, first.name];
  namespace.netfilter.ipsets = ipsets.map((set) => (set === first ? second : set === second ? first : set));
  return undefined;
}

/** Adds an element; with `exist` one that is there already is replaced. */
export function addMember(
  namespace: Namespace,
  set: IpSet,
  member: Member,
  now: number,
  exist: boolean,
): SetProblem | undefined {
  const key = memberKey(member);
  if (set.type === 'list:set' && !setCalled(namespace.netfilter.ipsets, key)) return 'no-listed';
  const living = set.members.filter((each) => isLiving(each, now));
  const known = living.some((each) => memberKey(each) === key);
  if (known && !exist) return 'added';
  if (!known && living.length >= (set.most ?? set.size ?? MOST_MEMBERS)) return 'full';
  set.members = known ? living.map((each) => (memberKey(each) === key ? member : each)) : [...living, member];
  return undefined;
}

export function deleteMember(set: IpSet, member: Member, now: number): SetProblem | undefined {
  const key = memberKey(member);
  const left = set.members.filter((each) => isLiving(each, now) && memberKey(each) !== key);
  const found = set.members.some((each) => isLiving(each, now) && memberKey(each) === key);
  if (!found) return 'not-added';
  set.members = left;
  return undefined;
}
