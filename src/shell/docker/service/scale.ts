import { defineCommand } from '../cli/command.ts';
import { scaleFlags } from './flags.table.ts';
import { later } from '../../tool/later.ts';

export const scale = defineCommand({
  use: 'scale SERVICE=REPLICAS [SERVICE=REPLICAS...]',
  short: 'Scale one or multiple replicated services',
  flags: scaleFlags,
  arity: { atLeast: 1 },
  run: later(async () => (await import('./runs.ts')).runScale),
});
