import type { Tool } from '../../tool/tool.ts';
import { GRAMMAR } from './grammar.ts';
import { later } from '../../tool/later.ts';

/** iproute2's ip */
export const ip: Tool = {
  name: 'ip',
  folder: '/usr/sbin',
  grammar: GRAMMAR,
  run: later(async () => (await import('./ip-run.ts')).runIp),
};
