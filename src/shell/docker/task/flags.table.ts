import type { Flag } from '../cli/flags/flag.ts';

/** The flags of `docker node ps` and `docker service ps`. */
export const taskListFlags = [
  { name: 'filter', short: 'f', type: 'filter', usage: 'Filter output based on conditions provided' },
  { name: 'format', type: 'string', usage: 'Pretty-print tasks using a Go template' },
  { name: 'no-resolve', type: 'bool', usage: 'Do not map IDs to Names' },
  { name: 'no-trunc', type: 'bool', usage: 'Do not truncate output' },
  { name: 'quiet', short: 'q', type: 'bool', usage: 'Only display task IDs' },
] as const satisfies readonly Flag[];
