import { options } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';
import { later } from '../../tool/later.ts';

/** coreutils cut */
export const cut: Tool = {
  name: 'cut',
  grammar: {
    options: options({
      '-b,--bytes -c,--characters -d,--delimiter -f,--fields': 'text',
      '-s,--only-delimited': 'none',
      '--output-delimiter': 'text',
      '--complement -n -z': 'none',
    }),
    operands: ['file'],
  },
  run: later(async () => (await import('./runs.ts')).runCut),
};
