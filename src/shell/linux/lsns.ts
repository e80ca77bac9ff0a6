import { options } from '../tool/grammar.ts';
import type { Tool } from '../tool/tool.ts';
import { later } from '../tool/later.ts';

/** util-linux: lsns, of network namespaces; of every other kind the model has none to tell of. */
export const lsns: Tool = {
  name: 'lsns',
  grammar: {
    options: options({
      '-t,--type': ['net'],
      '-p,--task': 'number',
      '-n,--noheadings -r,--raw -u,--notruncate -W,--nowrap -l,--list': 'none',
      '-o,--output': 'text',
    }),
    operands: ['number'],
  },
  run: later(async () => (await import('./lsns-run.ts')).runLsns),
};
