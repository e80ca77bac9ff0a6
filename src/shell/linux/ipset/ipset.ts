import { later } from '../../tool/later.ts';
import type { Tool } from '../../tool/tool.ts';

/** Sets of addresses that rules ask for. */
export const ipset: Tool = {
  name: 'ipset',
  folder: '/usr/sbin',
  hostsOnly: true,
  grammar: {
    operands: [
      [
        'create',
        'add',
        'del',
        'test',
        'destroy',
        'list',
        'save',
        'restore',
        'flush',
        'rename',
        'swap',
        'help',
        'version',
      ],
      'text',
    ],
  },
  run: later(async () => (await import('./ipset-run.ts')).runIpset),
};
