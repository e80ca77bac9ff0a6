import { network, type Ip } from '../../../../ip/address.ts';
import { own } from '../../../own.ts';
import type { Passage } from '../../passage.ts';
import { parseNumber } from '../../rule/numbers.ts';
import { RuleError } from '../../rule/rule-error.ts';
import { entriesOf, hashKey, keepEntries } from '../../shared.ts';
import type { HashField, Match } from '../../table.ts';
import { refuseTogether, require, type ExtensionOption, type MatchExtension } from '../extension.ts';
import { DEFAULT_BURST, UNITS } from './limit.ts';

type Hashlimit = Extract<Match, { kind: 'hashlimit' }>;

/** Packets a second that xt_hashlimit can tell apart (XT_HASHLIMIT_SCALE_v2). */
const FASTEST = 1_000_000;

const bad = (name: string, value: string): RuleError =>
  new RuleError(`hashlimit: Bad value for "--${name}" option: "${value}"`);

/** `5/min`, as seconds from one packet to the next and the seconds of the unit. */
function parseRate(name: string, value: string): { period: number; unit: number } {
  const [, head = '', unit = 's'] = /^(\d+)(?:\/([a-z]+))?$/i.exec(value) ?? [];
  const seconds = UNITS.find(([, word]) => word.startsWith(unit.toLowerCase()))?.[2];
  if (seconds === undefined || !(Number(head) > 0)) throw bad(name, value);
  if (Number(head) / seconds > FASTEST) throw new RuleError(`Rate too fast "${value}"\n`);
  return { period: seconds / Number(head), unit: seconds };
}

const OCTETS: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2 };
const octetsOf = (number: string, scale: string): number => Number(number) * (own(OCTETS, scale.toLowerCase()) ?? NaN);

/** `100kb/s`, in octets a second. */
function parseOctetRate(value: string): number | undefined {
  const [, number, scale = ''] = /^(\d+)([km]?)b\/(?:s|sec|second)$/i.exec(value) ?? [];
  return number === undefined ? undefined : octetsOf(number, scale);
}

function octetsText(octets: number): string {
  if (octets >= 1024 ** 2 && octets % 1024 ** 2 === 0) return `${octets / 1024 ** 2}mb`;
  return octets >= 1024 && octets % 1024 === 0 ? `${octets / 1024}kb` : `${octets}b`;
}

/** In the smallest unit that keeps it whole (print_rate). */
export function packetRateOf(period: number): { rate: number; unit: string; word: string } {
  const next = UNITS.findIndex(([, , seconds], i) => {
    const whole = Math.floor(seconds / period + 1e-9);
    return i > 0 && (period > seconds + 1e-9 || whole < Math.round((seconds % period) / period));
  });
  const [unit, word, seconds] = UNITS[next < 0 ? UNITS.length - 1 : next - 1] ?? ['sec', 'second', 1];
  return { rate: Math.floor(seconds / period + 1e-9), unit, word };
}

function rateText({ rate }: Hashlimit): string {
  if (rate.kind === 'octets') return `${octetsText(rate.perSecond)}/s`;
  const { rate: number, unit } = packetRateOf(rate.period);
  return `${number}/${unit}`;
}

const burstText = ({ rate, burst }: Hashlimit): string => (rate.kind === 'octets' ? octetsText(burst) : String(burst));

const limit = (names: string[], above: boolean): ExtensionOption<Hashlimit> => ({
  names,
  words: 1,
  negatable: true,
  take(hashlimit, { value, not }) {
    const octets = parseOctetRate(value);
    if (octets !== undefined) hashlimit.rate = { kind: 'octets', perSecond: octets };
    else {
      const { period, unit } = parseRate(names[0] ?? '', value);
      hashlimit.rate = { kind: 'packets', period };
      hashlimit.unit = unit;
    }
    hashlimit.above = above !== not;
  },
});

const number = (
  name: string,
  most: number,
  set: (hashlimit: Hashlimit, value: number) => void,
): ExtensionOption<Hashlimit> => ({
  names: [name],
  words: 1,
  take(hashlimit, { value }) {
    const given = parseNumber(value);
    if (given === undefined || given > most)
      throw new RuleError(`hashlimit: bad value for option "--${name}", or out of range (0-${most}).\n`);
    set(hashlimit, given);
  },
});

const FIELDS: readonly HashField[] = ['srcip', 'srcport', 'dstip', 'dstport'];
const MOST = 0xffffffff;

/** What a packet is told apart by. */
function keyOf({ mode, sourceMask, destinationMask }: Hashlimit, { packet }: Passage): string {
  const block = (address: Ip, length: number | undefined): Ip =>
    length === undefined ? address : network({ address, length }).address;
  const { transport } = packet;
  const ports = transport.kind === 'icmp' ? { sourcePort: 0, destinationPort: 0 } : transport;
  const values: Record<HashField, string | number> = {
    srcip: block(packet.source, sourceMask),
    srcport: ports.sourcePort,
    dstip: block(packet.destination, destinationMask),
    dstport: ports.destinationPort,
  };
  return FIELDS.filter((field) => mode.includes(field))
    .map((field) => values[field])
    .join(' ');
}

/** How long an entry stays without a packet (ms). */
export const expiryOf = ({ expire, unit }: Hashlimit): number => expire ?? unit * 1000;

