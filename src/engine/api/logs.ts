import type { EngineHost } from '../engine.ts';
import { isRunning } from '../container/container.ts';
import { outputOf } from '../container/processes.ts';
import { checkReadableLog } from '../container/host-config.ts';
import { findContainer } from '../refs.ts';

/**
 * What a container has written to one of its streams, over all its runs, in lines: one that has not come to its end is logged
 * when the container's has (daemon/logger/copier.go).
 */
export function containerLogs(host: EngineHost, ref: string, stream: 'stdout' | 'stderr' = 'stdout'): string {
  const container = findContainer(host, ref);
  checkReadableLog(container);
  const text = container.log[stream] + outputOf(host, container, stream);
  return isRunning(container) ? text.slice(0, text.lastIndexOf('\n') + 1) : text;
}
