import { options } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';
import { TYPES } from './lookup.ts';
import { later } from '../../tool/later.ts';

/** BIND's host. */
export const host: Tool = {
  name: 'host',
  grammar: {
    options: options({
      '-4 -6 -a -A -C -d -i -l -r -s -T -U -v -w': 'none',
      '-t': TYPES,
      '-c -m -V': 'text',
      '-N -p -R -W': 'number',
    }),
    usual: '-4 -6 -a -v -t -W',
    operands: ['end', 'server'],
  },
  run: later(async () => (await import('./runs.ts')).runHost),
};
