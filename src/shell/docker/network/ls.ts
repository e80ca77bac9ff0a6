import { defineCommand } from '../cli/command.ts';
import { listFormat } from '../cli/flags/shared.table.ts';
import { later } from '../../tool/later.ts';

export const ls = defineCommand({
  use: 'ls [OPTIONS]',
  short: 'List networks',
  ways: ['docker network ls', 'docker network list'],
  flags: [
    { name: 'filter', short: 'f', type: 'filter', usage: 'Provide filter values (e.g. "driver=bridge")' },
    listFormat,
    { name: 'no-trunc', type: 'bool', usage: 'Do not truncate the output' },
    { name: 'quiet', short: 'q', type: 'bool', usage: 'Only display network IDs' },
  ],
  arity: { exactly: 0 },
  run: later(async () => (await import('./ls-run.ts')).runLs),
});
