import { options } from '../../tool/grammar.ts';
import { later } from '../../tool/later.ts';
import type { Tool } from '../../tool/tool.ts';

/** GNU tar, as far as archives are listed, made and unpacked. */
export const tar: Tool = {
  name: 'tar',
  grammar: {
    options: options({ '-c -t -x -v -z -O -p': 'none', '-f,--file': 'file', '-C,--directory': 'file' }),
    usual: '-c -t -x -f -C -v',
    operands: ['file'],
  },
  run: later(async () => (await import('./tar-run.ts')).runTar),
};
