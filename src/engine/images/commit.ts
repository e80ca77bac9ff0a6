/** Making images of what is there (moby daemon/commit.go, daemon/images/image_builder.go). */
import type { EngineHost } from '../engine.ts';
import { hex } from '../random.ts';
import { layerDigest } from './digest.ts';
import type { Image, ImageConfig, Made } from './image.ts';
import { holdImage } from './store.ts';

/** What a new image is to be. */
export interface NewImage {
  /** What it is made of; undefined for one of an archive. */
  readonly parent: Image | undefined;
  readonly cmd: readonly string[];
  readonly entrypoint: readonly string[] | null;
  readonly expose: readonly string[];
  readonly env: readonly string[] | null;
  readonly config: ImageConfig;
  readonly comment?: string | undefined;
  readonly author?: string | undefined;
  readonly createdBy: string;
  /** What its one layer adds; undefined where it adds none. */
  readonly files: Readonly<Record<string, string>> | undefined;
  readonly step?: string | undefined;
  readonly bare?: boolean | undefined;
}

/** Octets of some files. */
export const sizeOf = (files: Readonly<Record<string, string>>): number =>
  Object.entries(files).reduce((sum, [key, text]) => sum + (/^[-=]|\/$/.test(key) ? 0 : text.length), 0);

/** Makes an image, which is held without a name. Throws where there is no room. */
export function makeImage(host: EngineHost, wanted: NewImage): Image {
  const { parent, files, comment = '', author = '', createdBy, config, step, bare } = wanted;
  const adds = sizeOf(files ?? {});
  const layers = [...(parent?.made?.layers ?? []), ...(files && parent ? [layerDigest(files)] : [])];
  const made: Made = {
    parent: parent?.id ?? '',
    comment,
    author,
    createdBy,
    adds,
    files: { ...files },
    layers,
    config,
    ...(step !== undefined && { step }),
    ...((bare || parent?.made?.bare) && { bare: true as const }),
  };
  const image: Image = {
    id: `sha256:${hex(host.random, 64)}`,
    name: '',
    cmd: [...wanted.cmd],
    entrypoint: wanted.entrypoint && [...wanted.entrypoint],
    expose: [...wanted.expose],
    env: wanted.env && [...wanted.env],
    created: host.clock.now,
    size: (parent?.size ?? 0) + adds,
    layer: parent?.layer ?? layerDigest(files ?? {}),
    store: files || !parent ? hex(host.random, 64) : parent.store,
    ...(parent?.standIn && { standIn: parent.standIn }),
    ...(parent?.hub !== undefined && { hub: parent.hub }),
    made,
  };
  holdImage(host, image);
  return image;
}
