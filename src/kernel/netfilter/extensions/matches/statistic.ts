import { parseNumber } from '../../rule/numbers.ts';
import type { Passage } from '../../passage.ts';
import { RuleError } from '../../rule/rule-error.ts';
import type { Match, Rule } from '../../table.ts';
import { bang, type MatchExtension } from '../extension.ts';

type Statistic = Extract<Match, { kind: 'statistic' }>;

/** Probabilities count in parts of this (xt_statistic). */
const WHOLE = 0x80000000;

const probabilityText = (parts: number): string => (parts / WHOLE).toFixed(11);

function parseWhole(option: string, text: string, least: number): number {
  const number = parseNumber(text);
  if (number === undefined || number < least || number > 0xffffffff) {
    throw new RuleError(`statistic: bad value for option "--${option}", or out of range (${least}-4294967295).\n`);
  }
  return number;
}

function parseProbability(text: string): number {
  const number = /^\d*\.?\d+(e-?\d+)?$/i.test(text) ? Number(text) : NaN;
  if (!(number >= 0 && number <= 1)) {
    throw new RuleError('statistic: bad value for option "--probability", or out of range (0-1).\n');
  }
  return Math.round(number * WHOLE);
}

/** Every nth packet; the count goes on from rule to rule's next packet. */
function matchesNth({ every, packet, not }: Statistic, { context }: Passage, rule: Rule): boolean {
  const { memory, now } = context;
  const before = (memory.buckets.get(rule) ?? rule.bucket)?.tokens ?? packet;
  const next = before === every - 1 ? 0 : before + 1;
  memory.buckets.set(rule, { tokens: next, updated: now });
  return (next === 0) !== not;
}

/** By chance: a sequence of the rule's own, the same in the same history (the C library's linear congruence). */
function matchesRandom({ probability, not }: Statistic, { context }: Passage, rule: Rule): boolean {
  const { memory, now } = context;
  const before = (memory.buckets.get(rule) ?? rule.bucket)?.tokens ?? Math.floor(now / 1000) % WHOLE;
  const next = (Math.imul(before, 1103515245) + 12345) & (WHOLE - 1);
  memory.buckets.set(rule, { tokens: next, updated: now });
  return next < probability !== not;
}

function words({ mode, not, probability, every, packet }: Statistic, dashes: string): string {
  const heading = `${dashes}mode ${mode}`;
  if (mode === 'random') return `${heading} ${bang(not)}${dashes}probability ${probabilityText(probability)}`;
  const offset = dashes === '' && packet === 0 ? '' : ` ${dashes}packet ${packet}`;
  return `${heading} ${bang(not)}${dashes}every ${every}${offset}`;
}

/** `-m statistic`, libxt_statistic. */
export const statistic: MatchExtension<Statistic> = {
  options: [
    {
      names: ['mode'],
      words: 1,
      take(statistic, { value }) {
        if (value !== 'random' && value !== 'nth') throw new RuleError(`Bad mode "${value}"`);
        statistic.mode = value;
      },
    },
    {
      names: ['probability'],
      words: 1,
      negatable: true,
      take(statistic, { value, not }) {
        statistic.probability = parseProbability(value);
        statistic.not = not;
      },
    },
    {
      names: ['every'],
      words: 1,
      negatable: true,
      take(statistic, { value, not }) {
        statistic.every = parseWhole('every', value, 1);
        statistic.not = not;
      },
    },
    {
      names: ['packet'],
      words: 1,
      take(statistic, { value }) {
        statistic.packet = parseWhole('packet', value, 0);
      },
    },
  ],
  create: () => ({ kind: 'statistic', mode: 'random', not: false, probability: 0, every: 1, packet: 0 }),
  check({ mode, every, packet }, { given }) {
    if (mode === 'random' && !given.has('probability')) {
      throw new RuleError('--probability must be specified when using random mode');
    }
    if (given.has('every') && !given.has('packet')) {
      throw new RuleError('statistic: option "--every" also requires "--packet".\n');
    }
    if (mode === 'nth' && !given.has('every')) {
      throw new RuleError('--every and --packet must be specified when using nth mode');
    }
    if (mode === 'nth' && packet >= every) throw new RuleError('the --packet p must be 0 <= p <= n-1');
  },
  save: (statistic) => words(statistic, '--'),
  list: (statistic) => `statistic ${words(statistic, '')}`,
  matches: (statistic, passage, rule) =>
    statistic.mode === 'nth' ? matchesNth(statistic, passage, rule) : matchesRandom(statistic, passage, rule),
};
