import { options, type Grammar } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';
import { later } from '../../tool/later.ts';

const CHANGE: Grammar = {
  named: { dev: 'interface', gw: 'address', netmask: 'text' },
  operands: [['default', '-host', '-net']],
};

/** net-tools' route */
export const route: Tool = {
  name: 'route',
  folder: '/usr/sbin',
  grammar: {
    optionsFirst: true,
    options: options({
      '-e,--extend -v,--verbose -V,--version -n,--numeric -N,--symbolic': 'none',
      '-A,--protocol': ['inet', 'inet6'],
      '-C,--cache -F,--fib -h,--help -4,--inet -6,--inet6': 'none',
    }),
    usual: '-n',
    words: { add: CHANGE, del: CHANGE },
  },
  run: later(async () => (await import('./runs.ts')).runRoute),
};
