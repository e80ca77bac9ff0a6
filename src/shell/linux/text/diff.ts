import { options } from '../../tool/grammar.ts';
import { later } from '../../tool/later.ts';
import type { Tool } from '../../tool/tool.ts';

/** diffutils diff: what differs between two files, or folders. */
export const diff: Tool = {
  name: 'diff',
  grammar: {
    options: options({
      '-q,--brief -s,--report-identical-files -r,--recursive -N,--new-file -u -c --normal': 'none',
      '-i,--ignore-case -b,--ignore-space-change -w,--ignore-all-space -B,--ignore-blank-lines': 'none',
      '-a,--text -d,--minimal': 'none',
      '--unified --context': { optional: 'number' },
      '-U -C': 'number',
      '-L,--label': 'text',
      '--color': { optional: ['never', 'auto'] },
    }),
    operands: ['file'],
  },
  probes: true,
  run: later(async () => (await import('./runs.ts')).runDiff),
};
