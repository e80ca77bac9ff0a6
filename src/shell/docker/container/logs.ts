import { containerLogs, findContainer } from '../../../engine/api.ts';
import { isRunning } from '../../../engine/container/container.ts';
import { CliError, defineCommand } from '../cli/command.ts';
import type { Context } from '../cli/command.ts';
import { flagOn, flagText } from '../cli/flags/flag.ts';
import type { Flag, FlagName } from '../cli/flags/flag.ts';
import { logFlags } from '../cli/flags/shared.table.ts';
import { goTime, parseTime } from '../cli/format/go-time.ts';
import { ask, named } from '../engine.ts';
import { stayAttached, terminal } from './process/main-process.ts';

const logsFlags = [
  ...logFlags,
  {
    name: 'until',
    type: 'string',
    usage: 'Show logs before a timestamp (e.g. "2013-01-02T13:23:37Z") or relative (e.g. "42m" for 42 minutes)',
  },
] as const satisfies readonly Flag[];

const unitSeconds: Record<string, number> = { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };

/** A time, or a duration before now, in seconds since the epoch. Throws CliError. */
function momentOf(context: Context<'since' | 'until'>, flag: 'since' | 'until'): number | undefined {
  const text = flagText(context.flags, flag);
  if (text === '') return undefined;
  const time = parseTime(text) ?? parseTime(`${text}Z`) ?? parseTime(`${text}T00:00:00Z`);
  if (time) return time.seconds;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text)
    throw new CliError(`invalid value for "${flag}": failed to parse value as time or duration: "${text}"`);
  const span = parts.reduce((sum, [, size, unit]) => sum + Number(size) * (unitSeconds[unit ?? 's'] ?? 1), 0);
  return context.call.world().clock.now / 1000 - span;
}

function run(context: Context<FlagName<typeof logsFlags>>): number {
  const { call, flags } = context;
  const name = named('container', context.arguments[0] ?? '');
  const [since, until] = [momentOf(context, 'since'), momentOf(context, 'until')];
  const container = ask(context, (host) => findContainer(host, name));
  // The model keeps what was written and not when: its start stands for all of it.
  const written = container.state.startedAt / 1000;
  const outside = (since !== undefined && written < since) || (until !== undefined && written > until);
  const stamp = flagOn(flags, 'timestamps') ? `${rfc3339(written)} ` : '';
  const mark = stamp + (flagOn(flags, 'details') ? ' ' : '');
  const tail = flagText(flags, 'tail', 'all');
  const count = /^\d+$/.test(tail) ? Number(tail) : Infinity;
  const out = ask(context, (host) => containerLogs(host, name));
  const err = ask(context, (host) => containerLogs(host, name, 'stderr'));
  const shown = outside ? [] : lastOf(linesOf(out, 'out'), linesOf(err, 'err'), count);
  const output = container.config.Tty ? terminal(call, call.tty) : call;
  for (const { stream, line } of shown) output[stream](mark === '' ? line : mark + line);
  return flagOn(flags, 'follow') && isRunning(container) ? stayAttached(context, name, false) : 0;
}

interface Line {
  readonly stream: 'out' | 'err';
  readonly line: string;
}

const linesOf = (text: string, stream: Line['stream']): Line[] =>
  (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).map((line) => ({ stream, line }));

const lastOf = (out: readonly Line[], err: readonly Line[], count: number): readonly Line[] => {
  const all = [...out, ...err];
  return count === Infinity ? all : all.slice(Math.max(0, all.length - count));
};

const rfc3339 = (seconds: number): string =>
  goTime({ seconds: Math.floor(seconds), nanoseconds: Math.round((seconds % 1) * 1e9) })
    .replace(' +0000 UTC', 'Z')
    .replace(' ', 'T');

export const logs = defineCommand({
  use: 'logs [OPTIONS] CONTAINER',
  short: 'Fetch the logs of a container',
  ways: ['docker container logs', 'docker logs'],
  flags: logsFlags,
  arity: { exactly: 1 },
  completes: ['container'],
  run,
});
