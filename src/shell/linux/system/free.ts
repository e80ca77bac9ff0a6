import { options } from '../../tool/grammar.ts';
import { later } from '../../tool/later.ts';
import type { Tool } from '../../tool/tool.ts';

/** procps free */
export const free: Tool = {
  name: 'free',
  grammar: {
    options: options({
      '-b,--bytes -k,--kibi -m,--mebi -g,--gibi --tebi --pebi --kilo --mega --giga --tera --peta -h,--human --si':
        'none',
      '-l,--lohi -L,--line -t,--total -v,--committed -w,--wide --help -V,--version': 'none',
      '-s,--seconds -c,--count': 'number',
    }),
    usual: '-h -m -g -t -w',
  },
  run: later(async () => (await import('./free-run.ts')).runFree),
};
