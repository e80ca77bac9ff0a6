import { LIMITS } from '../../snapshot/limits.ts';
import type { GivenFile } from '../../formats/compose/open/given.ts';

/** So many files are taken at once. */
const MOST_FILES = 64;

/** The texts of files, each by its name; what is too large is cut, which the reader refuses. */
export const textsOf = (files: readonly File[]): Promise<readonly GivenFile[]> =>
  Promise.all(
    files.slice(0, MOST_FILES).map(async (file) => ({
      name: file.name,
      text: await file.slice(0, 2 * LIMITS.text + 1).text(),
    })),
  );

/** Texts with others, each under a name of its own: two hosts may well have an `ip.json` each. */
export function withMore(files: readonly GivenFile[], more: readonly GivenFile[]): readonly GivenFile[] {
  const all = [...files];
  for (const { name, text } of more) {
    if (all.some((other) => other.text === text)) continue;
    let free = name;
    for (let at = 2; all.some((other) => other.name === free); at += 1) free = `${name} (${at})`;
    all.push({ name: free, text });
  }
  return all;
}

/** Asks for files. */
export function pickTexts(take: (files: readonly GivenFile[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.onchange = () => void textsOf([...(input.files ?? [])]).then((texts) => take(withMore([], texts)));
  input.click();
}
