import { inspectNode } from '../../../engine/api.ts';
import type { Context } from '../cli/command.ts';
import type { FlagName } from '../cli/flags/flag.ts';
import { CliError } from '../cli/command.ts';
import { flagOn, flagText } from '../cli/flags/flag.ts';
import { inspectEach } from '../cli/inspect.ts';
import { ask } from '../engine.ts';
import type { inspectFlags } from './flags.table.ts';
import { nodeInspect } from './inspect-fields.ts';
import { prettyNode } from './pretty.ts';

/** `docker node inspect`. */
export function inspectNodes(context: Context<FlagName<typeof inspectFlags>>): number {
  const { flags, call } = context;
  if (!flagOn(flags, 'pretty'))
    return inspectEach(context, (ref) => ({
      type: nodeInspect,
      json: ask(context, (host) => inspectNode(host, ref)),
    }));
  if (flagText(flags, 'format') !== '') throw new CliError('--format is incompatible with human friendly format');
  for (const ref of context.arguments) call.out(prettyNode(ask(context, (host) => inspectNode(host, ref))));
  return 0;
}
