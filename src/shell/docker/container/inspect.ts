import { defineCommand } from '../cli/command.ts';
import { inspectFormat } from '../cli/flags/shared.table.ts';
import { later } from '../../tool/later.ts';

export const inspect = defineCommand({
  use: 'inspect [OPTIONS] CONTAINER [CONTAINER...]',
  short: 'Display detailed information on one or more containers',
  flags: [inspectFormat, { name: 'size', short: 's', type: 'bool', usage: 'Display total file sizes' }],
  arity: { atLeast: 1 },
  completes: ['container'],
  run: later(async () => (await import('./inspect-run.ts')).inspectContainers),
});
