import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import subsetFont from 'subset-font';

/** A font of the page: what the page has of one that is in a package. */
interface Font {
  readonly package: string;
  readonly source: string;
  /** From the project's root. */
  readonly file: string;
}

export const fonts: readonly Font[] = [
  {
    package: '@fontsource-variable/inter',
    source: 'files/inter-latin-wght-normal.woff2',
    file: 'src/ui/fonts/inter.woff2',
  },
  {
    package: '@fontsource-variable/jetbrains-mono',
    source: 'files/jetbrains-mono-latin-wght-normal.woff2',
    file: 'src/ui/fonts/jetbrains-mono.woff2',
  },
];

/** As in `unicode-range` of `src/ui/theme.css`. */
const ranges: readonly (readonly [first: number, last: number])[] = [
  [0x20, 0x7e],
  [0xa0, 0xff],
  [0x131, 0x131],
  [0x152, 0x153],
  [0x2bb, 0x2bc],
  [0x2c6, 0x2c6],
  [0x2da, 0x2da],
  [0x2dc, 0x2dc],
  [0x2000, 0x206f],
  [0x20ac, 0x20ac],
  [0x2122, 0x2122],
  [0x2190, 0x2193],
  [0x2212, 0x2212],
  [0x2215, 0x2215],
  [0xfeff, 0xfeff],
  [0xfffd, 0xfffd],
];

const characters = ranges
  .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)))
  .join('');

/** What sets letters and accents right, and digits of one width. Ligatures of code change what a command looks like. */
const features = ['kern', 'mark', 'mkmk', 'ccmp', 'locl', 'rlig', 'liga', 'clig', 'tnum'];

/**
 * A font as the page has it: its weights, its characters. The others’ outlines are most of the file.
 * @param root the project's root
 */
export const subsetOf = ({ package: name, source }: Font, root: string): Promise<Buffer> =>
  subsetFont(readFileSync(join(root, 'node_modules', name, source)), characters, {
    targetFormat: 'woff2',
    variationAxes: { wght: { min: 400, max: 700 } },
    keepFeatures: features,
  });
