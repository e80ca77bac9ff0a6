import { family, formatBlock, network, type Prefix } from '../../../ip/address.ts';

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
    case 'block':
      return formatBlock(part.block);
    case 'port':
      return `${part.protocol}:${part.port}`;
    case 'number':
      return String(part.number);
    case 'name':
      return part.name;
  }
}

/** What tells a member from the others of its set. */
export const memberKey = ({ parts }: { readonly parts: readonly Part[] }): string => parts.map(partText).join(',');

export const setCalled = (sets: readonly IpSet[] | undefined, name: string): IpSet | undefined =>
  sets?.find((set) => set.name === name);

export const isLiving = ({ expires = Infinity }: Member, now: number): boolean => expires > now;

/** Of a packet, what a part of an element is held against; undefined where it has no such. */
export type Looked = Part | undefined;

/** The member that is made of these parts. */
export function memberOf(members: readonly Member[], parts: readonly Part[], now: number): Member | undefined {
  const member = indexOf(members).byKey.get(memberKey({ parts }));
  return member && isLiving(member, now) ? member : undefined;
}

/** The narrowest of the members that cover what is looked for; the set has it unless that one says otherwise. */
export function memberFor(members: readonly Member[], looked: readonly Looked[], now: number): Member | undefined {
  const { byKey, lengths } = indexOf(members);
  const found = looked
    .reduce<readonly Candidate[]>(
      (before, part, at) =>
        before.flatMap(({ texts, narrowness }) =>
          coveringOf(part, lengths[at] ?? []).map((each) => ({
            texts: [...texts, each.text],
            narrowness: narrowness + each.length,
          })),
        ),
      [{ texts: [], narrowness: 0 }],
    )
    .flatMap(({ texts, narrowness }) => {
      const member = byKey.get(texts.join(','));
      return member && isLiving(member, now) ? [{ member, narrowness }] : [];
    });
  return found.sort((a, b) => b.narrowness - a.narrowness)[0]?.member;
}

interface Candidate {
  readonly texts: readonly string[];
  readonly narrowness: number;
}

/** The parts that would cover what is looked for, of blocks of these lengths. */
function coveringOf(looked: Looked, lengths: readonly Length[]): readonly { text: string; length: number }[] {
  if (!looked) return [];
  if (looked.kind !== 'block') return [{ text: partText(looked), length: 0 }];
  const { address } = looked.block;
  return lengths
    .filter((each) => each.family === family(address))
    .map(({ length }) => ({ text: partText({ kind: 'block', block: network({ address, length }) }), length }));
}

/** How long the blocks of a set are decides what is looked up, as in the kernel (ip_set_hash_gen.h): not how many there are. */
interface Index {
  readonly byKey: ReadonlyMap<string, Member>;
  /** By the place of the part. */
  readonly lengths: readonly (readonly Length[])[];
}

interface Length {
  readonly family: 4 | 6;
  readonly length: number;
}

const indexes = new WeakMap<readonly Member[], Index>();

function indexOf(members: readonly Member[]): Index {
  const known = indexes.get(members);
  if (known) return known;
  const lengths: Length[][] = [];
  for (const { parts } of members)
    for (const [at, part] of parts.entries()) {
      const here = (lengths[at] ??= []);
      if (part.kind !== 'block') continue;
      const { address, length } = part.block;
      if (!here.some((each) => each.length === length && each.family === family(address)))
        here.push({ family: family(address), length });
    }
  const made = { byKey: new Map(members.map((member) => [memberKey(member), member])), lengths };
  indexes.set(members, made);
  return made;
}
