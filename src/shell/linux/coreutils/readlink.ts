import { FileError, type Tree } from '../../files/entry.ts';
import { childOf, nameOf, parentOf, resolvePath } from '../../files/path.ts';
import { find, lookup, treeAt } from '../../files/tree.ts';
import { options } from '../../tool/grammar.ts';
import { readOptions } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { usageError } from '../../tool/tool-error.ts';

/** coreutils readlink */
export const readlink: Tool = {
  name: 'readlink',
  grammar: { options: options({ '-e -f -m -n -q -s -v -z': 'none' }), operands: ['file'] },
  run(call) {
    const { has, operands } = readOptions(call, readlink);
    if (operands.length === 0) throw usageError('readlink', 'missing operand');
    const follows = has('f', 'e', 'm');
    const tree = treeAt(call.world(), call.place, call.namespace);
    let exit = 0;
    for (const name of operands) {
      const path = resolvePath(call.cwd, name);
      const target = follows
        ? canonical(tree, path, has('m') ? 'none' : has('e') ? 'all' : 'folder')
        : ownTarget(tree, path);
      if (target === undefined) exit = 1;
      else call.out(`${target}${has('n') ? '' : '\n'}`);
    }
    return exit;
  },
};

function ownTarget(tree: Tree, path: string): string | undefined {
  const entry = find(tree, path, { follow: false });
  return entry?.kind === 'link' ? entry.target : undefined;
}

const LINKS_AT_MOST = 20;

/** How much of a path must be there: all of it (-e), all but its last part (-f), nothing (-m). */
type Needed = 'all' | 'folder' | 'none';

/** A path with every symbolic link followed (gnulib: canonicalize_filename_mode). */
function canonical(tree: Tree, path: string, needed: Needed, links = 0): string | undefined {
  const real = realPath(tree, path);
  if (real !== undefined || needed === 'all') return real;
  if (path === '/') return path;
  const target = ownTarget(tree, path);
  if (target !== undefined && links === LINKS_AT_MOST) return undefined;
  if (target !== undefined) return canonical(tree, resolvePath(parentOf(path), target), needed, links + 1);
  const folder = canonical(tree, parentOf(path), needed === 'none' ? 'none' : 'all', links);
  return folder === undefined ? undefined : childOf(folder, nameOf(path));
}

function realPath(tree: Tree, path: string): string | undefined {
  try {
    return lookup(tree, path).path;
  } catch (failure) {
    if (failure instanceof FileError) return undefined;
    throw failure;
  }
}
