import { defineCommand } from '../cli/command.ts';
import { pruneForce, untilFilter } from '../cli/flags/shared.table.ts';
import { later } from '../../tool/later.ts';

export const prune = defineCommand({
  use: 'prune [OPTIONS]',
  short: 'Remove all unused networks',
  flags: [untilFilter, pruneForce],
  arity: { exactly: 0 },
  run: later(async () => (await import('./runs.ts')).runPrune),
});
