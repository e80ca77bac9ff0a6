import { options } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';
import { later } from '../../tool/later.ts';

/** iputils tracepath */
export const tracepath: Tool = {
  name: 'tracepath',
  probes: true,
  grammar: {
    options: options({ '-4 -6 -b -n -h -V -?': 'none', '-l -m -p': 'number' }),
    usual: '-4 -6 -b -n -m -p',
    operands: ['end'],
  },
  run: later(async () => (await import('./runs.ts')).runTracepath),
};
