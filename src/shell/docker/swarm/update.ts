import { defineCommand } from '../cli/command.ts';
import { updateFlags } from './flags.table.ts';
import { later } from '../../tool/later.ts';

export const update = defineCommand({
  use: 'update [OPTIONS]',
  short: 'Update the swarm',
  flags: updateFlags,
  arity: { exactly: 0 },
  run: later(async () => (await import('./runs.ts')).runUpdate),
});
