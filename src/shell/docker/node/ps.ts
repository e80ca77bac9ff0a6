import { defineCommand } from '../cli/command.ts';
import { later } from '../../tool/later.ts';
import { taskListFlags } from '../task/flags.table.ts';

export const ps = defineCommand({
  use: 'ps [OPTIONS] [NODE...]',
  short: 'List tasks running on one or more nodes, defaults to current node',
  flags: taskListFlags,
  arity: { atLeast: 0 },
  run: later(async () => (await import('./ps-run.ts')).runPs),
});
