import { options } from '../../tool/grammar.ts';
import { later } from '../../tool/later.ts';
import type { Tool } from '../../tool/tool.ts';

/** socat 1.8 */
export const socat: Tool = {
  name: 'socat',
  aliases: ['socat1'],
  grammar: {
    options: options({ '-u -U -V -d -v -x -h -4 -6': 'none', '-T -t -b -lf': 'text' }),
    usual: '-u -d -T',
    operands: ['text', 'text'],
  },
  run: later(async () => (await import('./socat-run.ts')).runSocat),
};
