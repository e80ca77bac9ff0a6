import type { EngineHost } from '../engine.ts';
import { outputOf } from '../processes.ts';
import { findContainer } from '../refs.ts';

/** What a container has written to one of its streams, over all its runs. */
export function containerLogs(host: EngineHost, ref: string, stream: 'stdout' | 'stderr' = 'stdout'): string {
  const container = findContainer(host, ref);
  return container.log[stream] + outputOf(host, container, stream);
}
