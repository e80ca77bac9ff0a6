import { eventsFrom, isIncluded } from '../../../engine/api.ts';
import { CliError } from '../cli/command.ts';
import type { Context } from '../cli/command.ts';
import { filtersOf } from '../cli/filters.ts';
import { flagText } from '../cli/flags/flag.ts';
import type { FlagName } from '../cli/flags/flag.ts';
import { ask } from '../engine.ts';
import { momentOf } from '../container/logs-run.ts';
import { eventPrinter } from './event-text.ts';
import type { eventsFlags } from './events.ts';
import { toldEvents, type EventsAsked } from './told-events.ts';

/** `docker events` */
export function runEvents(context: Context<FlagName<typeof eventsFlags>>): number {
  const format = flagText(context.flags, 'format');
  eventPrinter(format);
  return tellEvents(context, { filters: filtersOf(context.flags), format });
}

/** Tells the events of the past that are asked for, and those to come. Throws CliError. */
export function tellEvents(context: Context<'since' | 'until'>, asked: EventsAsked): number {
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
    call.out(toldEvents(past, asked));
  }
  if (ends !== undefined && ends <= call.world().clock.now) return 0;
  const { machine } = context;
  call.follows?.({
    what: 'events',
    machine,
    ...asked,
    seen: log?.count ?? 0,
    ...(ends !== undefined && { until: ends }),
  });
  return 0;
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
