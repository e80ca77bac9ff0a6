import { listTasks } from '../../../engine/api.ts';
import { defineCommand } from '../cli/command.ts';
import { ask } from '../engine.ts';
import { taskListFlags } from '../task/flags.table.ts';
import { printTasks } from '../task/list.ts';

export const ps = defineCommand({
  use: 'ps [OPTIONS] [NODE...]',
  short: 'List tasks running on one or more nodes, defaults to current node',
  flags: taskListFlags,
  arity: { atLeast: 0 },
  run: (context) => {
    const nodes = context.arguments.length > 0 ? context.arguments : ['self'];
    const tasks = nodes.flatMap((node) => ask(context, (host) => listTasks(host, { node })));
    printTasks(context, tasks);
    return 0;
  },
});
