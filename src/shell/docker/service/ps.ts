import { defineCommand } from '../cli/command.ts';
import { later } from '../../tool/later.ts';
import { taskListFlags } from '../task/flags.table.ts';

export const ps = defineCommand({
  use: 'ps [OPTIONS] SERVICE [SERVICE...]',
  short: 'List the tasks of one or more services',
  flags: taskListFlags,
  arity: { atLeast: 1 },
  run: later(async () => (await import('./ps-run.ts')).runPs),
});
