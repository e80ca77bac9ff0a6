import { quote } from '../../rule/quote.ts';
import { parseNumber } from '../../rule/numbers.ts';
import { RuleError } from '../../rule/rule-error.ts';
import type { Target } from '../../table.ts';
import { type ExtensionOption, type TargetExtension } from '../extension.ts';

type Nflog = Extract<Target, { kind: 'NFLOG' }>;

/** Octets of the prefix that the kernel keeps, its final zero not counted. */
const LONGEST_PREFIX = 63;

const number = (name: string, most: number, set: (nflog: Nflog, value: number) => void): ExtensionOption<Nflog> => ({
  names: [name],
  words: 1,
  take(nflog, { value }) {
    const given = parseNumber(value);
    if (given === undefined || given > most)
      throw new RuleError(`NFLOG: bad value for option "--${name}", or out of range (0-${most}).\n`);
    set(nflog, given);
  },
});

function words({ prefix, group, size, threshold }: Nflog, dashes: string, shown: string): string {
  return [
    ...(prefix === '' ? [] : [`${dashes}nflog-prefix ${shown}`]),
    ...(group === 0 ? [] : [`${dashes}nflog-group ${group}`]),
    ...(size === undefined ? [] : [`${dashes}nflog-size ${size}`]),
    ...(threshold === undefined ? [] : [`${dashes}nflog-threshold ${threshold}`]),
  ].join(' ');
}

/** `-j NFLOG`, libxt_NFLOG: told to a program that listens to a group; the packet goes on. */
export const nflog: TargetExtension<Nflog> = {
  options: [
    number('nflog-group', 65_535, (nflog, value) => (nflog.group = value)),
    {
      names: ['nflog-prefix'],
      words: 1,
      take(nflog, { value }) {
        if (value === '') throw new RuleError('Argument must have a minimum length of 1 characters\n');
        if (value.includes('\n')) throw new RuleError('Newlines not allowed in --log-prefix');
        nflog.prefix = value.slice(0, LONGEST_PREFIX);
      },
    },
    {
      names: ['nflog-range'],
      words: 1,
      take: (_, { warn }) =>
        warn('warn: --nflog-range has never worked and is no longer supported, please use --nflog-size instead\n'),
    },
    number('nflog-size', 0xffffffff, (nflog, value) => (nflog.size = value)),
    number('nflog-threshold', 65_535, (nflog, value) => (nflog.threshold = value)),
  ],
  create: () => ({ kind: 'NFLOG', prefix: '', group: 0 }),
  save: (nflog) => words(nflog, '--', quote(nflog.prefix)),
  list: (nflog) => words(nflog, '', `"${nflog.prefix.replace(/["\\]/g, '\\$&')}"`),
};
