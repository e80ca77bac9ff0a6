import { EngineError, inspectService } from '../../../engine/api.ts';
import { CliError, defineCommand } from '../cli/command.ts';
import { ask } from '../engine.ts';
import { logsFlags } from './flags.table.ts';

export const logs = defineCommand({
  use: 'logs [OPTIONS] SERVICE|TASK',
  short: 'Fetch the logs of a service or task',
  flags: logsFlags,
  arity: { exactly: 1 },
  run: (context) => {
    const ref = context.arguments[0] ?? '';
    try {
      ask(context, (host) => inspectService(host, ref));
    } catch (error) {
      if (!(error instanceof EngineError) || error.status !== 404) throw error;
      throw new CliError(`no such task or service: ${ref}`);
    }
    return 0;
  },
});
