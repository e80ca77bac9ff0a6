/** The project that files make, where nothing is opened of it. */
import { findProject } from '../../../compose/find.ts';
import { loadProject } from '../../../compose/load.ts';
import { ComposeError } from '../../../compose/problem.ts';
import type { Project } from '../../../compose/project.ts';
import { chosenFiles, filesIn, isDefault, MOST_FILES, safeName, type GivenFile } from './given.ts';
import { mended } from './lenient.ts';
import { MOST_TEXT } from './recognise.ts';

/** What the files lie in, whose name is the project's where nothing else says one. */
const FOLDER = '/root/project';

type ProjectIn = { readonly ok: true; readonly project: Project } | { readonly ok: false; readonly text: string };

/**
 * Reads the compose files among some, as far as they hold: what they name and is not given is left out. Takes any files, and
 * never throws. @param name what the project is called, whatever they say
 */
export function projectIn(given: readonly GivenFile[], name?: string): ProjectIn {
  const size = given.reduce((sum, { text }) => sum + text.length, 0);
  if (given.length > MOST_FILES || size > MOST_TEXT) return { ok: false, text: 'the files are too many or too large' };
  const files = given.map((file) => ({ name: safeName(file.name), text: file.text.replace(/\r\n?/g, '\n') }));
  const chosen = chosenFiles(files);
  const lying = filesIn(FOLDER, files);
  try {
    const found = findProject({ cwd: FOLDER, shell: {}, files: isDefault(chosen) ? [] : chosen, name }, lying);
    const loaded = loadProject(found, lying, { noConsistency: true, noEnvResolution: true });
    return loaded.ok ? { ok: true, project: mended(loaded.project).project } : { ok: false, text: loaded.problem.text };
  } catch (error) {
    if (!(error instanceof ComposeError)) throw error;
    return { ok: false, text: error.problem.text };
  }
}
