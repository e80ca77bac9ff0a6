import { options } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';
import { later } from '../../tool/later.ts';

/** coreutils seq */
export const seq: Tool = {
  name: 'seq',
  grammar: {
    optionsFirst: true,
    options: options({ '-f,--format -s,--separator': 'text', '-w,--equal-width': 'none' }),
    operands: ['number'],
  },
  run: later(async () => (await import('./runs.ts')).runSeq),
};
