import { options } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';
import { TYPES } from './lookup.ts';
import { later } from '../../tool/later.ts';

/** BIND's dig, over UDP. */
export const dig: Tool = {
  name: 'dig',
  grammar: {
    options: options({ '-4 -6': 'none', '-p': 'number', '-t': TYPES, '-x': 'address' }),
    operands: ['server', 'server', 'server'],
  },
  run: later(async () => (await import('./runs.ts')).runDig),
};
