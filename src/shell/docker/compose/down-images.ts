/** The images that `down --rmi` takes along (pkg/compose/image_pruner.go). */
import type { Project, Service } from '../../../compose/project.ts';
import type { ComposeAsking } from './command.ts';
import { imageIdOf, imageName } from './images.ts';

/** Which images go: all that services use, or only those that have no name of their own. */
export type Removal = 'all' | 'local';

/** The names of those that the engine has, each once. */
export function imagesToRemove(
  asking: ComposeAsking,
  project: Project,
  services: readonly Service[],
  removal: Removal,
): readonly string[] {
  const present = services
    .filter((service) => removal === 'all' || !service.image)
    .filter((service) => imageIdOf(asking, project.name, service) !== undefined);
  return [...new Set(present.map((service) => withTag(imageName(asking, project.name, service))))];
}

const withTag = (name: string): string => (/[:@][^/]*$/.test(name) ? name : `${name}:latest`);
