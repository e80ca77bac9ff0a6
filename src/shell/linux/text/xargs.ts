import { options } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';
import { later } from '../../tool/later.ts';

/** findutils xargs: one command after the other. */
export const xargs: Tool = {
  name: 'xargs',
  grammar: {
    optionsFirst: true,
    options: options({
      '-0,--null': 'none',
      '-a,--arg-file': 'file',
      '-d,--delimiter -I,--replace': 'text',
      '-L,--max-lines -n,--max-args -P,--max-procs': 'number',
      '-r,--no-run-if-empty -t,--verbose -e -p -x': 'none',
      '-E -s': 'text',
      '-i -l': { optional: 'text' },
    }),
    usual: '',
    operands: ['command'],
  },
  run: later(async () => (await import('./runs.ts')).runXargs),
};
