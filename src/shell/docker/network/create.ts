import { defineCommand } from '../cli/command.ts';
import { withReaders } from '../cli/flags/flag.ts';
import { readLabel } from '../cli/options/checks.ts';
import { createFlags } from './flags.table.ts';
import { later } from '../../tool/later.ts';

export const create = defineCommand({
  use: 'create [OPTIONS] NETWORK',
  short: 'Create a network',
  flags: withReaders(createFlags, { label: readLabel }),
  arity: { exactly: 1 },
  completes: ['none'],
  run: later(async () => (await import('./runs.ts')).runCreate),
});
