import { options } from '../../tool/grammar.ts';
import type { Tool } from '../../tool/tool.ts';
import { later } from '../../tool/later.ts';

/** coreutils date, of the world's clock and in UTC. */
export const date: Tool = {
  name: 'date',
  grammar: {
    options: options({
      '-d,--date': 'text',
      '-f -r': 'file',
      '-s': 'text',
      '-u,--utc,--universal -R,--rfc-email': 'none',
      '-I,--iso-8601': { optional: ['date', 'hours', 'minutes', 'seconds'] },
      '--rfc-3339': ['date', 'seconds', 'ns'],
    }),
    operands: ['text'],
  },
  run: later(async () => (await import('./date-run.ts')).runDate),
};