/** hashlimit_mt, net/netfilter/xt_hashlimit.c */
function matches(hashlimit: Hashlimit, passage: Passage): boolean {
  const { memory, now, family } = passage.context;
  const { rate, burst, above } = hashlimit;
  const table = hashKey(family, hashlimit.name);
  const living = entriesOf(memory, table).filter(({ updated }) => updated + expiryOf(hashlimit) > now);
  const key = keyOf(hashlimit, passage);
  const known = living.find((entry) => entry.key === key);
  const perSecond = rate.kind === 'octets' ? rate.perSecond : 1 / rate.period;
  const most = rate.kind === 'octets' && burst === 0 ? perSecond : burst;
  const cost = rate.kind === 'octets' ? passage.length : 1;
  const filled = known ? (known.tokens ?? 0) + ((now - known.updated) / 1000) * perSecond : most;
  const tokens = Math.min(most, filled);
  const within = tokens + 1e-9 >= cost;
  keepEntries(memory, table, [
    ...living.filter((entry) => entry !== known),
    { key, updated: now, tokens: within ? tokens - cost : tokens },
  ]);
  return within !== above;
}

/** `-m hashlimit`, libxt_hashlimit: a limit for each source, destination or port of its own. */
export const hashlimit: MatchExtension<Hashlimit> = {
  options: [
    limit(['hashlimit-upto', 'hashlimit'], false),
    limit(['hashlimit-above'], true),
    number('hashlimit-srcmask', 128, (hashlimit, value) => (hashlimit.sourceMask = value)),
    number('hashlimit-dstmask', 128, (hashlimit, value) => (hashlimit.destinationMask = value)),
    {
      names: ['hashlimit-burst'],
      words: 1,
      take(hashlimit, { value }) {
        const [, head = '', scale = ''] = /^(\d+)(?:([km]?)b)?$/i.exec(value) ?? [];
        if (head === '') throw bad('hashlimit-burst', value);
        hashlimit.burst = octetsOf(head, scale);
      },
    },
    number('hashlimit-htable-size', MOST, (hashlimit, value) => (hashlimit.size = value)),
    number('hashlimit-htable-max', MOST, (hashlimit, value) => (hashlimit.most = value)),
    number('hashlimit-htable-gcinterval', MOST, (hashlimit, value) => (hashlimit.interval = value)),
    number('hashlimit-htable-expire', MOST, (hashlimit, value) => (hashlimit.expire = value)),
    {
      names: ['hashlimit-mode'],
      words: 1,
      take(hashlimit, { value }) {
        const fields = value.split(/[,-]/);
        if (!fields.every((field) => FIELDS.some((known) => known === field))) throw bad('hashlimit-mode', value);
        hashlimit.mode = fields as HashField[];
      },
    },
    {
      names: ['hashlimit-name'],
      words: 1,
      take(hashlimit, { value }) {
        if (value === '') throw new RuleError('Argument must have a minimum length of 1 characters\n');
        hashlimit.name = value;
      },
    },
  ],
  create: () => ({
    kind: 'hashlimit',
    name: '',
    rate: { kind: 'packets', period: 1 },
    unit: 1,
    above: false,
    burst: DEFAULT_BURST,
    mode: [],
  }),
  check(hashlimit, finished) {
    const { given } = finished;
    require('hashlimit', 'hashlimit-name', finished);
    refuseTogether('hashlimit', ['hashlimit-upto', 'hashlimit-above'], finished);
    if (!given.has('hashlimit-upto') && !given.has('hashlimit-above'))
      throw new RuleError('You have to specify --hashlimit');
    if (hashlimit.rate.kind === 'octets') {
      hashlimit.unit = 60;
      if (!given.has('hashlimit-burst')) hashlimit.burst = 0;
    }
  },
  save: (hashlimit) =>
    [
      `--hashlimit-${hashlimit.above ? 'above' : 'upto'} ${rateText(hashlimit)}`,
      ...(hashlimit.burst === 0 ? [] : [`--hashlimit-burst ${burstText(hashlimit)}`]),
      ...(hashlimit.mode.length > 0 ? [`--hashlimit-mode ${inOrder(hashlimit).join(',')}`] : []),
      `--hashlimit-name ${hashlimit.name}`,
      ...settings(hashlimit).map(([name, value]) => `--hashlimit-${name} ${value}`),
    ].join(' '),
  list: (hashlimit) =>
    [
      `limit: ${hashlimit.above ? 'above' : 'up to'} ${rateText(hashlimit)}`,
      ...(hashlimit.burst === 0 ? [] : [`burst ${burstText(hashlimit)}`]),
      ...(hashlimit.mode.length > 0 ? [`mode ${inOrder(hashlimit).join('-')}`] : []),
      ...settings(hashlimit).map(([name, value]) => `${name} ${value}`),
    ].join(' '),
  matches,
};

const inOrder = ({ mode }: Hashlimit): HashField[] => FIELDS.filter((field) => mode.includes(field));

/** The settings that differ from what they are otherwise. */
function settings(hashlimit: Hashlimit): [name: string, value: number][] {
  const { size, most, interval, expire, unit, sourceMask, destinationMask } = hashlimit;
  const all: [string, number | undefined, number?][] = [
    ['htable-size', size],
    ['htable-max', most],
    ['htable-gcinterval', interval, 1000],
    ['htable-expire', expire, unit * 1000],
    ['srcmask', sourceMask],
    ['dstmask', destinationMask],
  ];
  return all.flatMap(([name, value, usual]) => (value === undefined || value === usual ? [] : [[name, value]]));
}
