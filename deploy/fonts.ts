import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import subsetFont from 'subset-font';

/** A font of the page: what the page has of one that is in a package. */
interface Font {
  readonly package: string;
  readonly source: string;
  /** From the project's root. */
  readonly file: string;
  readonly ranges: readonly Range[];
}
type Range = readonly [first: number, last: number];

/** What the page's own texts, commands and their output are written with. */
const plain: readonly Range[] = [
  [0x20, 0x7e],
  [0xa0, 0xa0],
  [0xb2, 0xb2],
  [0xb5, 0xb5],
  [0xb7, 0xb7],
  [0xd7, 0xd7],
  [0x2013, 0x2014],
  [0x2018, 0x2019],
  [0x201c, 0x201d],
  [0x2022, 0x2022],
  [0x2026, 0x2026],
  [0x2190, 0x2193],
  [0x2212, 0x2212],
];

/** Further letters and signs, which only what somebody writes has: a browser fetches them when it meets one. */
const further: readonly Range[] = [
  [0xa1, 0xb1],
  [0xb3, 0xb4],
  [0xb6, 0xb6],
  [0xb8, 0xd6],
  [0xd8, 0xff],
  [0x131, 0x131],
  [0x152, 0x153],
  [0x2bb, 0x2bc],
  [0x2c6, 0x2c6],
  [0x2da, 0x2da],
  [0x2dc, 0x2dc],
  [0x2000, 0x2012],
  [0x2015, 0x2017],
  [0x201a, 0x201b],
  [0x201e, 0x2021],
  [0x2023, 0x2025],
  [0x2027, 0x206f],
  [0x20ac, 0x20ac],
  [0x2122, 0x2122],
  [0x2215, 0x2215],
  [0xfeff, 0xfeff],
  [0xfffd, 0xfffd],
];

/** The two files of a font. */
const filesOf = (name: string): readonly Font[] => {
  const from = {
    package: `@fontsource-variable/${name}`,
    source: `files/${name}-latin-wght-normal.woff2`,
  };
  return [
    { ...from, file: `src/ui/fonts/${name}.woff2`, ranges: plain },
    { ...from, file: `src/ui/fonts/${name}-further.woff2`, ranges: further },
  ];
};

export const fonts: readonly Font[] = ['inter', 'jetbrains-mono'].flatMap(filesOf);

const hex = (code: number) => code.toString(16).toUpperCase().padStart(4, '0');

/** Characters as a style sheet's `unicode-range` has them. */
export const unicodeRange = (ranges: readonly Range[]): string =>
  ranges.map(([first, last]) => `U+${hex(first)}${first === last ? '' : `-${hex(last)}`}`).join(', ');

const charactersOf = (ranges: readonly Range[]): string =>
  ranges
    .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)))
    .join('');

/** What sets letters and accents right, and digits of one width. Ligatures of code change what a command looks like. */
const features = ['kern', 'mark', 'mkmk', 'ccmp', 'locl', 'rlig', 'liga', 'clig', 'tnum'];

/**
 * A font as the page has it: its weights, its characters. The others’ outlines are most of the file.
 * @param root the project's root
 */
export const subsetOf = ({ package: name, source, ranges }: Font, root: string): Promise<Buffer> =>
  subsetFont(readFileSync(join(root, 'node_modules', name, source)), charactersOf(ranges), {
    targetFormat: 'woff2',
    variationAxes: { wght: { min: 400, max: 700 } },
    keepFeatures: features,
  });
