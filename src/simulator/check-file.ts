import type { Files } from '../compose/find.ts';
import type { Problem } from '../compose/problem.ts';
import { nameOf, parentOf } from '../shell/files/path.ts';
import { find, treeAt } from '../shell/files/tree.ts';
import { shellAt } from '../shell/shell-state.ts';
import type { Place, World } from '../world/world.ts';

/** Something wrong with a file, or worth a remark. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  readonly text: string;
  /** Lines and columns count from 1; undefined where it is about no line of this file. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

const OF_COMPOSE = /^(?:docker-)?compose(?:\.[\w-]+)*\.ya?ml$/;
/** The names under which compose itself looks for files. */
const LOOKED_FOR = /^(?:docker-)?compose(?:\.override)?\.ya?ml$/;

/** What compose would say of a file's text, before it is saved; nothing where the file is none of compose's. */
export async function checkFile(world: World, place: Place, path: string, text: string): Promise<readonly Finding[]> {
  const name = nameOf(path);
  if (!OF_COMPOSE.test(name) || text.trim() === '') return [];
  const [{ findProject }, { loadProject }, { ComposeError }] = await Promise.all([
    import('../compose/find.ts'),
    import('../compose/load.ts'),
    import('../compose/problem.ts'),
  ]);
  const files = filesWith(world, place, path, text);
  const request = {
    cwd: parentOf(path),
    shell: shellAt(world, place).env,
    files: LOOKED_FOR.test(name) ? [] : [path],
  };
  const finding = (severity: Finding['severity'], { text: said, spot }: Pick<Problem, 'text' | 'spot'>): Finding => ({
    severity,
    text: said,
    ...(spot?.file === path && { line: spot.line, column: spot.column }),
  });
  try {
    const loaded = loadProject(findProject(request, files), files);
    const warnings = loaded.warnings.map((warning) => finding('warning', warning));
    return loaded.ok ? warnings : [finding('error', loaded.problem), ...warnings];
  } catch (error) {
    if (error instanceof ComposeError) return [finding('error', error.problem)];
    throw error;
  }
}

/** A place's files, one of them with another text. */
function filesWith(world: World, place: Place, path: string, text: string): Files {
  const entry = (at: string) => find(treeAt(world, place), at);
  return {
    read: (at) => {
      if (at === path) return text;
      const found = entry(at);
      return found?.kind === 'file' ? found.read() : undefined;
    },
    isFolder: (at) => entry(at)?.kind === 'directory',
  };
}
