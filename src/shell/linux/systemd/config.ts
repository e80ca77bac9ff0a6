import { CONFIG_FILE } from '../../../engine/api.ts';
import type { World } from '../../../world/world.ts';
import { FileError } from '../../files/entry.ts';
import { readText, treeAt } from '../../files/tree.ts';

/** The text of a machine's /etc/docker/daemon.json, where there is one. */
export function engineConfig(world: World, machine: string): string | undefined {
  try {
    return readText(treeAt(world, machine), CONFIG_FILE);
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}
