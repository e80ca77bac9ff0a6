/** Containers are stopped and removed (pkg/compose/stop.go, down.go). */
import { EngineError } from '../../../engine/api.ts';
import type { ContainerSummaryJson } from '../../../engine/api.ts';
import type { Project } from '../../../compose/project.ts';
import type { ComposeAsking } from './command.ts';
import { containersOf, nameOfContainer, serviceOf } from './containers.ts';
import { inLayersDown } from './graph.ts';
import * as orders from './orders.ts';
import { together } from './time.ts';

export const progressName = (container: ContainerSummaryJson): string => `Container ${nameOfContainer(container)}`;

export interface Stopping {
  /** Only these services; without them all of the project's. */
  readonly services?: readonly string[];
  /** Seconds; the container's own where absent. */
  readonly timeout?: number | undefined;
}

/** Stops services' containers: those that others depend on after those. */
export async function stopServices(
  asking: ComposeAsking,
  project: Project,
  { services = [], timeout }: Stopping,
): Promise<void> {
  const wanted = services.length > 0 ? services : Object.keys(project.services);
  const containers = containersOf(asking, project.name, { oneoff: 'none', all: true });
  for (const layer of inLayersDown(project)) {
    const names = layer.map(({ name }) => name).filter((name) => wanted.includes(name));
    const here = containers.filter((container) => names.includes(serviceOf(container)));
    await together(asking, here, (container) => stop(asking, container, timeout));
  }
}

export async function stop(
  asking: ComposeAsking,
  container: ContainerSummaryJson,
  timeout: number | undefined,
): Promise<void> {
  const id = progressName(container);
  asking.progress.event(id, 'working', 'Stopping');
  try {
    await orders.stopContainer(asking, container, { timeout });
  } catch (error) {
    asking.progress.event(id, 'error', 'Error while Stopping');
    throw error;
  }
  asking.progress.event(id, 'done', 'Stopped');
}

const isGone = (error: unknown): boolean => error instanceof EngineError && error.status === 404;

/** Stops and removes a container. One that is gone meanwhile counts as removed. */
export async function stopAndRemove(
  asking: ComposeAsking,
  container: ContainerSummaryJson,
  timeout: number | undefined,
  volumes = false,
): Promise<void> {
  const id = progressName(container);
  try {
    await stop(asking, container, timeout);
  } catch (error) {
    if (!isGone(error)) throw error;
    asking.progress.event(id, 'done', 'Removed');
    return;
  }
  asking.progress.event(id, 'working', 'Removing');
  try {
    orders.removeContainer(asking, container, { force: true, volumes });
  } catch (error) {
    if (!isGone(error)) {
      asking.progress.event(id, 'error', 'Error while Removing');
      throw error;
    }
  }
  asking.progress.event(id, 'done', 'Removed');
}

/** Removes a volume or an image, unless something still uses it. */
export function removeUnlessUsed({ progress }: ComposeAsking, id: string, remove: () => void): void {
  progress.event(id, 'working', 'Removing');
  try {
    remove();
  } catch (error) {
    if (!(error instanceof EngineError) || error.status !== 409) throw error;
    progress.event(id, 'warning', 'Resource is still in use');
    return;
  }
  progress.event(id, 'done', 'Removed');
}

/** Stops and removes containers, all at once. */
export const removeAll = (
  asking: ComposeAsking,
  containers: readonly ContainerSummaryJson[],
  timeout: number | undefined,
  volumes = false,
): Promise<void> => together(asking, containers, (container) => stopAndRemove(asking, container, timeout, volumes));
