import type { Namespace } from '../../../kernel/namespace.ts';
import { isLiving, memberKey, type IpSet, type Member } from '../../../kernel/netfilter/ipset/ipset.ts';
import { referencesTo, setsOf } from '../../../kernel/netfilter/ipset/sets.ts';

/** What the kernel tells of each type's age (ipset help). */
const REVISIONS: Readonly<Record<IpSet['type'], number>> = {
  'hash:ip': 6,
  'hash:net': 7,
  'hash:ip,port': 7,
  'hash:net,port': 8,
  'hash:ip,port,ip': 7,
  'hash:ip,port,net': 8,
  'hash:net,iface': 8,
  'bitmap:ip': 3,
  'bitmap:port': 3,
  'list:set': 3,
};

/** The words that make such a set again, behind its type. */
function headerText({ family, hashSize, most, range, size, timeout, counters, comment, seed }: IpSet): string {
  return [
    ...(range === undefined ? [] : [`range ${range}`]),
    ...(family === undefined ? [] : [`family ${family}`]),
    ...(hashSize === undefined ? [] : [`hashsize ${hashSize}`]),
    ...(most === undefined ? [] : [`maxelem ${most}`]),
    ...(size === undefined ? [] : [`size ${size}`]),
    ...(timeout === undefined ? [] : [`timeout ${timeout}`]),
    ...(counters ? ['counters'] : []),
    ...(comment ? ['comment'] : []),
    ...(seed === undefined ? [] : [`bucketsize 12 initval 0x${seed}`]),
  ].join(' ');
}

export function memberText(set: IpSet, member: Member, now: number): string {
  const { nomatch, expires, packets = 0, bytes = 0, comment } = member;
  const left = expires === undefined ? 0 : Math.max(0, Math.floor((expires - now) / 1000));
  return [
    memberKey(member),
    ...(nomatch ? ['nomatch'] : []),
    ...(set.timeout === undefined ? [] : [`timeout ${left}`]),
    ...(set.counters ? [`packets ${packets} bytes ${bytes}`] : []),
    ...(comment === undefined ? [] : [`comment "${comment}"`]),
  ].join(' ');
}

/** Lists behind the sets that they name. */
export const inOrder = (namespace: Namespace): IpSet[] => {
  const sets = setsOf(namespace);
  const isList = ({ type }: IpSet): boolean => type === 'list:set';
  return [...sets.filter((set) => !isList(set)), ...sets.filter(isList)];
};

export interface ListStyle {
  readonly terse: boolean;
  readonly sorted: boolean;
  /** Clock (ms). */
  readonly now: number;
}

const living = (set: IpSet, { now, sorted }: ListStyle): string[] => {
  const texts = set.members.filter((member) => isLiving(member, now)).map((member) => memberText(set, member, now));
  return sorted ? texts.sort() : texts;
};

/** What `ipset list` prints of a set. */
export function setText(namespace: Namespace, set: IpSet, style: ListStyle): string {
  const members = living(set, style);
  return [
    `Name: ${set.name}`,
    `Type: ${set.type}`,
    `Revision: ${REVISIONS[set.type]}`,
    `Header: ${headerText(set)}`,
    `Size in memory: ${memoryOf(set, members.length)}`,
    `References: ${referencesTo(namespace, set.name)}`,
    `Number of entries: ${members.length}`,
    ...(style.terse ? [] : ['Members:', ...members]),
    '',
  ].join('\n');
}

/** About what the kernel needs: a head, and for each element of a hash a bucket with room for two. */
function memoryOf(set: IpSet, count: number): number {
  if (set.range !== undefined) return 200;
  if (set.type === 'list:set') return 80 + 48 * count;
  const element = (set.family === 'inet6' ? 20 : 4) + (set.timeout === undefined ? 0 : 12);
  return 216 + count * (32 + 2 * element);
}

export function saveText(set: IpSet, style: ListStyle): string {
  return [
    `create ${set.name} ${set.type} ${headerText(set)}`,
    ...living(set, style).map((text) => `add ${set.name} ${text}`),
    '',
  ].join('\n');
}
