import { hex } from '../../engine/random.ts';
import { setCalled, memberKey, type IpSet, type Member } from '../../kernel/netfilter/ipset/ipset.ts';
import { createSet } from '../../kernel/netfilter/ipset/sets.ts';
import type { Namespace } from '../../kernel/namespace.ts';
import type { SetFacts } from '../../snapshot/snapshot.ts';
import type { World } from '../../world/world.ts';
import { readElements, readMemberOptions, type Names } from '../linux/ipset/elements.ts';
import { IpsetError } from '../linux/ipset/ipset-error.ts';
import { isSetType, readSet } from '../linux/ipset/set-options.ts';
import type { Place } from './links.ts';
import { lack, type Work } from './work.ts';

/** Hosts print numbers. */
const NO_NAMES: Names = { address: () => undefined, port: () => undefined };

/** Members of one stack's sets; a host with more has them from a program. */
const MOST = 131_072;

/** Lets a stack have the sets that it has on its host: those that are wholly known, for rules that ask for others tell nothing. */
export function placeSets(work: Work, place: Place, namespace: Namespace, sets: readonly SetFacts[]): void {
  const isList = ({ type }: SetFacts): boolean => type === 'list:set';
  let room = MOST;
  // A list names sets, and so comes after these.
  for (const facts of [...sets.filter((set) => !isList(set)), ...sets.filter(isList)]) {
    try {
      const made = setOf(work.world, namespace, facts, room);
      room -= made.members.length;
      const problem = createSet(namespace, made);
      if (problem !== undefined) throw new IpsetError(problem);
    } catch (error) {
      if (!(error instanceof IpsetError)) throw error;
      lack(work, place, 'set-not-read', { set: facts.name, text: error.message.slice(0, 200) });
    }
  }
}

/** @throws IpsetError where it is not known how it is asked, or what it holds */
function setOf(
  { random, clock }: World,
  namespace: Namespace,
  { name, type, options, members }: SetFacts,
  room: number,
): IpSet {
  if (!isSetType(type)) throw new IpsetError(`set type ${type} not supported`);
  const set = readSet(name, type, options);
  const byKey = new Map<string, Member>();
  let count = 0;
  for (const text of members) {
    const [element = '', ...words] = text.split(' ');
    const more = readMemberOptions(set, words, clock.now);
    const elements = readElements(set, element, NO_NAMES);
    count += elements.length;
    if (count > room) throw new IpsetError('too many elements');
    for (const parts of elements) {
      const member = { parts, ...more };
      byKey.set(memberKey(member), member);
    }
  }
  for (const key of type === 'list:set' ? byKey.keys() : [])
    if (!setCalled(namespace.netfilter.ipsets, key)) throw new IpsetError(`set ${key} is not known`);
  return { ...set, ...(type.startsWith('hash:') && { seed: hex(random, 8) }), members: [...byKey.values()] };
}
