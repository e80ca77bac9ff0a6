/** The files of an image, to be read and written as those of a place: no container is made for that. */
import type { Container } from '../../../engine/container/container.ts';
import { locate } from '../../../world/place.ts';
import type { World } from '../../../world/world.ts';
import { FileError, type Tree } from '../../files/entry.ts';

/** `files` is written to; nothing is mounted. `hub` is the image of Docker Hub that it is made of. */
export function imageTree(world: World, machine: string, files: Record<string, string>, hub?: string): Tree {
  const location = locate(world, machine);
  if (!location) throw new FileError(`no files at ${machine}`);
  const container = { files, mounts: [], hostConfig: {}, hub } as unknown as Container;
  return { world, place: machine, namespace: location.namespace ?? machine, location: { ...location, container } };
}
