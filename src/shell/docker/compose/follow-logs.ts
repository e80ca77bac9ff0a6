/** `docker compose logs -f`: what is written later, by the containers that come later too (pkg/compose/logs.go, monitor.go). */
import { isRunning } from '../../../engine/container/container.ts';
import type { Call } from '../../tool/call.ts';
import type { Asking } from '../cli/command.ts';
import { containersOf } from './containers.ts';
import { printerTo, type Looks } from './printer.ts';
import { containerOf, ended, show, unseen, type Watched } from './watched.ts';

/** What it keeps in mind. */
export interface LogsFollowed {
  readonly what: 'logs';
  readonly machine: string;
  readonly project: string;
  readonly services: readonly string[];
  readonly separator: string;
  /** The replica alone that is asked for; 0 for all. */
  readonly index: number;
  readonly looks: Looks;
  readonly timestamps: boolean;
  readonly watched: readonly Watched[];
  /** Names that lines began with so far. */
  readonly known: readonly string[];
}

/** A copy; one that runs again is looked at again. */
function lookedAt(asking: Asking, watched: Watched): Watched {
  const container = containerOf(asking, watched.id);
  const over = watched.over && !(container && isRunning(container));
  return { ...watched, over, seen: { ...watched.seen } };
}

/** Shows what has come since the last look. It is over when all have ended that it looked at. */
export function lookAtLogs(
  call: Call,
  followed: LogsFollowed,
): { readonly state: LogsFollowed; readonly exit?: number } {
  const { machine, project, services, separator, index, looks, timestamps } = followed;
  const asking = { call, machine };
  const known = new Set(followed.watched.map(({ id }) => id));
  const newcomers =
    index > 0
      ? []
      : containersOf(asking, project, { all: true, oneoff: 'none', services }).filter(({ Id }) => !known.has(Id));
  const watched = [
    ...followed.watched.map((each) => lookedAt(asking, each)),
    ...newcomers.toReversed().map((each) => unseen(each, separator)),
  ];
  const printer = printerTo({ out: call.out, err: call.out }, looks, followed.known);
  show(asking, printer, watched, { timestamps });
  ended(asking, printer, watched);
  const state = { ...followed, watched, known: printer.known() };
  return watched.every(({ over }) => over) ? { state, exit: 0 } : { state };
}
