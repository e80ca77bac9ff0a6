import { options } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';
import { later } from '../../tool/later.ts';

/** coreutils tr */
export const tr: Tool = {
  name: 'tr',
  grammar: {
    optionsFirst: true,
    options: options({ '-c,--complement -C -d,--delete -s,--squeeze-repeats -t,--truncate-set1': 'none' }),
    operands: ['text'],
  },
  run: later(async () => (await import('./runs.ts')).runTr),
};
