import { options } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';
import { later } from '../../tool/later.ts';

/** OpenBSD netcat */
export const nc: Tool = {
  name: 'nc',
  aliases: ['netcat', 'nc.openbsd'],
  grammar: {
    options: options({
      '-4 -6 -b -C -D -d -F -h -k -l -N -n -r -S -t -U -u -v -Z -z': 'none',
      '-s': 'address',
      '-I -i -M -m -O -P -p -q -T -V -W -w -X -x': 'text',
    }),
    usual: '-4 -6 -N -k -l -n -u -v -z -p -s -w',
    operands: ['end'],
  },
  run: later(async () => (await import('./nc-run.ts')).runNc),
};
