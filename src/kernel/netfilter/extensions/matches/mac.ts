import { parseMac } from '../../../../ip/address.ts';
import { holds } from '../../passage.ts';
import { RuleError } from '../../rule/rule-error.ts';
import type { Match } from '../../table.ts';
import { bang, require, type MatchExtension } from '../extension.ts';

type MacMatch = Extract<Match, { kind: 'mac' }>;

/** `-m mac`, libxt_mac. */
export const mac: MatchExtension<MacMatch> = {
  options: [
    {
      names: ['mac-source'],
      words: 1,
      negatable: true,
      take(match, { value, not }) {
        const pairs = value.split(':').map((pair) => pair.padStart(2, '0'));
        const address = pairs.length === 6 ? parseMac(pairs.join(':')) : undefined;
        if (address === undefined) throw new RuleError('Invalid MAC address specified.');
        match.source = { not, value: address };
      },
    },
  ],
  create: () => ({ kind: 'mac', source: { not: false, value: '' } }),
  check: (_, finished) => require('mac', 'mac-source', finished),
  save: ({ source }) => `${bang(source.not)}--mac-source ${source.value}`,
  list: ({ source }) => `MAC ${bang(source.not)}${source.value}`,
  // What did not come in by Ethernet has no source to compare.
  matches: ({ source }, { context: { sourceMac } }) =>
    sourceMac !== undefined && holds(source, (address) => address === sourceMac),
};
