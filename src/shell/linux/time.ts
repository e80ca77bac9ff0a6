import { TimeIsUp } from '../time-limit.ts';
import type { Tool } from '../tool.ts';
import { strftime } from './calendar.ts';
import { readDate } from './date-text.ts';
import { getopt } from './getopt.ts';
import { signalOf } from './kill.ts';
import { wait } from './names/query.ts';
import { quote } from './text/input.ts';

const UNITS: Readonly<Record<string, number>> = { '': 1000, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** A sleep without end is not waited for longer than this (ms). */
const FOREVER = 86_400_000;

/** A duration as coreutils reads it, in ms. */
export function duration(text: string): number | undefined {
  if (/^inf(inity)?$/i.test(text)) return FOREVER;
  const [, number, unit = ''] = /^(\d+(?:\.\d*)?|\.\d+)([smhd]?)$/.exec(text) ?? [];
  return number === undefined ? undefined : Number(number) * (UNITS[unit] ?? 1000);
}

/** coreutils sleep: the world's clock moves on. */
export const sleep: Tool = (call) => {
  const { operands, error } = getopt(call.argv.slice(1), { short: '+', long: { help: 'help', version: 'version' } });
  const hint = "Try 'sleep --help' for more information.\n";
  if (error !== undefined || operands.length === 0) {
    call.err(`sleep: ${error ?? 'missing operand'}\n${hint}`);
    return 1;
  }
  const times = operands.map(duration);
  const bad = operands.filter((_, i) => times[i] === undefined);
  if (bad.length > 0) {
    call.err(`${bad.map((text) => `sleep: invalid time interval ${quote(call, text)}\n`).join('')}${hint}`);
    return 1;
  }
  if (call.background) return 0;
  const end = call.world().clock.now + times.reduce<number>((sum, time) => sum + (time ?? 0), 0);
  const rest = (): number => {
    wait(call, end - call.world().clock.now);
    return 0;
  };
  // What was put off happens meanwhile.
  const caughtUp = call.catchUp();
  return caughtUp ? caughtUp.then(rest) : rest();
};

/** coreutils date, of the world's clock and in UTC. */
export const date: Tool = (call) => {
  const { options, operands, error } = getopt(call.argv.slice(1), {
    short: 'd:f:I::r:Rs:u',
    long: { 'date=': 'd', utc: 'u', universal: 'u', 'rfc-email': 'R', 'iso-8601': 'I', 'rfc-3339=': '3' },
  });
  if (error !== undefined) {
    call.err(`date: ${error}\nTry 'date --help' for more information.\n`);
    return 1;
  }
  const { clock } = call.world();
  const given = options.findLast((o) => o.name === 'd')?.value;
  const at = given === undefined ? clock.now : readDate(given, clock.now);
  if (at === undefined) {
    call.err(`date: invalid date ${quote(call, given ?? '')}\n`);
    return 1;
  }
  const format = operands.find((word) => word.startsWith('+'));
  const extra = operands.find((word) => !word.startsWith('+'));
  if (extra !== undefined) {
    call.err(`date: invalid date ${quote(call, extra)}\n`);
    return 1;
  }
  const has = (name: string): boolean => options.some((o) => o.name === name);
  const fallback = has('R')
    ? '%a, %d %b %Y %H:%M:%S +0000'
    : has('I')
      ? (ISO[options.find((o) => o.name === 'I')?.value ?? ''] ?? '%F')
      : has('3')
        ? '%F %T+00:00'
        : '%a %b %e %H:%M:%S UTC %Y';
  call.out(`${strftime(format?.slice(1) ?? fallback, at)}\n`);
  return 0;
};

const ISO: Readonly<Record<string, string>> = {
  '': '%F',
  date: '%F',
  hours: '%FT%H+00:00',
  minutes: '%FT%H:%M+00:00',
  seconds: '%FT%T+00:00',
};

/** Exit codes of timeout where the command's own do not count. */
const TIMED_OUT = 124;
const KILLED = 128;

/** coreutils timeout */
export const timeout: Tool = (call) => {
  const { options, operands, error } = getopt(call.argv.slice(1), {
    short: '+fk:ps:v',
    long: { foreground: 'f', 'kill-after=': 'k', 'preserve-status': 'p', 'signal=': 's', verbose: 'v' },
  });
  const hint = "Try 'timeout --help' for more information.\n";
  const [limit = '', ...command] = operands;
  if (error !== undefined || command.length === 0) {
    call.err(`${error === undefined ? '' : `timeout: ${error}\n`}${hint}`);
    return 125;
  }
  const time = duration(limit);
  if (time === undefined) {
    call.err(`timeout: invalid time interval ${quote(call, limit)}\n${hint}`);
    return 125;
  }
  const signal = signalOf(options.findLast(({ name }) => name === 's')?.value ?? 'TERM');
  if (!signal) {
    const given = options.findLast(({ name }) => name === 's')?.value ?? '';
    call.err(`timeout: ${quote(call, given)}: invalid signal\n${hint}`);
    return 125;
  }
  const [name = ''] = command;
  if (!call.has(call.place, name)) {
    call.err(`timeout: failed to run command ${quote(call, name)}: No such file or directory\n`);
    return 127;
  }
  const until = Math.min(call.until ?? Infinity, time > 0 ? call.world().clock.now + time : Infinity);
  const killed = (failure: unknown): number => {
    if (!(failure instanceof TimeIsUp) || until === call.until) throw failure;
    if (signal.name === 'KILL') call.err('Killed\n');
    return signal.name === 'KILL' || options.some((o) => o.name === 'p') ? KILLED + signal.number : TIMED_OUT;
  };
  try {
    const exit = call.run(call.place, command, call.stdin, {
      cwd: call.cwd,
      env: { ...call.env },
      background: call.background,
      ...(call.namespace !== undefined && { namespace: call.namespace }),
      ...(until !== Infinity && { until }),
    });
    return typeof exit === 'number' ? exit : exit.catch(killed);
  } catch (failure) {
    return killed(failure);
  }
};
