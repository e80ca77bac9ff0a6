import { defineCommand } from '../cli/command.ts';
import { listFormat } from '../cli/flags/shared.table.ts';
import { later } from '../../tool/later.ts';

export const ls = defineCommand({
  use: 'ls [OPTIONS]',
  short: 'List volumes',
  ways: ['docker volume ls', 'docker volume list'],
  flags: [
    { name: 'filter', short: 'f', type: 'filter', usage: 'Provide filter values (e.g. "dangling=true")' },
    listFormat,
    { name: 'quiet', short: 'q', type: 'bool', usage: 'Only display volume names' },
  ],
  arity: { exactly: 0 },
  run: later(async () => (await import('./ls-run.ts')).runLs),
});
