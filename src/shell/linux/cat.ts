import { FileError } from '../files/entry.ts';
import { absolute, readText, treeAt } from '../files/tree.ts';
import type { Tool } from '../tool.ts';
import { getopt } from './getopt.ts';

const LONG = {
  'show-all': 'A',
  'number-nonblank': 'b',
  'show-ends': 'E',
  number: 'n',
  'squeeze-blank': 's',
  'show-tabs': 'T',
  'show-nonprinting': 'v',
};

/** coreutils cat */
export const cat: Tool = (call) => {
  const { options, operands, error } = getopt(call.argv.slice(1), { short: 'AbeEnstTuv', long: LONG });
  if (error !== undefined) {
    call.err(`cat: ${error}\nTry 'cat --help' for more information.\n`);
    return 1;
  }
  let exit = 0;
  let text = '';
  for (const name of operands.length === 0 ? ['-'] : operands) {
    try {
      const tree = treeAt(call.world(), call.place, call.namespace);
      text += name === '-' ? call.stdin : readText(tree, absolute(call.cwd, name));
    } catch (failure) {
      if (!(failure instanceof FileError)) throw failure;
      call.err(`cat: ${name}: ${failure.message}\n`);
      exit = 1;
    }
  }
  call.out(format(text, new Set(options.map(({ name }) => name))));
  return exit;
};

function format(text: string, flags: ReadonlySet<string>): string {
  const has = (...names: string[]): boolean => names.some((name) => flags.has(name));
  if (flags.size === 0 || (flags.size === 1 && flags.has('u'))) return text;
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
