import { defineCommand } from '../cli/command.ts';
import type { Flag } from '../cli/flags/flag.ts';
import { listFormat } from '../cli/flags/shared.table.ts';
import { later } from '../../tool/later.ts';

export const listFlags = [
  { name: 'all', short: 'a', type: 'bool', usage: 'Show all containers (default shows just running)' },
  { name: 'filter', short: 'f', type: 'filter', usage: 'Filter output based on conditions provided' },
  listFormat,
  {
    name: 'last',
    short: 'n',
    type: 'int',
    usage: 'Show n last created containers (includes all states) (default -1)',
  },
  { name: 'latest', short: 'l', type: 'bool', usage: 'Show the latest created container (includes all states)' },
  { name: 'no-trunc', type: 'bool', usage: "Don't truncate output" },
  { name: 'quiet', short: 'q', type: 'bool', usage: 'Only display container IDs' },
  { name: 'size', short: 's', type: 'bool', usage: 'Display total file sizes' },
] as const satisfies readonly Flag[];

export const ls = defineCommand({
  use: 'ls [OPTIONS]',
  short: 'List containers',
  ways: ['docker container ls', 'docker container list', 'docker container ps', 'docker ps'],
  flags: listFlags,
  arity: { exactly: 0 },
  run: later(async () => (await import('./ps-run.ts')).runPs),
});

/** `docker ps`. */
export const ps = { ...ls, use: 'ps [OPTIONS]' };
