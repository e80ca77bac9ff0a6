import { FileError } from '../../files/entry.ts';
import { absolute, readText, treeAt } from '../../files/tree.ts';
import { options } from '../../tool/grammar.ts';
import { readOptions } from '../../tool/options.ts';
import { ToolError } from '../../tool/tool-error.ts';
import type { Tool } from '../../tool/tool.ts';

/** diffutils cmp: whether two files are the same, and where they first are not. */
export const cmp: Tool = {
  name: 'cmp',
  grammar: { options: options({ '-s,--quiet,--silent': 'none' }), operands: ['file'] },
  probes: true,
  run(call) {
    const given = readOptions(call, cmp, 2);
    const [one = '', other = '-'] = given.operands;
    if (one === '')
      throw new ToolError("cmp: missing operand after 'cmp'\ncmp: Try 'cmp --help' for more information.\n", 2);
    const read = (name: string): string => {
      try {
        const tree = treeAt(call.world(), call.place, call.namespace);
        return name === '-' ? call.stdin : readText(tree, absolute(call.cwd, name));
      } catch (failure) {
        if (!(failure instanceof FileError)) throw failure;
        throw new ToolError(`cmp: ${name}: ${failure.message}\n`, 2);
      }
    };
    const [a, b] = [read(one), read(other)];
    if (a === b) return 0;
    let at = 0;
    while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
    const line = a.slice(0, at).split('\n').length;
    if (given.has('s')) return 1;
    if (at < a.length && at < b.length) call.out(`${one} ${other} differ: byte ${at + 1}, line ${line}\n`);
    else call.err(`cmp: EOF on ${at === a.length ? one : other} after byte ${at}, in line ${line}\n`);
    return 1;
  },
};
