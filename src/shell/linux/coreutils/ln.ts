import { options } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';
import { later } from '../../tool/later.ts';

/** coreutils ln. A second name of a file has the text that the file has then. */
export const ln: Tool = {
  name: 'ln',
  grammar: {
    options: options({
      '-s,--symbolic -f,--force -n,--no-dereference -T,--no-target-directory -v,--verbose -i -b -L -P -r': 'none',
      '-t,--target-directory': 'folder',
    }),
    operands: ['file'],
  },
  run: later(async () => (await import('./ln-run.ts')).runLn),
};
