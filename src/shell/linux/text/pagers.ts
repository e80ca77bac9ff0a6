import { absolute, readText, treeAt } from '../../files/tree.ts';
import { FileError } from '../../files/entry.ts';
import { options } from '../../tool/grammar.ts';
import { readOptions } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';

/** util-linux more: at a terminal all of it, as the terminal scrolls; else each file under its name. */
export const more: Tool = {
  name: 'more',
  aliases: ['pager'],
  grammar: { options: options({ '-d -f -l -c -p -s -u -e': 'none', '-n': 'number' }), operands: ['file'] },
  run(call) {
    const { operands } = readOptions(call, more);
    if (operands.length === 0) call.out(call.stdin);
    const tree = treeAt(call.world(), call.place, call.namespace);
    for (const name of operands)
      try {
        const text = readText(tree, absolute(call.cwd, name));
        const bare = call.tty === true && operands.length === 1;
        call.out(bare ? text : `::::::::::::::\n${name}\n::::::::::::::\n${text}`);
      } catch (failure) {
        if (!(failure instanceof FileError)) throw failure;
        call.err(`more: cannot open ${name}: ${failure.message}\n`);
      }
    return 0;
  },
};

/** less, which the lab's images lack: all of it at once, as the terminal scrolls. */
export const less: Tool = {
  name: 'less',
  hostsOnly: true,
  grammar: {
    options: options({ '-E -F -I -M -N -R -S -X -e -i -m -n -r -s': 'none', '-p': 'text' }),
    operands: ['file'],
  },
  run(call) {
    const { operands } = readOptions(call, less, 1);
    if (operands.length === 0 && call.stdin === '') {
      call.err('Missing filename ("less --help" for help)\n');
      return 1;
    }
    const tree = treeAt(call.world(), call.place, call.namespace);
    let exit = 0;
    for (const name of operands.length === 0 ? ['-'] : operands)
      try {
        call.out(name === '-' ? call.stdin : readText(tree, absolute(call.cwd, name)));
      } catch (failure) {
        if (!(failure instanceof FileError)) throw failure;
        call.err(`${name}: ${failure.message}\n`);
        exit = 1;
      }
    return exit;
  },
};
