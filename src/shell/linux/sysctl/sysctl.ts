import { options } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';
import { later } from '../../tool/later.ts';

/** procps' sysctl */
export const sysctl: Tool = {
  name: 'sysctl',
  folder: '/usr/sbin',
  grammar: {
    options: options({
      '-a,--all -b,--binary --deprecated --dry-run -h,--help -e,--ignore': 'none',
      '-p,--load': { optional: 'file' },
      '-N,--names': 'none',
      '-r,--pattern': 'text',
      '-q,--quiet --system -n,--values -V,--version -w,--write -f -o -x -A -X -d': 'none',
    }),
    usual: '-a -n -w',
    operands: ['sysctl'],
  },
  run: later(async () => (await import('./sysctl-run.ts')).runSysctl),
};
