import { options } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';
import { later } from '../../tool/later.ts';

/** coreutils wc */
export const wc: Tool = {
  name: 'wc',
  grammar: {
    options: options({ '-c,--bytes -m,--chars -l,--lines -L,--max-line-length -w,--words': 'none' }),
    operands: ['file'],
  },
  run: later(async () => (await import('./runs.ts')).runWc),
};
