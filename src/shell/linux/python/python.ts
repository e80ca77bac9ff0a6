import { later } from '../../tool/later.ts';
import type { Tool } from '../../tool/tool.ts';

/** CPython 3.14, as far as people ask it for names and addresses by `python3 -c`, or to serve a folder. */
export const python: Tool = {
  name: 'python3',
  aliases: ['python3.14'],
  notOnHosts: true,
  grammar: { optionsFirst: true, operands: ['file'] },
  run: later(async () => (await import('./python-run.ts')).runPython),
};
