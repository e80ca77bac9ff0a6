import type { Effect } from '../../effect.ts';
import type { Namespace } from '../../namespace.ts';
import type { Passage } from '../passage.ts';
import type { FilterMemory } from '../memory.ts';
import type { SetSide, SetTarget } from '../table.ts';
import { hostBlock } from '../../../ip/address.ts';
import {
  kindsOf,
  memberFor,
  memberKey,
  setCalled,
  type IpSet,
  type Looked,
  type Member,
  type PartKind,
} from './ipset.ts';

/** What packets find in sets, and what they leave there. */
const setsIn = ({ namespace }: FilterMemory): readonly IpSet[] | undefined => namespace.netfilter.ipsets;

const membersOf = ({ members }: FilterMemory, set: IpSet): readonly Member[] => members?.get(set.name) ?? set.members;

function keepMembers(memory: FilterMemory, set: IpSet, members: readonly Member[]): void {
  (memory.members ??= new Map()).set(set.name, members);
}

/** Puts in place what packets left in a set. */
export function putMembers({ netfilter }: Namespace, effect: Extract<Effect, { kind: 'members' }>): void {
  const set = setCalled(netfilter.ipsets, effect.set);
  if (set) set.members = effect.members.map((member) => ({ ...member }));
}

/** What a packet has for a part of an element, at one of its ends. */
function lookedAt(kind: PartKind, side: SetSide, { packet, context }: Passage): Looked {
  const { transport } = packet;
  switch (kind) {
    case 'ip':
    case 'net': {
      const address = side === 'src' ? packet.source : packet.destination;
      return { kind: 'block', block: hostBlock(address) };
    }
    case 'port':
    case 'number': {
      if (transport.kind === 'icmp') return undefined;
      const port = side === 'src' ? transport.sourcePort : transport.destinationPort;
      return kind === 'port' ? { kind, protocol: transport.kind, port } : { kind, number: port };
    }
    case 'iface': {
      const name = side === 'src' ? context.in : context.out;
      return name === undefined ? undefined : { kind: 'name', name };
    }
    case 'set':
      return undefined;
  }
}

const lookedFor = (set: IpSet, sides: readonly SetSide[], passage: Passage): Looked[] =>
  kindsOf(set.type).map((kind, i) => lookedAt(kind, sides[i] ?? sides.at(-1) ?? 'src', passage));

/** Whether a packet is in a set (ip_set_test); of a set with more parts than are asked for none is. */
export function isInSet(name: string, sides: readonly SetSide[], passage: Passage): boolean {
  const { memory, now } = passage.context;
  const set = setCalled(setsIn(memory), name);
  if (!set) return false;
  if (set.type === 'list:set')
    return membersOf(memory, set).some(
      ({ parts: [part] }) => part?.kind === 'name' && isInSet(part.name, sides, passage),
    );
  if (kindsOf(set.type).length > sides.length) return false;
  const found = memberFor(membersOf(memory, set), lookedFor(set, sides, passage), now);
  if (!found || found.nomatch) return false;
  if (set.counters) countMember(set, found, passage);
  return true;
}

function countMember(set: IpSet, found: Member, { context: { memory }, length }: Passage): void {
  const { packets = 0, bytes = 0 } = found;
  const counted = { ...found, packets: packets + 1, bytes: bytes + length };
  keepMembers(
    memory,
    set,
    membersOf(memory, set).map((member) => (member === found ? counted : member)),
  );
}

/** Elements that a set may have where none says how many (IPSET_DEFAULT_MAXELEM). */
export const MOST_MEMBERS = 65_536;

/** `-j SET` (xt_set.c: set_target_v3). A set that is full takes no more. */
export function alterSets(passage: Passage, { add, remove, exist, timeout }: SetTarget): void {
  const { memory, now } = passage.context;
  const meant = (change: typeof add) => {
    const set = change && setCalled(setsIn(memory), change.name);
    const parts = set && change ? lookedFor(set, change.sides, passage) : [];
    return set && parts.every((part) => part !== undefined) ? { set, member: { parts } } : undefined;
  };
  const added = meant(add);
  if (added) addMember(memory, added.set, added.member, { now, exist: exist ?? false, timeout });
  const removed = meant(remove);
  if (removed) {
    const key = memberKey(removed.member);
    keepMembers(
      memory,
      removed.set,
      membersOf(memory, removed.set).filter((member) => memberKey(member) !== key),
    );
  }
}

interface Adding {
  readonly now: number;
  readonly exist: boolean;
  readonly timeout: number | undefined;
}

function addMember(memory: FilterMemory, set: IpSet, member: Member, { now, exist, timeout }: Adding): void {
  const living = membersOf(memory, set).filter(({ expires = Infinity }) => expires > now);
  const known = living.some((each) => memberKey(each) === memberKey(member));
  if (known ? !exist : living.length >= (set.most ?? MOST_MEMBERS)) return;
  const seconds = set.timeout === undefined ? 0 : (timeout ?? set.timeout);
  const made: Member = { ...member, ...(seconds > 0 && { expires: now + seconds * 1000 }) };
  keepMembers(memory, set, [...living.filter((each) => memberKey(each) !== memberKey(member)), made]);
}
