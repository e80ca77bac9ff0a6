import { later } from '../../tool/later.ts';
import { defineCommand } from '../cli/command.ts';
import { listFormat } from '../cli/flags/shared.table.ts';

export const stats = defineCommand({
  use: 'stats [OPTIONS] [CONTAINER...]',
  short: 'Display a live stream of container(s) resource usage statistics',
  ways: ['docker container stats', 'docker stats'],
  flags: [
    { name: 'all', short: 'a', type: 'bool', usage: 'Show all containers (default shows just running)' },
    listFormat,
    { name: 'no-stream', type: 'bool', usage: 'Disable streaming stats and only pull the first result' },
    { name: 'no-trunc', type: 'bool', usage: 'Do not truncate output' },
  ],
  arity: { atLeast: 0 },
  completes: ['container'],
  run: later(async () => (await import('./stats-run.ts')).runStats),
});
