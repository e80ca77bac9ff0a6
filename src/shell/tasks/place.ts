import type { Process } from '../../kernel/process/process.ts';
import { engineHost } from '../../world/engine-host.ts';
import type { World } from '../../world/world.ts';
import { own } from '../../kernel/own.ts';
import { containerEnvironment, EngineError } from '../../engine/api.ts';
import type { Container } from '../../engine/container/container.ts';
import { freshShell } from '../shell-state.ts';
import { placeOfProcess } from '../linux/processes/place.ts';

/** The container of a process. */
export const containerOf = (world: World, { machine, container }: Process): Container | undefined =>
  container && own(world.machines, machine)?.engine?.containers[container.id];

/** Whether a container ends with a process: its first, or what that watches over. */
export function isMain(world: World, process: Process): boolean {
  const container = containerOf(world, process);
  if (!container) return false;
  if (container.state.pid === process.pid) return true;
  return container.hostConfig.Init === true && process.parent === container.state.pid && process.container?.pid === 7;
}

/** What a process starts with. */
export function surroundings(world: World, process: Process): { cwd: string; env: Record<string, string> } {
  const container = containerOf(world, process);
  const { cwd, env } = freshShell(world, placeOfProcess(world, process));
  if (!container) return { cwd, env: { ...env } };
  try {
    const entries = containerEnvironment(engineHost(world, process.machine), container);
    return {
      cwd,
      env: Object.fromEntries(
        entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
      ),
    };
  } catch (error) {
    if (error instanceof EngineError) return { cwd, env: { ...env } };
    throw error;
  }
}
