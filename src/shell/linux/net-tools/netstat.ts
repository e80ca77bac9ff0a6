import { options } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';
import { later } from '../../tool/later.ts';

/** net-tools' netstat */
export const netstat: Tool = {
  name: 'netstat',
  grammar: {
    options: options({
      '-4,--inet -6,--inet6': 'none',
      '-A,--protocol': ['inet', 'inet6'],
      '-V,--version -i,--interfaces -h,--help -r,--route -s,--statistics -M,--masquerade -n,--numeric': 'none',
      '--numeric-hosts --numeric-ports --numeric-users -N,--symbolic -C,--cache -F,--fib -c,--continuous': 'none',
      '-e,--extend -p,--programs -v,--verbose -l,--listening -a,--all -o,--timers -g,--groups -W,--wide': 'none',
      '-Z,--context -t,--tcp -u,--udp -U,--udplite -S,--sctp -w,--raw -x,--unix -d': 'none',
    }),
    usual: '-a -i -l -n -nr -p -r -s -t -tlnp -u --all --listening --numeric --route --tcp --udp',
  },
  run: later(async () => (await import('./runs.ts')).runNetstat),
};
