import { resolvePath } from '../files/path.ts';
import { find, treeAt } from '../files/tree.ts';
import type { Tool } from '../tool/tool.ts';

/** debianutils which */
export const which: Tool = {
  name: 'which',
  grammar: { operands: ['command'] },
  run(call) {
    let exit = 0;
    const tree = treeAt(call.world(), call.place, call.namespace);
    for (const name of call.argv.slice(1).filter((word) => !word.startsWith('-'))) {
      if (name.includes('/')) {
        if (find(tree, resolvePath(call.cwd, name))?.kind === 'file') call.out(`${name}\n`);
        else exit = 1;
      } else if (call.has(call.place, name)) call.out(`${call.folderOf(call.place, name)}/${name}\n`);
      else exit = 1;
    }
    return exit;
  },
};
