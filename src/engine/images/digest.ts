import { hex } from '../random.ts';

/** 64 digits that stand for a text: the same for the same one. Not SHA-256, which nothing here needs. */
export function digestOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hex({ state: hash | 0 }, 64);
}

/** The digest of a layer that has such files; in the order of their paths. */
export const layerDigest = (files: Readonly<Record<string, string>>): string =>
  digestOf(JSON.stringify(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))));

/** What the daemon calls a stack of layers (image/rootfs.go: ChainID). */
export const chainOf = (layers: readonly string[]): string =>
  layers.slice(1).reduce((below, layer) => digestOf(`${below} ${layer}`), layers[0] ?? '');
