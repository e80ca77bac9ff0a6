import type { Tool } from '../../tool/tool.ts';
import { capturing } from './captures.ts';
import { GRAMMAR } from './grammar.ts';
import { later } from '../../tool/later.ts';

/** tcpdump */
export const tcpdump: Tool = {
  name: 'tcpdump',
  grammar: GRAMMAR,
  run: later(async () => {
    const [{ runTcpdump }] = await Promise.all([import('./tcpdump-run.ts'), capturing()]);
    return runTcpdump;
  }),
};
