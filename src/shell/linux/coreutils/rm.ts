import { FileError } from '../../files/entry.ts';
import { resolvePath } from '../../files/path.ts';
import { lookup, remove, treeAt } from '../../files/tree.ts';
import type { Call } from '../../tool/call.ts';
import { options } from '../../tool/grammar.ts';
import { readOptions } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { usageError } from '../../tool/tool-error.ts';
import { quote } from '../text/input.ts';

interface Wanted {
  readonly recursive: boolean;
  readonly force: boolean;
  readonly empty: boolean;
  readonly verbose: boolean;
}

/** coreutils rm. What a link leads to is left alone, and need not be there. */
export const rm: Tool = {
  name: 'rm',
  grammar: {
    options: options({
      '-r,--recursive -R -f,--force -d,--dir -v,--verbose -i -I --one-file-system --no-preserve-root': 'none',
    }),
    operands: ['file'],
  },
  run(call) {
    const { has, operands } = readOptions(call, rm);
    const wanted = { recursive: has('r', 'R'), force: has('f'), empty: has('d'), verbose: has('v') };
    if (operands.length === 0 && !wanted.force) throw usageError('rm', 'missing operand');
    const gone = operands.map((name) => removeOne(call, wanted, name));
    return gone.every(Boolean) ? 0 : 1;
  },
};

/** Removes one; says whether all is well. */
function removeOne(call: Call, { recursive, force, empty, verbose }: Wanted, name: string): boolean {
  const refuse = (why: string): false => {
    call.err(`rm: ${why}\n`);
    return false;
  };
  if (/(^|\/)\.{1,2}\/*$/.test(name))
    return refuse(`refusing to remove '.' or '..' directory: skipping ${quote(call, name)}`);
  const path = resolvePath(call.cwd, name);
  if (path === '/' && recursive)
    return refuse(
      `it is dangerous to operate recursively on '/'\nrm: use --no-preserve-root to override this failsafe`,
    );
  try {
    call.update((world) => {
      const tree = treeAt(world, call.place, call.namespace);
      const { entry } = lookup(tree, path, { follow: false });
      if (entry.kind === 'directory' && !recursive && !empty) throw new FileError('Is a directory');
      remove(tree, path, { recursive });
    });
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const absent = error.message === 'No such file or directory' || error.message === 'Not a directory';
    return force && absent ? true : refuse(`cannot remove ${quote(call, name)}: ${error.message}`);
  }
  if (verbose) call.out(`removed ${quote(call, name)}\n`);
  return true;
}
