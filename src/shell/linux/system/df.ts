import { options } from '../../tool/grammar.ts';
import { later } from '../../tool/later.ts';
import type { Tool } from '../../tool/tool.ts';

/** coreutils df */
export const df: Tool = {
  name: 'df',
  grammar: {
    options: options({
      '-h,--human-readable -H,--si -k -T,--print-type -a,--all -l,--local -P,--portability -i,--inodes': 'none',
      '-m': 'none',
      '-t,--type -x,--exclude-type -B,--block-size': 'text',
    }),
    usual: '-h -T',
    operands: ['file'],
  },
  run: later(async () => (await import('./df-run.ts')).runDf),
};
