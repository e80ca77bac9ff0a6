/** Which image of an engine is nearest to one that no registry of the lab has. */
import type { Image } from './image.ts';
import { knownImage } from './stand-in.ts';

/** Programs to try a network with: they serve nothing. */
const PLAIN = 'base';

const repositoryOf = (name: string): string => name.replace(/@.*$/, '').replace(/:[^/]*$/, '');
const lastPart = (name: string): string => repositoryOf(name).split('/').at(-1) ?? '';

/** How near an image is to a wanted one: of the same name, serving the same port and of the same kind, or a plain one as well; 0 is not at all. */
function nearness(wanted: string, image: Image): number {
  if (repositoryOf(image.name) === repositoryOf(wanted)) return 4;
  if (lastPart(image.name) === lastPart(wanted)) return 3;
  const [asked, had] = [knownImage(wanted), knownImage(image.name)];
  if (!asked || !had) return 0;
  const isOfKind = asked.kind === had.kind;
  if (asked.ports.some((port) => had.ports.includes(port))) return isOfKind ? 2 : 1;
  return isOfKind && asked.kind === PLAIN ? 1 : 0;
}

/** The name of the nearest image; of equally near ones the first. Undefined where none is near. */
export function nearestImage(wanted: string, images: readonly Image[]): string | undefined {
  const [nearest] = images
    .map((image) => ({ name: image.name, near: nearness(wanted, image) }))
    .filter(({ near }) => near > 0)
    .sort((a, b) => b.near - a.near);
  return nearest?.name.replace(/:latest$/, '');
}
