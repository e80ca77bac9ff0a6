import { createNetwork } from '../../../engine/api.ts';
import { defineCommand } from '../cli/command.ts';
import { withReaders } from '../cli/flags/flag.ts';
import { readLabel } from '../cli/options/checks.ts';
import { order } from '../engine.ts';
import { createFlags } from './flags.table.ts';
import { networkInput } from './options.ts';

export const create = defineCommand({
  use: 'create [OPTIONS] NETWORK',
  short: 'Create a network',
  flags: withReaders(createFlags, { label: readLabel }),
  arity: { exactly: 1 },
  completes: ['none'],
  run: (context) => {
    const input = networkInput(context.flags, context.arguments[0] ?? '');
    const { Id, Warning } = order(context, (host) => createNetwork(host, input));
    if (Warning !== '') context.call.err(`WARNING: ${Warning}\n`);
    context.call.out(`${Id}\n`);
    return 0;
  },
});
