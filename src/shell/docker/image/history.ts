import { later } from '../../tool/later.ts';
import { defineCommand } from '../cli/command.ts';
import { listFormat } from '../cli/flags/shared.table.ts';

export const history = defineCommand({
  use: 'history [OPTIONS] IMAGE',
  short: 'Show the history of an image',
  ways: ['docker image history', 'docker history'],
  flags: [
    listFormat,
    { name: 'human', short: 'H', type: 'bool', usage: 'Print sizes and dates in human readable format (default true)' },
    { name: 'no-trunc', type: 'bool', usage: "Don't truncate output" },
    {
      name: 'platform',
      type: 'string',
      usage: 'Show history for the given platform. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")',
    },
    { name: 'quiet', short: 'q', type: 'bool', usage: 'Only show image IDs' },
  ],
  arity: { exactly: 1 },
  completes: ['image'],
  run: later(async () => (await import('./history-run.ts')).runHistory),
});
