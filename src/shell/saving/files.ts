import type { Place, World } from '../../world/world.ts';
import { locate } from '../../world/place.ts';
import { FileError } from '../files/entry.ts';
import { resolvePath } from '../files/path.ts';
import { find, obstacle, treeAt } from '../files/tree.ts';
import { shellAt } from '../shell-state.ts';

/** What an editor finds at a path. */
export interface FoundFile {
  /** Undefined where there is no file. */
  readonly text: string | undefined;
  /** Why it cannot be written, as a shell says it. */
  readonly obstacle: string | undefined;
}

/** The paths of the files that a place has of its own: those that were written, and those that its engine gave it. */
export function ownFiles(world: World, place: Place): readonly string[] {
  const location = locate(world, place);
  const { files } = location?.container ?? location?.machine ?? { files: {} };
  return Object.keys(files)
    .filter((key) => key.startsWith('/') && !key.endsWith('/'))
    .sort();
}

/** The file at a path, and whether it can be written. A place that is gone, or does not run, has none. */
export function fileAt(world: World, place: Place, path: string): FoundFile {
  try {
    const tree = treeAt(world, place);
    const entry = find(tree, path);
    if (entry?.kind === 'file') return { text: entry.read(), obstacle: obstacle(tree, path) };
    // A folder that is not there yet is made when the file is saved.
    return { text: undefined, obstacle: entry?.kind === 'directory' ? 'Is a directory' : undefined };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return { text: undefined, obstacle: error.message };
  }
}

/** The path that somebody means who types a name at a place. */
export const pathFrom = (world: World, place: Place, name: string): string =>
  resolvePath(shellAt(world, place).cwd, name);
