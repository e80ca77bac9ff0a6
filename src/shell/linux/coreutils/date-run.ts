import { readOptions } from '../../tool/options.ts';
import type { Call } from '../../tool/call.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { strftime } from '../calendar.ts';
import { quote } from '../text/input.ts';
import { readDate } from './date-text.ts';
import { own } from '../../../kernel/own.ts';
import { date } from './date.ts';

/** `date`. */
export function runDate(call: Call): number {
  const { has, value, all, operands } = readOptions(call, date);
  const { clock } = call.world();
  const given = value('d');
  const at = given === undefined ? clock.now : readDate(given, clock.now);
  if (at === undefined) throw new ToolError(`date: invalid date ${quote(call, given ?? '')}\n`, 1);
  const format = operands.find((word) => word.startsWith('+'));
  const extra = operands.find((word) => !word.startsWith('+'));
  if (extra !== undefined) throw new ToolError(`date: invalid date ${quote(call, extra)}\n`, 1);
  const fallback = has('R')
    ? '%a, %d %b %Y %H:%M:%S +0000'
    : has('I')
      ? isoFormat(call, all('I')[0] ?? '')
      : has('rfc-3339')
        ? '%F %T+00:00'
        : '%a %b %e %H:%M:%S UTC %Y';
  call.out(`${strftime(format?.slice(1) ?? fallback, at)}\n`);
  return 0;
}

const ISO: Readonly<Record<string, string>> = {
  hours: '%FT%H+00:00',
  minutes: '%FT%H:%M+00:00',
  date: '%F',
  seconds: '%FT%T+00:00',
  ns: '%FT%T,000000000+00:00',
};

/** The format of a precision, which may be cut short. */
function isoFormat(call: Call, precision: string): string {
  if (precision === '') return '%F';
  const names = Object.keys(ISO);
  const meant = names.filter((name) => name.startsWith(precision));
  const format = own(ISO, meant.length === 1 ? (meant[0] ?? '') : precision);
  if (format !== undefined) return format;
  const valid = names.map((name) => `  - ${quote(call, name)}\n`).join('');
  throw new ToolError(
    `date: invalid argument ${quote(call, precision)} for ${quote(call, '--iso-8601')}\nValid arguments are:\n${valid}Try 'date --help' for more information.\n`,
    1,
  );
}
