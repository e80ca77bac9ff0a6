import { options } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';
import { later } from '../../tool/later.ts';

/** coreutils uniq */
export const uniq: Tool = {
  name: 'uniq',
  grammar: {
    options: options({
      '-c,--count -d,--repeated -i,--ignore-case -u,--unique -D -z': 'none',
      '-f,--skip-fields -s,--skip-chars -w,--check-chars': 'number',
    }),
    operands: ['file'],
  },
  run: later(async () => (await import('./runs.ts')).runUniq),
};
