import { options } from '../../tool/grammar.ts';
import { later } from '../../tool/later.ts';
import type { Tool } from '../../tool/tool.ts';

/** The firewall of Ubuntu's hosts. */
export const ufw: Tool = {
  name: 'ufw',
  folder: '/usr/sbin',
  hostsOnly: true,
  grammar: {
    options: options({ '--force --dry-run --version -h,--help': 'none' }),
    optionsFirst: true,
    operands: [
      [
        'status',
        'enable',
        'disable',
        'allow',
        'deny',
        'reject',
        'limit',
        'delete',
        'insert',
        'prepend',
        'route',
        'default',
        'logging',
        'reload',
        'reset',
        'show',
        'app',
        'version',
        'help',
      ],
      'text',
    ],
  },
  run: later(async () => (await import('./ufw-run.ts')).runUfw),
};
