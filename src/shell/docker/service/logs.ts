import { defineCommand } from '../cli/command.ts';
import { logsFlags } from './flags.table.ts';
import { later } from '../../tool/later.ts';

export const logs = defineCommand({
  use: 'logs [OPTIONS] SERVICE|TASK',
  short: 'Fetch the logs of a service or task',
  flags: logsFlags,
  arity: { exactly: 1 },
  run: later(async () => (await import('./runs.ts')).runLogs),
});
