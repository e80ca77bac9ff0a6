import { options } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';
import { later } from '../../tool/later.ts';

/** procps: ps. Exit code 1 where nothing is found. */
export const ps: Tool = {
  name: 'ps',
  grammar: { options: options({ '-e -ef -f': 'none' }), operands: [['aux', 'ax']] },
  run: later(async () => (await import('./ps-run.ts')).runPs),
};
