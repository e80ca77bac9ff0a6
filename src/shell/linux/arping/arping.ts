import { options } from '../../tool/grammar.ts';
import { later } from '../../tool/later.ts';
import type { Tool } from '../../tool/tool.ts';

/** iputils' arping: asks the link's neighbours. */
export const arping: Tool = {
  name: 'arping',
  grammar: {
    options: options({
      '-f -q -b -D -U -A -V -h': 'none',
      '-c -w -i': 'number',
      '-I': 'interface',
      '-s': 'address',
    }),
    operands: ['end'],
  },
  run: later(async () => (await import('./arping-run.ts')).runArping),
};
