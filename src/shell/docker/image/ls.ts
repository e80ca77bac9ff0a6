import { defineCommand } from '../cli/command.ts';
import { listFormat } from '../cli/flags/shared.table.ts';
import { later } from '../../tool/later.ts';

export const ls = defineCommand({
  use: 'ls [OPTIONS] [REPOSITORY[:TAG]]',
  short: 'List images',
  ways: ['docker image ls', 'docker image list', 'docker images'],
  flags: [
    { name: 'all', short: 'a', type: 'bool', usage: 'Show all images (default hides intermediate images)' },
    { name: 'digests', type: 'bool', usage: 'Show digests' },
    { name: 'filter', short: 'f', type: 'filter', usage: 'Filter output based on conditions provided' },
    listFormat,
    { name: 'no-trunc', type: 'bool', usage: "Don't truncate output" },
    { name: 'quiet', short: 'q', type: 'bool', usage: 'Only show image IDs' },
    { name: 'tree', type: 'bool', usage: 'List multi-platform images as a tree (EXPERIMENTAL)' },
  ],
  arity: { atMost: 1 },
  completes: ['image'],
  run: later(async () => (await import('./ls-run.ts')).runLs),
});

/** `docker images`. */
export const images = { ...ls, use: 'images [OPTIONS] [REPOSITORY[:TAG]]' };
