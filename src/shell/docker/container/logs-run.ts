import { containerLogs, findContainer, writtenAt } from '../../../engine/api.ts';
import { isRunning, type Container } from '../../../engine/container/container.ts';
import { CliError } from '../cli/command.ts';
import type { Asking, Context } from '../cli/command.ts';
import { flagOn, flagText } from '../cli/flags/flag.ts';
import type { FlagName } from '../cli/flags/flag.ts';
import { goTime, parseTime } from '../cli/format/go-time.ts';
import { ask, named } from '../engine.ts';
import { stayAttached, terminal } from './process/main-process.ts';
import type { logsFlags } from './logs.ts';

const unitSeconds: Record<string, number> = { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };

/** A time, or a duration before now, in seconds since the epoch. Throws CliError. */
export function momentOf(context: Context<'since' | 'until'>, flag: 'since' | 'until'): number | undefined {
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

/** The lines of a container's log that are asked for; those of standard output first. Throws CliError or EngineError. */
export function logLines(
  context: Context<'since' | 'until' | 'tail' | 'timestamps'>,
  container: Container,
  details = '',
): readonly Line[] {
  const { flags } = context;
  const [since, until] = [momentOf(context, 'since'), momentOf(context, 'until')];
  const tail = flagText(flags, 'tail', 'all');
  const count = /^\d+$/.test(tail) ? Number(tail) : Infinity;
  const isAsked = ({ at }: Timed): boolean =>
    (since === undefined || at / 1000 >= since) && (until === undefined || at / 1000 <= until);
  const lines = (['stdout', 'stderr'] as const)
    .flatMap((stream) =>
      timed(
        container,
        stream,
        ask(context, (host) => containerLogs(host, container.id, stream)),
      ),
    )
    .filter(isAsked);
  // Lines of the same moment stay as they are: those of standard output first.
  const last = lines.toSorted((a, b) => a.at - b.at).slice(count === Infinity ? 0 : Math.max(0, lines.length - count));
  const stamp = (at: number): string => (flagOn(flags, 'timestamps') ? `${rfc3339(at / 1000)} ` : '');
  return last.map(({ stream, line, at }) => ({ stream, line: stamp(at) + details + line }));
}

/** A line, and when it was written (clock, ms). */
interface Timed extends Line {
  readonly at: number;
}

function timed(container: Container, stream: 'stdout' | 'stderr', text: string): Timed[] {
  let end = 0;
  return (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).map((line) => {
    end += line.length;
    return { stream: stream === 'stdout' ? 'out' : 'err', line, at: writtenAt(container, stream, end) };
  });
}

/** Shows what comes, until the container has ended. */
const follow = (context: Asking, name: string): number | Promise<number> => {
  const code = stayAttached(context, name, false);
  return typeof code === 'number' ? code : code.then(() => 0);
};

/** `docker logs`. */
export function runLogs(context: Context<FlagName<typeof logsFlags>>): number | Promise<number> {
  const { call, flags } = context;
  const name = named('container', context.arguments[0] ?? '');
  const container = ask(context, (host) => findContainer(host, name));
  const details = flagOn(flags, 'details') ? ' ' : '';
  const output = container.config.Tty ? terminal(call, call.tty) : call;
  for (const { stream, line } of logLines(context, container, details)) output[stream](line);
  return flagOn(flags, 'follow') && isRunning(container) ? follow(context, name) : 0;
}

/** A line with its end. */
export interface Line {
  readonly stream: 'out' | 'err';
  readonly line: string;
}

const rfc3339 = (seconds: number): string =>
  goTime({ seconds: Math.floor(seconds), nanoseconds: Math.round((seconds % 1) * 1e9) })
    .replace(' +0000 UTC', 'Z')
    .replace(' ', 'T');
