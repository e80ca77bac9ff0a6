import { defineCommand } from '../cli/command.ts';
import { inspectFormat } from '../cli/flags/shared.table.ts';
import { later } from '../../tool/later.ts';

export const info = defineCommand({
  use: 'info [OPTIONS]',
  short: 'Display system-wide information',
  ways: ['docker system info', 'docker info'],
  flags: [inspectFormat],
  arity: { exactly: 0 },
  clientFirst: true,
  run: later(async () => (await import('./info-run.ts')).runInfo),
});
