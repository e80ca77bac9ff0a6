import { EngineError, inspectService } from '../../../engine/api.ts';
import { CliError } from '../cli/command.ts';
import { ask } from '../engine.ts';
import type { logsFlags } from './flags.table.ts';
import type { Context } from '../cli/command.ts';
import type { FlagName } from '../cli/flags/flag.ts';

/** `docker service logs`. */
export function runLogs(context: Context<FlagName<typeof logsFlags>>): number {
  const ref = context.arguments[0] ?? '';
  try {
    ask(context, (host) => inspectService(host, ref));
  } catch (error) {
    if (!(error instanceof EngineError) || error.status !== 404) throw error;
    throw new CliError(`no such task or service: ${ref}`);
  }
  return 0;
}
