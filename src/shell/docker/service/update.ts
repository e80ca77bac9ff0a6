/** `docker service update` and `rollback`. */
import { defineCommand } from '../cli/command.ts';
import { withReaders } from '../cli/flags/flag.ts';
import { checkedAttachment } from '../cli/options/attachment.ts';
import { rollbackFlags, updateFlags } from './flags.table.ts';
import { readPublish } from './ports.ts';
import { later, onDemand } from '../../tool/later.ts';

const running = onDemand(() => import('./runs.ts'));

export const update = defineCommand({
  use: 'update [OPTIONS] SERVICE',
  short: 'Update a service',
  flags: withReaders(updateFlags, { 'publish-add': readPublish, 'network-add': checkedAttachment }),
  arity: { exactly: 1 },
  run: later(async () => (await running()).runUpdate),
});

export const rollback = defineCommand({
  use: 'rollback [OPTIONS] SERVICE',
  short: "Revert changes to a service's configuration",
  flags: rollbackFlags,
  arity: { exactly: 1 },
  run: later(async () => (await running()).runRollback),
});
