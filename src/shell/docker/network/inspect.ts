import { defineCommand } from '../cli/command.ts';
import { inspectFormat } from '../cli/flags/shared.table.ts';
import { later } from '../../tool/later.ts';

export const inspect = defineCommand({
  use: 'inspect [OPTIONS] NETWORK [NETWORK...]',
  short: 'Display detailed information on one or more networks',
  flags: [inspectFormat, { name: 'verbose', short: 'v', type: 'bool', usage: 'Verbose output for diagnostics' }],
  arity: { atLeast: 1 },
  completes: ['network'],
  run: later(async () => (await import('./inspect-run.ts')).inspectNetworks),
});
