import type { Tool } from '../../tool/tool.ts';
import { later } from '../../tool/later.ts';

/** BIND's nslookup for one name. */
export const nslookup: Tool = {
  name: 'nslookup',
  grammar: { operands: ['end', 'server'] },
  run: later(async () => (await import('./runs.ts')).runNslookup),
};
