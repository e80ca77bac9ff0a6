import { options, type Grammar } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';
import { later, onDemand } from '../../tool/later.ts';

const running = onDemand(() => import('./pgrep-run.ts'));

export const GRAMMAR: Grammar = {
  options: options({
    '-a,--list-full -c,--count -f,--full -i,--ignore-case -l,--list-name -n,--newest -o,--oldest -x,--exact -v,--inverse':
      'none',
    '--signal': ['INT', 'KILL', 'TERM'],
    '-P,--parent': 'number',
    '-u,--euid -s -U': 'text',
  }),
  operands: ['text'],
};

/** procps' pgrep */
export const pgrep: Tool = {
  name: 'pgrep',
  grammar: GRAMMAR,
  run: later(async () => (await running()).runPgrep),
};

/** procps' pkill */
export const pkill: Tool = {
  name: 'pkill',
  grammar: GRAMMAR,
  run: later(async () => (await running()).runPkill),
};

/** procps' pidof */
export const pidof: Tool = {
  name: 'pidof',
  grammar: { options: options({ '-s -q -c -n -x -w': 'none', '-o -t -S': 'text' }), operands: ['text'] },
  run: later(async () => (await running()).runPidof),
};
