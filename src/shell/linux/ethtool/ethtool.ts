import { options } from '../../tool/grammar.ts';
import { later } from '../../tool/later.ts';
import type { Tool } from '../../tool/tool.ts';

/** ethtool 7.2 */
export const ethtool: Tool = {
  name: 'ethtool',
  folder: '/usr/sbin',
  grammar: {
    options: options({
      '-i,--driver -k,--show-features,--show-offload -K,--features,--offload -S,--statistics -P,--show-permaddr':
        'none',
      '-l,--show-channels -T,--show-time-stamping -h,--help --version': 'none',
    }),
    operands: ['interface', 'text'],
  },
  run: later(async () => (await import('./ethtool-run.ts')).runEthtool),
};
