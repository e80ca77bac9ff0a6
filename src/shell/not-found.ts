import { hasProgram, isBusybox } from '../engine/images/hub.ts';
import { locate } from '../world/place.ts';
import type { Place, World } from '../world/world.ts';

/** What a place's shell says where it has no such command: dash numbers the line, busybox's shell does not. */
export function notFound(world: World, place: Place, name: string, line = '1'): string {
  const container = world.hub ? locate(world, place)?.container : undefined;
  if (container?.hub === undefined) return `sh: ${line}: ${name}: not found\n`;
  if (hasProgram(container.hub, container.files, name))
    return `${name}: its image has this program, but the lab only stands in for it\n`;
  return isBusybox(container.hub) ? `sh: ${name}: not found\n` : `sh: ${line}: ${name}: not found\n`;
}
