import { setTaskHistory } from '../../../engine/api.ts';
import { defineCommand } from '../cli/command.ts';
import { flagNumber, isSet } from '../cli/flags/flag.ts';
import { order } from '../engine.ts';
import { updateFlags } from './flags.table.ts';

export const update = defineCommand({
  use: 'update [OPTIONS]',
  short: 'Update the swarm',
  flags: updateFlags,
  arity: { exactly: 0 },
  run: (context) => {
    const { flags } = context;
    const limit = isSet(flags, 'task-history-limit') ? flagNumber(flags, 'task-history-limit') : undefined;
    order(context, (host) => setTaskHistory(host, limit));
    context.call.out('Swarm updated.\n');
    return 0;
  },
});
