import { defineCommand } from '../cli/command.ts';
import { withReaders } from '../cli/flags/flag.ts';
import { checkedAttachment } from '../cli/options/attachment.ts';
import { createFlags } from './flags.table.ts';
import { readPublish } from './ports.ts';
import { later } from '../../tool/later.ts';

export const create = defineCommand({
  use: 'create [OPTIONS] IMAGE [COMMAND] [ARG...]',
  short: 'Create a new service',
  flags: withReaders(createFlags, { publish: readPublish, network: checkedAttachment }),
  arity: { atLeast: 1 },
  stopsAtArgument: true,
  run: later(async () => (await import('./runs.ts')).runCreate),
});
