import { family as familyOf, parseIp, type Ip } from '../../../../ip/address.ts';
import { masked } from '../../masks.ts';
import type { Passage } from '../../passage.ts';
import { entriesOf, keepEntries, recentKey, type SharedEntry } from '../../shared.ts';
import { parseNumber } from '../../rule/numbers.ts';
import { RuleError } from '../../rule/rule-error.ts';
import type { Match } from '../../table.ts';
import { bang, refuseTogether, type ExtensionOption, type MatchExtension } from '../extension.ts';

type Recent = Extract<Match, { kind: 'recent' }>;

/** Addresses that a list keeps, and times it keeps of each where no rule counts further (xt_recent.c). */
const MOST_ADDRESSES = 100;
const MOST_TIMES = 32;
/** XT_RECENT_NAME_LEN, its final zero not counted. */
const LONGEST_NAME = 199;

const ACTIONS = ['set', 'rcheck', 'update', 'remove'] as const;
const LISTED = { set: 'SET', rcheck: 'CHECK', update: 'UPDATE', remove: 'REMOVE' };

const action = (name: (typeof ACTIONS)[number]): ExtensionOption<Recent> => ({
  names: [name],
  words: 0,
  negatable: true,
  take(recent, { not }) {
    recent.action = name;
    recent.not = not;
  },
});

const count = (name: 'seconds' | 'hitcount'): ExtensionOption<Recent> => ({
  names: [name],
  words: 1,
  take(recent, { value }) {
    const number = parseNumber(value);
    const least = name === 'seconds' ? 1 : 0;
    if (number === undefined || number < least || number > 0xffffffff)
      throw new RuleError(`recent: bad value for option "--${name}", or out of range (${least}-4294967295).\n`);
    recent[name] = number;
  },
});

/** The time of an entry's packets that count: all, or those of the last seconds. */
function enough({ seconds, hitcount }: Recent, { stamps = [] }: SharedEntry, now: number): boolean {
  const counted = seconds === undefined ? stamps : stamps.filter((stamp) => stamp >= now - seconds * 1000);
  return counted.length >= Math.max(1, hitcount ?? 1);
}

function timesKept({ hitcount = 0 }: Recent): number {
  return Math.max(MOST_TIMES, 2 ** Math.ceil(Math.log2(Math.max(1, hitcount))));
}

/** recent_mt, net/netfilter/xt_recent.c */
function matches(recent: Recent, { packet, context }: Passage): boolean {
  const { memory, now, out } = context;
  const key = recentKey(recent.name);
  const entries = entriesOf(memory, key);
  const address = masked(recent.side === 'source' ? packet.source : packet.destination, recent.mask);
  // The TTL as it was before it was counted down for the way out.
  const ttl = packet.ttl + (out !== undefined && context.in !== undefined ? 1 : 0);
  const known = entries.find(
    (entry) => entry.key === address && (!recent.sameTtl || entry.ttl === undefined || entry.ttl === ttl),
  );
  const others = entries.filter((entry) => entry !== known);
  const noted = (stamps: readonly number[]): void =>
    keepEntries(memory, key, [
      ...others.slice(Math.max(0, others.length + 1 - MOST_ADDRESSES)),
      { key: address, updated: now, ttl, stamps: [...stamps, now].slice(-timesKept(recent)) },
    ]);
  if (!known) {
    if (recent.action !== 'set') return recent.not;
    noted([]);
    return !recent.not;
  }
  switch (recent.action) {
    case 'set':
      noted(known.stamps ?? []);
      return !recent.not;
    case 'remove':
      keepEntries(memory, key, others);
      return !recent.not;
    default: {
      const found = enough(recent, known, now) !== recent.not;
      const kept = recent.reap ? livingStamps(recent, known, now) : (known.stamps ?? []);
      if (recent.action === 'update' && found) noted(kept);
      else if (recent.reap)
        keepEntries(memory, key, kept.length > 0 ? [...others, { ...known, stamps: kept }] : others);
      return found;
    }
  }
}

const livingStamps = ({ seconds = 0 }: Recent, { stamps = [] }: SharedEntry, now: number): number[] =>
  stamps.filter((stamp) => stamp >= now - seconds * 1000);

function parseMask(value: string, family: 'ip' | 'ip6'): Ip {
  const mask = parseIp(value);
  if (mask === undefined || familyOf(mask) !== (family === 'ip' ? 4 : 6))
    throw new RuleError(`recent: Bad value for "--mask" option: "${value}"`);
  return mask;
}

/** `-m recent`, libxt_recent: addresses that were met before, in lists with names that rules share. */
export const recent: MatchExtension<Recent> = {
  options: [
    ...ACTIONS.map(action),
    count('seconds'),
    { names: ['reap'], words: 0, take: (recent) => void (recent.reap = true) },
    count('hitcount'),
    { names: ['rttl'], words: 0, take: (recent) => void (recent.sameTtl = true) },
    {
      names: ['name'],
      words: 1,
      take(recent, { value }) {
        if (value.length > LONGEST_NAME) throw new RuleError('recent: name too long');
        recent.name = value;
      },
    },
    { names: ['rsource'], words: 0, take: (recent) => void (recent.side = 'source') },
    { names: ['rdest'], words: 0, take: (recent) => void (recent.side = 'destination') },
    {
      names: ['mask'],
      words: 1,
      take(recent, { value, family }) {
        recent.mask = parseMask(value, family);
      },
    },
  ],
  create: (family) => ({
    kind: 'recent',
    action: 'rcheck',
    not: false,
    name: 'DEFAULT',
    side: 'source',
    mask: family === 'ip' ? '255.255.255.255' : 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
  }),
  check(_, finished) {
    const { given } = finished;
    refuseTogether('recent', ACTIONS, finished);
    if (given.has('reap') && !given.has('seconds'))
      throw new RuleError('recent: option "--reap" also requires "--seconds".\n');
    if (!ACTIONS.some((name) => given.has(name)))
      throw new RuleError("recent: you must specify one of `--set', `--rcheck' `--update' or `--remove'");
  },
  save: (recent) =>
    [
      `${bang(recent.not)}--${recent.action}`,
      ...(recent.seconds === undefined ? [] : [`--seconds ${recent.seconds}`]),
      ...(recent.reap ? ['--reap'] : []),
      ...(recent.hitcount ? [`--hitcount ${recent.hitcount}`] : []),
      ...(recent.sameTtl ? ['--rttl'] : []),
      `--name ${recent.name} --mask ${recent.mask} --r${recent.side === 'source' ? 'source' : 'dest'}`,
    ].join(' '),
  list: (recent) =>
    [
      `${bang(recent.not)}recent: ${LISTED[recent.action]}`,
      ...(recent.seconds === undefined ? [] : [`seconds: ${recent.seconds}`]),
      ...(recent.reap ? ['reap'] : []),
      ...(recent.hitcount ? [`hit_count: ${recent.hitcount}`] : []),
      ...(recent.sameTtl ? ['TTL-Match'] : []),
      `name: ${recent.name} side: ${recent.side === 'source' ? 'source' : 'dest'} mask: ${recent.mask}`,
    ].join(' '),
  matches,
};
