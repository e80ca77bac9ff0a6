/** Containers that are looked at: what they write is shown, and their ends are told. */
import { containerLogs, EngineError, eventsFrom, type ContainerSummaryJson } from '../../../engine/api.ts';
import { timestamp } from '../../../engine/calendar.ts';
import { isRunning, type Container } from '../../../engine/container/container.ts';
import { own } from '../../../kernel/own.ts';
import { LABELS } from '../../../world/compose-labels.ts';
import type { Asking } from '../cli/command.ts';
import { ask } from '../engine.ts';
import { nameOfContainer, serviceOf } from './containers.ts';
import type { Printer } from './printer.ts';

/** A container that is looked at. */
export interface Watched {
  readonly id: string;
  readonly name: string;
  readonly service: string;
  /** Whether its output is shown. */
  readonly shown: boolean;
  /** How much of its log was shown. */
  readonly seen: { stdout: number; stderr: number };
  /** Clock of the last end that was told. */
  told: number;
  over: boolean;
}

export const containerOf = (asking: Asking, id: string): Container | undefined =>
  ask(asking, ({ engine }) => engine.containers[id]);

/** What a container wrote; nothing where its log cannot be read. */
export function logOf(asking: Asking, id: string, stream: 'stdout' | 'stderr'): string {
  try {
    return ask(asking, (host) => containerLogs(host, id, stream));
  } catch (error) {
    if (error instanceof EngineError) return '';
    throw error;
  }
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
    told: containerOf(asking, container.Id)?.state.finishedAt ?? 0,
  };
}

/** A container of whose log nothing was shown. */
export const unseen = (container: ContainerSummaryJson, separator: string): Watched => ({
  id: container.Id,
  name: shortName(container, separator),
  service: serviceOf(container),
  shown: true,
  seen: { stdout: 0, stderr: 0 },
  told: 0,
  over: false,
});

/** Shows what the containers have written since the last look. */
export function show(
  asking: Asking,
  printer: Printer,
  watched: readonly Watched[],
  { timestamps }: { readonly timestamps: boolean },
): void {
  const stamp = timestamps ? `${timestamp(asking.call.world().clock.now)} ` : '';
  for (const { id, name, seen } of watched.filter((each) => each.shown))
    for (const stream of ['stdout', 'stderr'] as const) {
      const log = logOf(asking, id, stream);
      const fresh = log.slice(seen[stream]);
      seen[stream] = log.length;
      if (fresh !== '')
        for (const line of fresh.replace(/\n$/, '').split('\n'))
          printer.line(stream === 'stdout' ? 'out' : 'err', name, stamp + line);
    }
}

/** What a container that runs again has ended with, as the engine told it. */
const lastExit = (asking: Asking, id: string): number =>
  Number(
    ask(asking, ({ engine }) => eventsFrom(engine.events)).findLast(
      (event) => event.id === id && event.action === 'die',
    )?.attributes['exitCode'] ?? 0,
  );

/** Containers that have ended since the last look, told. */
export function ended(
  asking: Asking,
  printer: Printer,
  watched: readonly Watched[],
): readonly (Watched & { readonly code: number })[] {
  return watched.flatMap((each) => {
    const container = containerOf(asking, each.id);
    const { status = 'dead', finishedAt = 0 } = container?.state ?? {};
    if (container && isRunning(container) && finishedAt <= each.told) return [];
    if (each.over || (container && finishedAt <= each.told)) return [];
    each.told = finishedAt;
    const again = status === 'restarting' || (container !== undefined && isRunning(container));
    each.over = !again;
    const exitCode = again ? lastExit(asking, each.id) : (container?.state.exitCode ?? 0);
    printer.status(each.name, `exited with code ${exitCode}${again ? ' (restarting)' : ''}`);
    return again ? [] : [{ ...each, code: exitCode }];
  });
}
