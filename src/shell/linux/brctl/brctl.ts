import type { Tool } from '../../tool/tool.ts';
import { later } from '../../tool/later.ts';

/** bridge-utils' brctl */
export const brctl: Tool = {
  name: 'brctl',
  folder: '/usr/sbin',
  grammar: {
    words: { show: { operands: ['bridge'] }, showmacs: { operands: ['bridge'] }, showstp: { operands: ['bridge'] } },
  },
  run: later(async () => (await import('./brctl-run.ts')).runBrctl),
};
