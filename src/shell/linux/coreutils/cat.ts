import { FileError } from '../../files/entry.ts';
import { absolute, readText, treeAt } from '../../files/tree.ts';
import { options } from '../../tool/grammar.ts';
import { readOptions, type Parsed } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';

/** coreutils cat */
export const cat: Tool = {
  name: 'cat',
  grammar: {
    options: options({
      '-A,--show-all -b,--number-nonblank -e -E,--show-ends -n,--number -s,--squeeze-blank -t -T,--show-tabs -u -v,--show-nonprinting':
        'none',
    }),
    usual: '-A -b -n --number',
    operands: ['file'],
  },
  run(call) {
    const given = readOptions(call, cat);
    let exit = 0;
    let text = '';
    for (const name of given.operands.length === 0 ? ['-'] : given.operands) {
      try {
        const tree = treeAt(call.world(), call.place, call.namespace);
        text += name === '-' ? call.stdin : readText(tree, absolute(call.cwd, name));
      } catch (failure) {
        if (!(failure instanceof FileError)) throw failure;
        call.err(`cat: ${name}: ${failure.message}\n`);
        exit = 1;
      }
    }
    call.out(format(text, given));
    return exit;
  },
};

function format(text: string, { options: given, has }: Parsed): string {
  if (given.every(({ name }) => name === 'u')) return text;
  let number = 0;
  let blank = false;
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  const shown = [...lines.map((line) => ({ line, end: '\n' })), ...(last === '' ? [] : [{ line: last, end: '' }])];
  return shown
    .map(({ line, end }) => {
      if (has('s') && line === '' && blank) return '';
      blank = line === '';
      const counted = has('b') ? line !== '' : has('n');
      const prefix = counted ? `${String((number += 1)).padStart(6)}\t` : '';
      const body = has('T', 'A', 't') ? line.replaceAll('\t', '^I') : line;
      return `${prefix}${body}${has('E', 'A', 'e') && end ? '$' : ''}${end}`;
    })
    .join('');
}
