import type { Passage } from '../../passage.ts';
import { type MatchExtension } from '../extension.ts';
import { parseNumber } from '../../rule/numbers.ts';
import { RuleError } from '../../rule/rule-error.ts';
import type { Match, Rule } from '../../table.ts';

type Limit = Extract<Match, { kind: 'limit' }>;

/** XT_LIMIT_SCALE: periods count in ten-thousandths of a second. */
const SCALE = 10_000;
/** Packets that pass at once where nothing else is told. */
export const DEFAULT_BURST = 5;
/** Of rates: as they are printed, as they are written, and their seconds. */
export const UNITS: readonly [name: string, word: string, seconds: number][] = [
  ['day', 'day', 86_400],
  ['hour', 'hour', 3600],
  ['min', 'minute', 60],
  ['sec', 'second', 1],
];

function parseRate(text: string): number {
  const [head = '', unit = 's'] = text.split('/');
  const seconds = unit === '' ? undefined : UNITS.find(([, word]) => word.startsWith(unit.toLowerCase()))?.[2];
  const rate = parseInt(head, 10);
  if (seconds === undefined || !(rate > 0)) throw new RuleError(`bad rate "${text}"'`);
  const period = Math.floor((SCALE * seconds) / rate);
  if (period === 0) throw new RuleError(`Rate too fast "${text}"`);
  return period;
}

/** The rate in the smallest unit that keeps it whole (print_rate of libxt_limit). */
function rateText(period: number): string {
  const next = UNITS.findIndex(([, , seconds], i) => {
    const unit = SCALE * seconds;
    return i > 0 && (period > unit || Math.floor(unit / period) < unit % period);
  });
  const [name, , seconds] = UNITS[next < 0 ? UNITS.length - 1 : next - 1] ?? ['sec', 'second', 1];
  return `${Math.floor((SCALE * seconds) / period)}/${name}`;
}

/** Takes a token from the rule's bucket, which fills again with time (xt_limit). */
function take(limit: Limit, { context }: Passage, rule: Rule): boolean {
  const { memory, now } = context;
  const known = memory.buckets.get(rule) ?? rule.bucket ?? { tokens: limit.burst, updated: now };
  const gained = ((now - known.updated) * (SCALE / 1000)) / limit.period;
  const tokens = Math.min(limit.burst, known.tokens + gained);
  const passes = tokens >= 1;
  memory.buckets.set(rule, { tokens: passes ? tokens - 1 : tokens, updated: now });
  return passes;
}

/** `-m limit`, libxt_limit. */
export const limit: MatchExtension<Limit> = {
  options: [
    {
      names: ['limit'],
      words: 1,
      take(limit, { value }) {
        limit.period = parseRate(value);
      },
    },
    {
      names: ['limit-burst'],
      words: 1,
      take(limit, { value }) {
        const burst = parseNumber(value);
        if (burst === undefined || burst > SCALE) {
          throw new RuleError('limit: bad value for option "--limit-burst", or out of range (0-10000).\n');
        }
        limit.burst = burst || DEFAULT_BURST;
      },
    },
  ],
  create: () => ({ kind: 'limit', period: parseRate('3/hour'), burst: DEFAULT_BURST }),
  save({ period, burst }) {
    return `--limit ${rateText(period)}${burst === DEFAULT_BURST ? '' : ` --limit-burst ${burst}`}`;
  },
  list: ({ period, burst }) => `limit: avg ${rateText(period)} burst ${burst}`,
  matches: take,
};
