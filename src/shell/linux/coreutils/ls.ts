import { options } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';
import { later } from '../../tool/later.ts';

/** coreutils ls, its output no terminal: one name a line. */
export const ls: Tool = {
  name: 'ls',
  grammar: {
    options: options({
      '-1 -a,--all -A,--almost-all -C -d,--directory -F,--classify -g -h,--human-readable -H -i,--inode -k -l -L,--dereference':
        'none',
      '-n -o -p -r,--reverse -R,--recursive -s -S -t -u -U -v -x -X': 'none',
      '--color': { optional: ['always', 'auto', 'never'] },
    }),
    usual: '-1 -A -R -a -d -h -l -la --all',
    operands: ['file'],
  },
  run: later(async () => (await import('./ls-run.ts')).runLs),
};
