/** Texts as docker's tables shorten and count them (docker/go-units, docker/cli formatter). */
import { byBytes } from '../template/value/type.ts';

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

/** `5 seconds`, `About a minute`, `3 weeks`. */
export function humanDuration(seconds: number): string {
  if (seconds < 1) return 'Less than a second';
  if (seconds < 2) return '1 second';
  if (seconds < 60) return `${Math.floor(seconds)} seconds`;
  const minutes = Math.floor(seconds / 60);
  if (minutes === 1) return 'About a minute';
  if (minutes < 60) return `${minutes} minutes`;
  const hours = Math.floor(seconds / 3600 + 0.5);
  if (hours === 1) return 'About an hour';
  if (hours < 48) return `${hours} hours`;
  if (hours < 24 * 7 * 2) return `${Math.floor(hours / 24)} days`;
  if (hours < 24 * 30 * 2) return `${Math.floor(hours / 24 / 7)} weeks`;
  if (hours < 24 * 365 * 2) return `${Math.floor(hours / 24 / 30)} months`;
  return `${Math.floor(seconds / 3600 / 24 / 365)} years`;
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
    .map((name) => `${name}=${labels[name]}`)
    .join(',');

/** A word with its first letter in upper case. */
export const title = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
