import { inspectNode } from '../../../engine/api.ts';
import { CliError, defineCommand } from '../cli/command.ts';
import { flagOn, flagText } from '../cli/flags/flag.ts';
import { inspectEach } from '../cli/inspect.ts';
import { ask } from '../engine.ts';
import { inspectFlags } from './flags.table.ts';
import { nodeInspect } from './inspect-fields.ts';
import { prettyNode } from './pretty.ts';

export const inspect = defineCommand({
  use: 'inspect [OPTIONS] self|NODE [NODE...]',
  short: 'Display detailed information on one or more nodes',
  flags: inspectFlags,
  arity: { atLeast: 1 },
  run: (context) => {
    const { flags, call } = context;
    if (!flagOn(flags, 'pretty'))
      return inspectEach(context, (ref) => ({
        type: nodeInspect,
        json: ask(context, (host) => inspectNode(host, ref)),
      }));
    if (flagText(flags, 'format') !== '') throw new CliError('--format is incompatible with human friendly format');
    for (const ref of context.arguments) call.out(prettyNode(ask(context, (host) => inspectNode(host, ref))));
    return 0;
  },
});
