import { defineCommand } from '../cli/command.ts';
import type { Flag } from '../cli/flags/flag.ts';
import { logFlags } from '../cli/flags/shared.table.ts';
import { later } from '../../tool/later.ts';

export const logsFlags = [
  ...logFlags,
  {
    name: 'until',
    type: 'string',
    usage: 'Show logs before a timestamp (e.g. "2013-01-02T13:23:37Z") or relative (e.g. "42m" for 42 minutes)',
  },
] as const satisfies readonly Flag[];

export const logs = defineCommand({
  use: 'logs [OPTIONS] CONTAINER',
  short: 'Fetch the logs of a container',
  ways: ['docker container logs', 'docker logs'],
  flags: logsFlags,
  arity: { exactly: 1 },
  completes: ['container'],
  run: later(async () => (await import('./logs-run.ts')).runLogs),
});
