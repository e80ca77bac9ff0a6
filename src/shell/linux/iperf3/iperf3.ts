import { options } from '../../tool/grammar.ts';
import { later } from '../../tool/later.ts';
import type { Tool } from '../../tool/tool.ts';

/** iperf3: the way of its connections is walked, its figures are the simulator's. */
export const iperf3: Tool = {
  name: 'iperf3',
  grammar: {
    options: options({
      '-s,--server -1,--one-off -D,--daemon -v,--version -h,--help -4,--version4 -6,--version6 -V,--verbose': 'none',
      '-c,--client': 'end',
      '-p,--port -t,--time -i,--interval --connect-timeout': 'number',
      '-B,--bind -f,--format': 'text',
    }),
    usual: '-s -c -p -t -1',
  },
  run: later(async () => (await import('./iperf3-run.ts')).runIperf3),
};
