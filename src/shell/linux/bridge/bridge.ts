import { options, type Grammar } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';
import { later } from '../../tool/later.ts';

const show: Grammar = { named: { dev: 'interface' }, operands: ['interface'] };

/** iproute2's bridge */
export const bridge: Tool = {
  name: 'bridge',
  folder: '/usr/sbin',
  grammar: {
    options: options({ '-color -details -json -statistics': 'none' }),
    words: {
      fdb: { words: { show: { named: { br: 'bridge', brport: 'interface', dev: 'interface' } } } },
      link: { words: { show } },
      mdb: { words: { show } },
      vlan: { words: { show } },
    },
  },
  run: later(async () => (await import('./bridge-run.ts')).runBridge),
};
