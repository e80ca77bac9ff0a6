/** Texts as docker's tables shorten and count them (docker/go-units, docker/cli formatter). */
import { byBytes } from '../../../../engine/by-bytes.ts';
import { own } from '../../../../kernel/own.ts';

/** The columns that a character takes on a terminal: two for East Asian wide and fullwidth ones. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;

const widthOf = (character: string): number => (wide.test(character) ? 2 : 1);

/** A text cut to a number of columns, the last of them an ellipsis. */
export function ellipsis(text: string, columns: number): string {
  const characters = [...text];
  const total = characters.reduce((sum, character) => sum + widthOf(character), 0);
  if (total <= columns) return text;
  let kept = '';
  let width = 0;
  for (const character of characters) {
    width += widthOf(character);
    if (width > columns - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** A size in decimal units with so many significant digits: `128MB`, `127.7MB`. */
export function humanSize(octets: number, digits: number): string {
  let size = octets;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${Number(size.toPrecision(digits))}${units[unit] ?? ''}`;
}

/** The twelve digits that stand for an id. */
export const shortId = (id: string): string => id.replace(/^sha256:/, '').slice(0, 12);

/** All labels on one line, in the order of their keys. */
export const joinedLabels = (labels: Readonly<Record<string, string>>): string =>
  Object.keys(labels)
    .sort(byBytes)
    .map((name) => `${name}=${own(labels, name)}`)
    .join(',');

/** A word with its first letter in upper case. */
export const title = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
