import { options, type Grammar } from '../../tool/grammar.ts';
import { later } from '../../tool/later.ts';
import type { Tool } from '../../tool/tool.ts';

const dev: Grammar = { named: { dev: 'interface' } };
const change: Grammar = {
  named: { dev: 'interface', handle: 'text', parent: 'text', rate: 'text', burst: 'text', latency: 'text' },
  operands: [['root'], ['bfifo', 'htb', 'netem', 'pfifo', 'pfifo_fast', 'tbf']],
};

/** iproute2's tc */
export const tc: Tool = {
  name: 'tc',
  folder: '/usr/sbin',
  grammar: {
    options: options({ '-details -statistics': 'none', '-netns': 'namespace' }),
    words: {
      qdisc: { words: { add: change, change, del: dev, replace: change, show: dev } },
      class: { words: { add: change, del: dev, show: dev } },
      filter: { words: { show: dev } },
    },
  },
  run: later(async () => (await import('./tc-run.ts')).runTc),
};
