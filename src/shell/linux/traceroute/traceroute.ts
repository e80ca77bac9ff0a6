import type { Tool } from '../../tool/tool.ts';
import { GRAMMAR } from './options.ts';
import { later } from '../../tool/later.ts';

/** traceroute 2.1 (Dmitry Butskoy's) */
export const traceroute: Tool = {
  name: 'traceroute',
  aliases: ['traceroute6'],
  folder: '/usr/sbin',
  probes: true,
  grammar: GRAMMAR,
  run: later(async () => (await import('./runs.ts')).runTraceroute),
};
