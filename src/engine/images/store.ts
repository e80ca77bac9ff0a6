/** The images that an engine holds: by their names, and those without one by their ids (moby image/store.go, reference/store.go). */
import type { EngineHost } from '../engine.ts';
import { invalid } from '../errors.ts';
import { noteImage } from '../events/events.ts';
import { own, put } from '../../kernel/own.ts';
import { byBytes } from '../by-bytes.ts';
import { hubFiles } from './hub.ts';
import { imageWith, type Image } from './image.ts';

const MOST = 1000;

type Holder = Pick<EngineHost, 'engine'>;

/** Each image once, in the order in which they came. */
export const heldImages = ({ engine }: Holder): Image[] => [
  ...new Map(Object.values(engine.images).map((image) => [image.id, image])).values(),
];

/** The names of an image, in order. */
export const tagsOf = ({ engine }: Holder, id: string): string[] =>
  Object.values(engine.images)
    .filter((image) => image.id === id && image.name !== '')
    .map(({ name }) => name)
    .sort(byBytes);

/** Images that were made of another. */
export const childrenOf = (host: Holder, id: string): Image[] =>
  heldImages(host).filter(({ made }) => made?.parent === id);

/** An image and those that it was made of, itself first. */
export function lineage({ engine }: Holder, image: Image): Image[] {
  const line = [image];
  for (let at = image.made; at?.parent;) {
    const parent = imageWith(engine.images, at.parent);
    if (!parent || line.length > MOST) break;
    line.push(parent);
    at = parent.made;
  }
  return line;
}

/** What an image has beyond the root that all share, as a place's own files are kept. */
export const filesOf = (host: Holder, image: Image): Record<string, string> =>
  lineage(host, image).reduceRight((files, { made }) => overlaid(files, made?.files ?? {}), {
    ...hubFiles(image.hub),
  } as Record<string, string>);

/** The key that a path has in a record of files, without what marks its kind. */
const pathOf = (key: string): string => key.replace(/^(->|-)/, '').replace(/(.)\/$/, '$1');

/** Files with others laid over them: what stands at a path hides what stood there. */
export function overlaid(
  under: Readonly<Record<string, string>>,
  over: Readonly<Record<string, string>>,
): Record<string, string> {
  const hidden = new Set(Object.keys(over).map(pathOf));
  const gone = Object.keys(over).filter((key) => key.startsWith('-/'));
  const isGone = (path: string): boolean => gone.some((key) => path.startsWith(`${key.slice(1)}/`));
  // The bits of a file that was written again stay, those of one that is gone do not.
  const isLost = (key: string): boolean =>
    key.startsWith('=') && (hidden.has(key) || over[`-${key.slice(1)}`] !== undefined);
  const kept = Object.entries(under).filter(
    ([key]) => !hidden.has(pathOf(key)) && !isGone(pathOf(key)) && !isLost(key),
  );
  return Object.fromEntries([...kept, ...Object.entries(over)]);
}

/** Holds an image that has no name yet. Throws where there is no room. */
export function holdImage({ engine }: Holder, image: Image): void {
  if (Object.keys(engine.images).length >= MOST) throw invalid(`there is room for ${MOST} images`);
  put(engine, 'images', image.id, { ...image, name: '' });
}

/** Gives a name to an image that is held; one that had it before keeps its other names, or none. */
export function tagImage(host: EngineHost, image: Image, name: string): void {
  const { engine } = host;
  const before = own(engine.images, name);
  if (before?.id === image.id) return;
  if (before) dropName(host, name);
  removeKeys(host, (key, held) => key === image.id && held.id === image.id);
  put(engine, 'images', name, { ...image, name });
  noteImage(host, { id: image.id, labels: image.made?.config.labels }, 'tag', name);
}

/** Takes a name from the image that has it; the image stays. */
export function dropName(host: EngineHost, name: string): void {
  const image = own(host.engine.images, name);
  if (!image) return;
  removeKeys(host, (key) => key === name);
  if (!imageWith(host.engine.images, image.id)) put(host.engine, 'images', image.id, { ...image, name: '' });
}

/** Forgets an image under all its names. */
export const forgetImage = (host: Holder, id: string): void => removeKeys(host, (_, held) => held.id === id);

function removeKeys({ engine }: Holder, goes: (key: string, image: Image) => boolean): void {
  engine.images = Object.fromEntries(Object.entries(engine.images).filter(([key, image]) => !goes(key, image)));
}
