import { defineCommand } from '../cli/command.ts';
import { inspectFormat } from '../cli/flags/shared.table.ts';
import { later } from '../../tool/later.ts';

export const inspect = defineCommand({
  use: 'inspect [OPTIONS] VOLUME [VOLUME...]',
  short: 'Display detailed information on one or more volumes',
  flags: [inspectFormat],
  arity: { atLeast: 1 },
  completes: ['volume'],
  run: later(async () => (await import('./inspect-run.ts')).inspectVolumes),
});
