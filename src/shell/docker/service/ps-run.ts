import { EngineError, listTasks } from '../../../engine/api.ts';
import type { Context } from '../cli/command.ts';
import type { FlagName } from '../cli/flags/flag.ts';
import { CliError } from '../cli/command.ts';
import { order } from '../engine.ts';
import type { taskListFlags } from '../task/flags.table.ts';
import { printTasks } from '../task/list.ts';

/** `docker service ps`. */
export function runPs(context: Context<FlagName<typeof taskListFlags>>): number {
  const problems: string[] = [];
  const tasks = context.arguments.flatMap((ref) => {
    try {
      return order(context, (host) => listTasks(host, { services: [ref] }));
    } catch (error) {
      if (!(error instanceof EngineError) || error.status !== 404) throw error;
      problems.push(`no such service: ${ref}`);
      return [];
    }
  });
  if (problems.length < context.arguments.length) printTasks(context, tasks);
  if (problems.length > 0) throw new CliError(problems.join('\n'));
  return 0;
}
