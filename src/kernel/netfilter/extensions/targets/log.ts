import { quote } from '../../rule/quote.ts';
import { parseNumber } from '../../rule/numbers.ts';
import { RuleError } from '../../rule/rule-error.ts';
import type { Target } from '../../table.ts';
import { type ExtensionOption, type TargetExtension } from '../extension.ts';
import { own } from '../../../own.ts';

type Log = Extract<Target, { kind: 'LOG' }>;

const DEFAULT_LEVEL = 4;
/** As options name them, and as listings do. */
const LEVELS = ['emerg', 'alert', 'crit', 'error', 'warning', 'notice', 'info', 'debug'];
const LISTED: Record<string, string> = { error: 'err', warning: 'warn' };
/** Octets of the prefix that the kernel keeps, its final zero not counted. */
const LONGEST_PREFIX = 29;
/** NF_LOG_*. */
const FLAGS: readonly [option: string, flag: number][] = [
  ['log-tcp-sequence', 1],
  ['log-tcp-options', 2],
  ['log-ip-options', 4],
  ['log-uid', 8],
  ['log-macdecode', 32],
];

function parseLevel(text: string): number {
  const number = parseNumber(text);
  if (number !== undefined && number <= 7) return number;
  const named = text === 'panic' ? 0 : LEVELS.indexOf(text);
  if (number !== undefined || named < 0) throw new RuleError(`log level "${text}" unknown\n`);
  return named;
}

/** `-j LOG`, libxt_LOG. The packet goes on; the kernel's log is not modelled. */
export const log: TargetExtension<Log> = {
  options: [
    {
      names: ['log-prefix'],
      words: 1,
      take(log, { value }) {
        if (value === '') throw new RuleError('Argument must have a minimum length of 1 characters\n');
        if (value.includes('\n')) throw new RuleError('Newlines not allowed in --log-prefix');
        log.prefix = value.slice(0, LONGEST_PREFIX);
      },
    },
    {
      names: ['log-level'],
      words: 1,
      take(log, { value }) {
        log.level = parseLevel(value);
      },
    },
    ...FLAGS.map(([name, flag]): ExtensionOption<Log> => ({
      names: [name],
      words: 0,
      take(log) {
        log.flags |= flag;
      },
    })),
  ],
  create: () => ({ kind: 'LOG', prefix: '', level: DEFAULT_LEVEL, flags: 0 }),
  save: ({ prefix, level, flags }) =>
    [
      ...(prefix === '' ? [] : [`--log-prefix ${quote(prefix)}`]),
      ...(level === DEFAULT_LEVEL ? [] : [`--log-level ${level}`]),
      ...FLAGS.filter(([, flag]) => flags & flag).map(([option]) => `--${option}`),
    ].join(' '),
  list({ prefix, level, flags }, { numeric }) {
    const named = FLAGS.filter(([, flag]) => flags & flag).map(([option]) => ` ${option.slice('log-'.length)}`);
    const name = LEVELS[level] ?? '';
    const shown = numeric ? `flags ${flags} level ${level}` : `level ${own(LISTED, name) ?? name}${named.join('')}`;
    return `LOG ${shown}${prefix === '' ? '' : ` prefix "${prefix}"`}`;
  },
};
