import { listTasks } from '../../../engine/api.ts';
import type { Context } from '../cli/command.ts';
import type { FlagName } from '../cli/flags/flag.ts';
import { ask } from '../engine.ts';
import type { taskListFlags } from '../task/flags.table.ts';
import { printTasks } from '../task/list.ts';

/** `docker node ps`. */
export function runPs(context: Context<FlagName<typeof taskListFlags>>): number {
  const nodes = context.arguments.length > 0 ? context.arguments : ['self'];
  const tasks = nodes.flatMap((node) => ask(context, (host) => listTasks(host, { node })));
  printTasks(context, tasks);
  return 0;
}
