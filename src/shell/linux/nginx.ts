import { options } from '../tool/grammar.ts';
import type { Tool } from '../tool/tool.ts';
import { later } from '../tool/later.ts';

/** nginx' own command line, beside the server that it is (engine/programs/nginx.ts). */
export const nginx: Tool = {
  name: 'nginx',
  folder: '/usr/sbin',
  grammar: {
    options: options({
      '-? -h -v -V -t -T -q': 'none',
      '-s': ['quit', 'reload', 'reopen', 'stop'],
      '-p': 'folder',
      '-e -c': 'file',
      '-g': 'text',
    }),
  },
  run: later(async () => (await import('./nginx-run.ts')).runNginx),
};
