import { FileError } from '../../files/entry.ts';
import { resolvePath } from '../../files/path.ts';
import { find, obstacle, treeAt, writeText } from '../../files/tree.ts';
import { options } from '../../tool/grammar.ts';
import { readOptions } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError, hint } from '../../tool/tool-error.ts';
import { quote } from '../text/input.ts';

/** coreutils touch: files have no times here, so that it makes those that are not there. */
export const touch: Tool = {
  name: 'touch',
  grammar: {
    options: options({
      '-a -m -f': 'none',
      '-c,--no-create': 'none',
      '-h,--no-dereference': 'none',
      '-d,--date': 'text',
      '-t': 'text',
      '-r,--reference': 'file',
    }),
    usual: '-c',
    operands: ['file'],
  },
  run(call) {
    const { has, operands } = readOptions(call, touch);
    if (operands.length === 0) throw new ToolError(`touch: missing file operand\n${hint('touch')}`, 1);
    let failed = false;
    for (const name of operands) {
      const path = resolvePath(call.cwd, name);
      const tree = treeAt(call.world(), call.place, call.namespace);
      const entry = find(tree, path);
      if (entry?.kind === 'directory' || (!entry && has('c'))) continue;
      const device = entry?.kind === 'file' && entry.write !== undefined;
      const reason = device ? undefined : obstacle(tree, path);
      if (reason !== undefined) {
        call.err(`touch: cannot touch ${quote(call, name)}: ${reason}\n`);
        failed = true;
      } else if (!entry) make(path);
    }
    return failed ? 1 : 0;

    function make(path: string): void {
      try {
        call.update((world) => writeText(treeAt(world, call.place, call.namespace), path, ''));
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        failed = true;
      }
    }
  },
};
