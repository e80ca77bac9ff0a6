import { options } from '../../../tool/grammar.ts';
import { later } from '../../../tool/later.ts';
import type { Tool } from '../../../tool/tool.ts';

export const MONITOR = 'xtables-monitor';

/** Tells the way of packets through the rules, of those that -j TRACE picks out. */
export const monitor: Tool = {
  name: MONITOR,
  folder: '/usr/sbin',
  hostsOnly: true,
  grammar: {
    options: options({ '-t,--trace -e,--event -4,--ipv4 -6,--ipv6 -c,--counters -h,--help -V,--version': 'none' }),
  },
  run: later(async () => (await import('./monitor-run.ts')).runMonitor),
};
