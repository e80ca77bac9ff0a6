import { options } from '../../tool/grammar.ts';
import { later } from '../../tool/later.ts';
import type { Tool } from '../../tool/tool.ts';

/** iproute2's nstat */
export const nstat: Tool = {
  name: 'nstat',
  grammar: {
    options: options({
      '-a,--ignore -j,--json -n,--nooutput -p,--pretty -r,--reset -s,--noupdate -z,--zeros -h,--help -V,--version':
        'none',
    }),
    operands: ['text'],
  },
  run: later(async () => (await import('./nstat-run.ts')).runNstat),
};
