import { EngineError, listTasks } from '../../../engine/api.ts';
import { CliError, defineCommand } from '../cli/command.ts';
import { order } from '../engine.ts';
import { taskListFlags } from '../task/flags.table.ts';
import { printTasks } from '../task/list.ts';

export const ps = defineCommand({
  use: 'ps [OPTIONS] SERVICE [SERVICE...]',
  short: 'List the tasks of one or more services',
  flags: taskListFlags,
  arity: { atLeast: 1 },
  run: (context) => {
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
  },
});
