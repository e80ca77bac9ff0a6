import { options } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';
import { later } from '../../tool/later.ts';

/** coreutils sort, in the C locale */
export const sort: Tool = {
  name: 'sort',
  grammar: {
    options: options({
      '-b,--ignore-leading-blanks -d,--dictionary-order -f,--ignore-case -g,--general-numeric-sort -h,--human-numeric-sort':
        'none',
      '-M,--month-sort -n,--numeric-sort -r,--reverse -s,--stable -u,--unique -V,--version-sort': 'none',
      '-k,--key -t,--field-separator': 'text',
      '-o,--output': 'file',
      '-c,--check -C -i -R -z -m': 'none',
      '-S': 'number',
      '-T': 'folder',
    }),
    operands: ['file'],
  },
  run: later(async () => (await import('./runs.ts')).runSort),
};
