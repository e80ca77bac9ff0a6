import type { Tool } from '../../tool/tool.ts';
import { GRAMMAR } from './grammar.ts';
import { later } from '../../tool/later.ts';

/** iputils ping */
export const ping: Tool = {
  name: 'ping',
  aliases: ['ping4', 'ping6'],
  grammar: GRAMMAR,
  run: later(async () => (await import('./ping-run.ts')).runPing),
};
