import { MOST_FILES, type GivenFile } from '../../formats/compose/open/given.ts';
import { isCompose, isYaml, MOST_TEXT } from '../../formats/compose/open/recognise.ts';

/** The texts of files of which at least one is a compose file; undefined where none is. */
export async function givenOf(files: readonly File[]): Promise<readonly GivenFile[] | undefined> {
  const given = await textsOf(files);
  return given.some(({ name, text }) => isCompose(text) || (isYaml(name) && files.length === 1)) ? given : undefined;
}

/** The texts of files, each by its way from the folder that was dropped; what is too large is cut, which the plan refuses. */
export const textsOf = (files: readonly File[]): Promise<readonly GivenFile[]> =>
  Promise.all(
    files.slice(0, MOST_FILES + 1).map(async (file) => ({
      name: file.webkitRelativePath.split('/').slice(1).join('/') || file.name,
      text: await file.slice(0, MOST_TEXT + 1).text(),
    })),
  );

/** Files with others, which take the place of those of the same name. */
export const joined = (files: readonly GivenFile[], more: readonly GivenFile[]): readonly GivenFile[] => [
  ...files.filter(({ name }) => !more.some((other) => other.name === name)),
  ...more,
];
