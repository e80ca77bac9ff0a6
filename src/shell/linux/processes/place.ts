import type { Process } from '../../../kernel/process/process.ts';
import type { Place, World } from '../../../world/world.ts';
import { own } from '../../../kernel/own.ts';

/** The place a process is at: its container, or its machine. */
export function placeOfProcess(world: World, { machine, container }: Process): Place {
  const name = container && own(world.machines, machine)?.engine?.containers[container.id]?.name;
  return name === undefined ? machine : `${machine}/${name}`;
}
