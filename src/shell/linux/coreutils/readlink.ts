import { FileError } from '../../files/entry.ts';
import { resolvePath } from '../../files/path.ts';
import { lookup, treeAt } from '../../files/tree.ts';
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
      try {
        const found = lookup(tree, resolvePath(call.cwd, name), { follow: follows });
        const target = found.entry.kind === 'link' ? found.entry.target : follows ? found.path : undefined;
        if (target === undefined) exit = 1;
        else call.out(`${target}\n`);
      } catch (failure) {
        if (!(failure instanceof FileError)) throw failure;
        exit = 1;
      }
    }
    return exit;
  },
};
