import { parseNumber } from '../../rule/numbers.ts';
import { RuleError } from '../../rule/rule-error.ts';
import type { Target } from '../../table.ts';
import { type TargetExtension } from '../extension.ts';

type Plain<K extends 'ACCEPT' | 'DROP' | 'RETURN' | 'TRACE'> = Extract<Target, { kind: K }>;
type Ct = Extract<Target, { kind: 'CT' }>;
type Notrack = Extract<Target, { kind: 'NOTRACK' }>;
type Tcpmss = Extract<Target, { kind: 'TCPMSS' }>;

const plain = <K extends 'ACCEPT' | 'DROP' | 'RETURN' | 'TRACE'>(kind: K): TargetExtension<Plain<K>> => ({
  options: [],
  create: () => ({ kind }) as Plain<K>,
  save: () => '',
  list: () => '',
});

export const accept = plain('ACCEPT');
export const drop = plain('DROP');
export const returns = plain('RETURN');
export const trace = plain('TRACE');

/** `-j CT`, libxt_CT: of its options, to leave the packet untracked. */
export const ct: TargetExtension<Ct> = {
  tables: ['raw'],
  options: [
    {
      names: ['notrack'],
      words: 0,
      take(ct) {
        ct.notrack = true;
      },
    },
  ],
  create: () => ({ kind: 'CT', notrack: false }),
  save: ({ notrack }) => (notrack ? '--notrack' : ''),
  list: ({ notrack }) => (notrack ? 'CT notrack' : 'CT'),
};

/** `-j NOTRACK`, another name of `-j CT --notrack`. */
export const notrack: TargetExtension<Notrack> = {
  tables: ['raw'],
  options: [],
  create: () => ({ kind: 'NOTRACK' }),
  save: () => '',
  list: () => 'NOTRACK',
};

/** `-j TCPMSS`, libxt_TCPMSS. */
export const tcpmss: TargetExtension<Tcpmss> = {
  options: [
    {
      names: ['set-mss'],
      words: 1,
      take(tcpmss, { value }) {
        const size = parseNumber(value);
        if (size === undefined || size > 65515) {
          throw new RuleError('TCPMSS: bad value for option "--set-mss", or out of range (0-65515).\n');
        }
        tcpmss.size = size;
      },
    },
    {
      names: ['clamp-mss-to-pmtu'],
      words: 0,
      take(tcpmss) {
        tcpmss.size = 'pmtu';
      },
    },
  ],
  create: () => ({ kind: 'TCPMSS', size: 0 }),
  check(_, { given }) {
    if (given.size === 0) throw new RuleError('TCPMSS target: At least one parameter is required');
  },
  save: ({ size }) => (size === 'pmtu' ? '--clamp-mss-to-pmtu' : `--set-mss ${size}`),
  list: ({ size }) => (size === 'pmtu' ? 'TCPMSS clamp to PMTU' : `TCPMSS set ${size}`),
};
