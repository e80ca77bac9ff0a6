import { contains, family, type Prefix } from '../../../ip/address.ts';

/** A set of `ipset` (ipset(8)): a namespace has one under a name, which rules ask for. */
export interface IpSet {
  name: string;
  type: SetType;
  /** `inet` or `inet6`; of sets without addresses undefined. */
  family?: 'inet' | 'inet6';
  hashSize?: number;
  /** Elements that it may have. */
  most?: number;
  /** Of a bitmap: the first and last of what it may hold, as it is printed. */
  range?: string;
  /** Of a list: sets that it may name. */
  size?: number;
  /** Seconds that an element stays where none are named; 0 where it is only named ones that go. */
  timeout?: number;
  counters?: true;
  comment?: true;
  /** What its hash begins with, in hexadecimal digits. */
  seed?: string;
  members: Member[];
}

export const SET_TYPES = {
  'hash:ip': ['ip'],
  'hash:net': ['net'],
  'hash:ip,port': ['ip', 'port'],
  'hash:net,port': ['net', 'port'],
  'hash:ip,port,ip': ['ip', 'port', 'ip'],
  'hash:ip,port,net': ['ip', 'port', 'net'],
  'hash:net,iface': ['net', 'iface'],
  'bitmap:ip': ['ip'],
  'bitmap:port': ['number'],
  'list:set': ['set'],
} as const satisfies Readonly<Record<string, readonly PartKind[]>>;

export type SetType = keyof typeof SET_TYPES;
export type PartKind = 'ip' | 'net' | 'port' | 'number' | 'iface' | 'set';

/** What a type's elements are made of. */
export const kindsOf = (type: SetType): readonly PartKind[] => SET_TYPES[type];

export type Part =
  | { kind: 'block'; block: Prefix }
  | { kind: 'port'; protocol: string; port: number }
  | { kind: 'number'; number: number }
  | { kind: 'name'; name: string };

export interface Member {
  parts: Part[];
  /** What it covers is not in the set after all. */
  nomatch?: true;
  /** Clock (ms) when it goes. */
  expires?: number;
  comment?: string;
  packets?: number;
  bytes?: number;
}

export function partText(part: Part): string {
  switch (part.kind) {
    case 'block': {
      const { address, length } = part.block;
      return length === (family(address) === 4 ? 32 : 128) ? address : `${address}/${length}`;
    }
    case 'port':
      return `${part.protocol}:${part.port}`;
    case 'number':
      return String(part.number);
    case 'name':
      return part.name;
  }
}

/** What tells a member from the others of its set. */
export const memberKey = ({ parts }: Pick<Member, 'parts'>): string => parts.map(partText).join(',');

export const setCalled = (sets: readonly IpSet[] | undefined, name: string): IpSet | undefined =>
  sets?.find((set) => set.name === name);

export const isLiving = ({ expires = Infinity }: Member, now: number): boolean => expires > now;

/** Of a packet, what a part of an element is held against; undefined where it has no such. */
export type Looked = Part | undefined;

function covers(part: Part, looked: Looked): boolean {
  if (!looked) return false;
  if (part.kind === 'block')
    return looked.kind === 'block' && contains(part.block, looked.block.address) && sameFamily(part, looked);
  return partText(part) === partText(looked);
}

const sameFamily = (a: { block: Prefix }, b: { block: Prefix }): boolean =>
  family(a.block.address) === family(b.block.address);

/** The narrowest of the members that cover what is looked for; the set has it unless that one says otherwise. */
export function memberFor(members: readonly Member[], looked: readonly Looked[], now: number): Member | undefined {
  const found = members.filter(
    (member) => isLiving(member, now) && member.parts.every((part, i) => covers(part, looked[i])),
  );
  return found.sort((a, b) => narrowness(b) - narrowness(a))[0];
}

const narrowness = ({ parts }: Member): number =>
  parts.reduce((sum, part) => sum + (part.kind === 'block' ? part.block.length : 0), 0);
