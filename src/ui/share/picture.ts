import type { TFunction } from 'i18next';
import { sceneOf } from '../../graph/scene/scene-of.ts';
import { exportSvg } from '../../graph/stage/export-svg.ts';
import type { Theme } from '../../graph/palette.ts';
import type { Svg } from '../../graph/stage/svg.ts';
import { worldOf } from '../../store/lab.ts';
import type { Stores } from '../../store/stores.ts';
import type { World } from '../../world/world.ts';
import { graphLabels } from '../graph/labels.ts';

/** The files of the page's own type; a character is in one of its family's. */
const type = [
  { family: 'Inter Variable', url: new URL('../fonts/inter.woff2', import.meta.url).href },
  { family: 'Inter Variable', url: new URL('../fonts/inter-further.woff2', import.meta.url).href },
  { family: 'JetBrains Mono Variable', url: new URL('../fonts/jetbrains-mono.woff2', import.meta.url).href },
  { family: 'JetBrains Mono Variable', url: new URL('../fonts/jetbrains-mono-further.woff2', import.meta.url).href },
];

/** Pixels of a PNG per px of the picture. */
const SCALE = 2;
/** More pixels no browser is sure to draw. */
const MOST_PIXELS = 60_000_000;

/** The picture as it is shown, all of it, as vectors. */
export const svgPicture = async (stores: Stores, t: TFunction, metadata: string): Promise<string> =>
  (await drawn(stores, t, metadata)).text;

/** The same as a PNG. */
export async function pngPicture(stores: Stores, t: TFunction, metadata: string): Promise<Uint8Array<ArrayBuffer>> {
  const { text, width, height } = await drawn(stores, t, metadata);
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const scale = Math.min(SCALE, Math.sqrt(MOST_PIXELS / (width * height)));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (blob === null) throw new Error('this browser cannot write a PNG');
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** The picture of the lab, or of an earlier world of it, for paper. */
export const svgForPaper = async (stores: Stores, t: TFunction, world?: World): Promise<string> =>
  (await drawn(stores, t, '', world, 'light')).text;

async function drawn(
  stores: Stores,
  t: TFunction,
  metadata: string,
  world = worldOf(stores.lab.getState()),
  theme: Theme = document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light',
): Promise<Svg> {
  const lab = stores.lab.getState();
  const { level, folded, dependencies, ...view } = stores.view.getState();
  const shown = [...view.shown, ...view.shownProjects];
  const scene = sceneOf(world, level, { folded, dependencies });
  const fonts = await faces();
  return exportSvg(
    { scene, level, positions: lab.positions, theme, labels: graphLabels(t), shown },
    `<metadata>${metadata}</metadata>\n<style>${fonts.join('')}</style>`,
  );
}

let known: Promise<readonly string[]> | undefined;

/** Once for all pictures; asked for again where they did not come. */
async function faces(): Promise<readonly string[]> {
  known ??= Promise.all(type.map(face));
  try {
    return await known;
  } catch (error) {
    known = undefined;
    throw error;
  }
}

/** The page's own type, so that the picture looks the same wherever it is opened. */
async function face({ family, url }: (typeof type)[number]): Promise<string> {
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return `@font-face{font-family:'${family}';font-weight:400 700;src:url(data:font/woff2;base64,${base64}) format('woff2')}`;
}
