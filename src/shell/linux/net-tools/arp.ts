import { options } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';
import { later } from '../../tool/later.ts';

/** net-tools' arp */
export const arp: Tool = {
  name: 'arp',
  folder: '/usr/sbin',
  grammar: {
    options: options({
      '-v,--verbose -V,--version -a,--all -d,--delete -f': 'none',
      '--file': 'file',
      '-n,--numeric -s,--set': 'none',
      '-A,--protocol -p -H,--hw-type -t': 'text',
      '-i,--device': 'interface',
      '-h,--help -D,--use-device -N,--symbolic -e -?': 'none',
    }),
    usual: '-a -e -n -d -i -s',
    operands: ['address'],
  },
  run: later(async () => (await import('./runs.ts')).runArp),
};
