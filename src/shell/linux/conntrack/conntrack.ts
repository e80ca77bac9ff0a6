import { options } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';
import { later } from '../../tool/later.ts';

/** conntrack 1.4.9: lists, counts and removes the connections of a namespace. */
export const conntrack: Tool = {
  name: 'conntrack',
  folder: '/usr/sbin',
  hostsOnly: true,
  grammar: {
    options: options({
      '-L,--dump -D,--delete -F,--flush -C,--count': 'none',
      '-p': ['tcp', 'udp', 'icmp'],
      '-s,--src -d,--dst': 'address',
      '--sport --dport': 'number',
      '--state': ['ESTABLISHED', 'SYN_SENT', 'TIME_WAIT', 'CLOSE'],
      '-f': ['ipv4', 'ipv6'],
    }),
  },
  run: later(async () => (await import('./conntrack-run.ts')).runConntrack),
};
