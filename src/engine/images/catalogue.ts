import type { Random } from '../engine.ts';
import type { Image } from './image.ts';
import { hex } from '../random.ts';
import { IMAGES } from './images.table.ts';

/** Octets of the images' one layer. */
const SIZE = 127_682_192;
/** Milliseconds between the imports of two images. */
const IMPORT = 6_000;
/** How long the newest image had been there when the engine started. */
const AGE = 12 * 60_000;

/** The lab's images, by name and tag; all have the same layer. */
export function catalogue(random: Random, now: number): Record<string, Image> {
  const layer = hex(random, 64);
  const store = hex(random, 64);
  const images = IMAGES.map(({ name, cmd, expose }, i): Image => ({
    id: `sha256:${hex(random, 64)}`,
    name,
    cmd: [...cmd],
    entrypoint: null,
    expose: (expose ?? []).map((port) => `${port}/tcp`),
    env: null,
    created: now - AGE - (IMAGES.length - 1 - i) * IMPORT,
    size: SIZE,
    layer,
    store,
  }));
  return Object.fromEntries(images.map((image) => [image.name, image]));
}
