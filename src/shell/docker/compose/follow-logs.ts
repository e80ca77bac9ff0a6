/** `docker compose logs -f`: what is written later, by the containers that come later too (pkg/compose/logs.go, monitor.go). */
import type { ContainerSummaryJson } from '../../../engine/api.ts';
import { isRunning } from '../../../engine/container/container.ts';
import { own } from '../../../kernel/own.ts';
import { LABELS } from '../../../world/compose-labels.ts';
import type { Call } from '../../tool/call.ts';
import type { Asking } from '../cli/command.ts';
import { containersOf, nameOfContainer, serviceOf } from './containers.ts';
import { printerTo, type Looks } from './printer.ts';
import { containerOf, ended, logOf, show, type Watched } from './watched.ts';

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

/** A container's name as its lines begin with it: without that of the project, unless it has a name of its own. */
export function shortName(container: ContainerSummaryJson, separator: string): string {
  const project = own(container.Labels, LABELS.project) ?? '';
  const name = nameOfContainer(container);
  const usual = [project, serviceOf(container), own(container.Labels, LABELS.number) ?? ''].join(separator);
  return name === usual ? name.slice(project.length + 1) : name;
}

/** A container whose log was shown up to now. */
export function begun(asking: Asking, container: ContainerSummaryJson, separator: string): Watched {
  const length = (stream: 'stdout' | 'stderr'): number => logOf(asking, container.Id, stream).length;
  return {
    ...unseen(container, separator),
    seen: { stdout: length('stdout'), stderr: length('stderr') },
    told: toldOf(asking, container.Id),
  };
}

const toldOf = (asking: Asking, id: string): number => containerOf(asking, id)?.state.finishedAt ?? 0;

const unseen = (container: ContainerSummaryJson, separator: string): Watched => ({
  id: container.Id,
  name: shortName(container, separator),
  service: serviceOf(container),
  shown: true,
  seen: { stdout: 0, stderr: 0 },
  told: 0,
  over: false,
});

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
