import { eventsFrom, isIncluded } from '../../../engine/api.ts';
import type { Following } from '../../../kernel/process/process.ts';
import { startServer } from '../../linux/processes/serve.ts';
import { wait } from '../../linux/names/query.ts';
import { TimeIsUp } from '../../time-limit.ts';
import { CliError } from '../cli/command.ts';
import type { Asking, Context } from '../cli/command.ts';
import { filtersOf } from '../cli/filters.ts';
import { flagText } from '../cli/flags/flag.ts';
import type { FlagName } from '../cli/flags/flag.ts';
import { ask } from '../engine.ts';
import { momentOf } from '../container/logs-run.ts';
import { eventPrinter } from './event-text.ts';
import type { eventsFlags } from './events.ts';
import { readyToTell } from './following.ts';
import { toldEvents } from './told-events.ts';

/** `docker events` */
export function runEvents(context: Context<FlagName<typeof eventsFlags>>): number | Promise<number> {
  const format = flagText(context.flags, 'format');
  eventPrinter(format);
  return tellEvents(context, { filters: filtersOf(context.flags), format });
}

/** Tells the events of the past that are asked for, and those to come. Throws CliError. */
export function tellEvents(
  context: Context<'since' | 'until'>,
  asked: Pick<Following, 'filters' | 'format' | 'project' | 'services'>,
): number | Promise<number> {
  const { call } = context;
  const since = momentAsked(context, 'since');
  const until = momentAsked(context, 'until');
  const ends = until === undefined ? undefined : Math.round(until * 1000);
  const log = ask(context, ({ engine }) => engine.events);
  if (since !== undefined && until !== undefined && since > until)
    throw new CliError(
      `Error response from daemon: \`since\` time (${stamp(since)}) cannot be after \`until\` time (${stamp(until)})`,
    );
  if (since !== undefined || ends !== undefined) {
    const past = eventsFrom(log).filter(
      (event) => event.at >= (since ?? 0) * 1000 && event.at <= (ends ?? Infinity) && isIncluded(event, asked.filters),
    );
    call.out(toldEvents(past, { seen: 0, ...asked }));
  }
  if (ends !== undefined && ends <= call.world().clock.now) return 0;
  const follows = { ...asked, seen: log?.count ?? 0, ...(ends !== undefined && { until: ends }) };
  const ready = readyToTell();
  return ready instanceof Promise ? ready.then(() => follow(context, follows)) : follow(context, follows);
}

/** Where it is no time, the client says so without naming the flag. */
function momentAsked(context: Context<'since' | 'until'>, flag: 'since' | 'until'): number | undefined {
  try {
    return momentOf(context, flag);
  } catch (error) {
    throw error instanceof CliError ? new CliError(error.message.replace(/^invalid value for "\w+": /, '')) : error;
  }
}

const stamp = (seconds: number): string => seconds.toFixed(9);

function follow({ call }: Asking, follows: Following): number | Promise<number> {
  const until = Math.min(follows.until ?? Infinity, call.until ?? Infinity);
  const pid = startServer(call, {
    program: 'docker',
    command: call.argv,
    listens: [],
    follows,
    ...(until < Infinity && { until }),
  });
  if (typeof pid !== 'number') throw new CliError('no process could be started');
  if (call.background) return 0;
  const caughtUp = call.catchUp();
  return caughtUp ? caughtUp.then(() => stay(call, pid, follows)) : stay(call, pid, follows);
}

/** Follows in the foreground until that is over, or a person interrupts it. */
function stay(call: Asking['call'], pid: number, { until }: Following): number {
  const limited = until !== undefined || call.until !== undefined;
  if (!limited && call.hold({ kind: 'process', pid, reached: !call.alone || call.tty === true })) return 0;
  try {
    if (limited) wait(call, until === undefined ? Infinity : until - call.world().clock.now);
  } catch (error) {
    if (error instanceof TimeIsUp) call.end(pid);
    throw error;
  }
  call.end(pid);
  return 0;
}
