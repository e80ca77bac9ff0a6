/** Removing images (moby daemon/images/image_delete.go). */
import { isRunning } from '../container/container.ts';
import type { EngineHost } from '../engine.ts';
import { EngineError, conflict } from '../errors.ts';
import { noteImage } from '../events/events.ts';
import { chainOf } from './digest.ts';
import { imageWith, type Image } from './image.ts';
import { childrenOf, dropName, forgetImage, heldImages, tagsOf } from './store.ts';

/** One line of what `docker rmi` tells. */
export type Removed = { readonly Untagged: string } | { readonly Deleted: string };

const short = (id: string): string => id.replace(/^sha256:/, '').slice(0, 12);

export const layersOf = ({ layer, made }: Image): string[] => [layer, ...(made?.layers ?? [])];

/** Removes a name of an image, and the image with its last; or the image by its id, where `byId`. Throws where it is needed. */
export function deleteImage(
  host: EngineHost,
  image: Image,
  { name, ref, force, prune }: { name: string | undefined; ref: string; force: boolean; prune: boolean },
): Removed[] {
  const removed: Removed[] = [];
  const names = tagsOf(host, image.id);
  const user = Object.values(host.engine.containers).find(({ imageId }) => imageId === image.id);
  if (name !== undefined) {
    if (!force && names.length <= 1 && user)
      throw conflict(
        `conflict: unable to remove repository reference "${ref}" (must force) - container ${short(user.id)} is using its referenced image ${short(image.id)}`,
      );
    untag(host, image, name, removed);
    if (tagsOf(host, image.id).length > 0) return removed;
  } else if (names.length <= 1) {
    refuseIfNeeded(host, image, { force, named: false });
    for (const each of names) untag(host, image, each, removed);
  }
  removeWhole(host, image, removed, { force, prune, quiet: name !== undefined });
  return removed;
}

function untag(host: EngineHost, image: Image, name: string, removed: Removed[]): void {
  dropName(host, name);
  noteImage(host, { id: image.id, labels: image.made?.config.labels }, 'untag');
  removed.push({ Untagged: name });
}

/** Throws where something needs an image (image_delete.go: checkImageDeleteConflict). */
function refuseIfNeeded(host: EngineHost, { id }: Image, { force, named }: { force: boolean; named: boolean }): void {
  const refuse = (must: boolean, why: string): never => {
    throw conflict(`conflict: unable to delete ${short(id)} (${must ? 'must' : 'cannot'} be forced) - ${why}`);
  };
  if (childrenOf(host, id).length > 0) refuse(false, 'image has dependent child images');
  const users = Object.values(host.engine.containers).filter(({ imageId }) => imageId === id);
  const running = users.find(isRunning);
  if (running) refuse(false, `image is being used by running container ${short(running.id)}`);
  if (force) return;
  if (named && tagsOf(host, id).length > 0) refuse(true, 'image is referenced in multiple repositories');
  const stopped = users[0];
  if (stopped) refuse(true, `image is being used by stopped container ${short(stopped.id)}`);
}

/** Removes an image with what it alone was made of (image_delete.go: imageDeleteHelper). */
function removeWhole(
  host: EngineHost,
  image: Image,
  removed: Removed[],
  { force, prune, quiet }: { force: boolean; prune: boolean; quiet: boolean },
): void {
  const { id, made } = image;
  const dangling = tagsOf(host, id).length === 0 && childrenOf(host, id).length === 0;
  const used = Object.values(host.engine.containers).some(({ imageId }) => imageId === id);
  try {
    refuseIfNeeded(host, image, { force, named: true });
  } catch (error) {
    if (error instanceof EngineError && quiet && (!dangling || used)) return;
    throw error;
  }
  for (const name of tagsOf(host, id)) untag(host, image, name, removed);
  forgetImage(host, id);
  noteImage(host, { id }, 'delete');
  removed.push({ Deleted: id });
  for (const chain of freedLayers(host, image)) removed.push({ Deleted: `sha256:${chain}` });
  const parent = prune && made?.parent ? imageWith(host.engine.images, made.parent) : undefined;
  if (!parent || tagsOf(host, parent.id).length > 0) return;
  removeWhole(host, parent, removed, { force: false, prune, quiet: true });
}

/** The stacks of layers that nothing holds any more, the highest first. */
function freedLayers(host: EngineHost, image: Image): string[] {
  const layers = layersOf(image);
  const needed = new Set(
    [...heldImages(host), ...usedBy(host, image)].flatMap((other) => {
      const others = layersOf(other);
      return others.map((_, i) => chainOf(others.slice(0, i + 1)));
    }),
  );
  return layers
    .map((_, i) => chainOf(layers.slice(0, i + 1)))
    .filter((chain) => !needed.has(chain))
    .reverse();
}

const usedBy = ({ engine }: EngineHost, image: Image): Image[] =>
  Object.values(engine.containers).some(({ imageId }) => imageId === image.id) ? [image] : [];
