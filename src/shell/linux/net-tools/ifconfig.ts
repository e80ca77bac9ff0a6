import { options } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';
import { later } from '../../tool/later.ts';

/** net-tools' ifconfig */
export const ifconfig: Tool = {
  name: 'ifconfig',
  folder: '/usr/sbin',
  grammar: {
    options: options({ '-a -s -v -V,-version,--version -h,-?,-help,--help': 'none' }),
    usual: '-a -s',
    operands: ['interface', ['up', 'down']],
  },
  run: later(async () => (await import('./runs.ts')).runIfconfig),
};
