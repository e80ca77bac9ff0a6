import { parseNumber } from '../../rule/numbers.ts';
import { RuleError } from '../../rule/rule-error.ts';
import type { Match } from '../../table.ts';
import { bang, require, type MatchExtension } from '../extension.ts';

type Quota = Extract<Match, { kind: 'quota' }>;

/** `-m quota`, libxt_quota: a rule that has so many octets to let pass. */
export const quota: MatchExtension<Quota> = {
  options: [
    {
      names: ['quota'],
      words: 1,
      negatable: true,
      take(quota, { value, not }) {
        const octets = parseNumber(value);
        if (octets === undefined || octets > Number.MAX_SAFE_INTEGER)
          throw new RuleError('quota: bad value for option "--quota", or out of range (0-18446744073709551615).\n');
        quota.octets = octets;
        quota.not = not;
      },
    },
  ],
  create: () => ({ kind: 'quota', octets: 0, not: false }),
  check: (_, finished) => require('quota', 'quota', finished),
  save: ({ octets, not }) => `${bang(not)}--quota ${octets}`,
  list: ({ octets }) => `quota: ${octets} bytes`,
  // quota_mt: once a packet is larger than what is left, nothing is left even for small ones.
  matches({ octets, not }, { context: { memory, now }, length }, rule) {
    const left = (memory.buckets.get(rule) ?? rule.bucket)?.tokens ?? octets;
    const within = left >= length;
    memory.buckets.set(rule, { tokens: within ? left - length : 0, updated: now });
    return within !== not;
  },
};
