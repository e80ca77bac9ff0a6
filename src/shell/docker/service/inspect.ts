import { defineCommand } from '../cli/command.ts';
import { later } from '../../tool/later.ts';
import { inspectFlags } from './flags.table.ts';

export const inspect = defineCommand({
  use: 'inspect [OPTIONS] SERVICE [SERVICE...]',
  short: 'Display detailed information on one or more services',
  flags: inspectFlags,
  arity: { atLeast: 1 },
  run: later(async () => (await import('./inspect-run.ts')).inspectServices),
});
