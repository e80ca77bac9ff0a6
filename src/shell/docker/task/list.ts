import { humanDuration } from '../../../engine/human-duration.ts';
import type { TaskJson } from '../../../engine/api.ts';
import type { Context } from '../cli/command.ts';
import { filtersOf } from '../cli/filters.ts';
import { flagOn, flagText } from '../cli/flags/flag.ts';
import type { FlagName } from '../cli/flags/flag.ts';
import { listOf, printList, templateOf } from '../cli/format/list.ts';
import type { Layouts } from '../cli/format/list.ts';
import { naturally } from '../cli/format/natural.ts';
import { ellipsis, shortId, title } from '../cli/format/text.ts';
import type { taskListFlags } from './flags.table.ts';

interface Row {
  readonly task: TaskJson;
  /** With a mark before it where another task has taken its place. */
  readonly name: string;
  readonly truncate: boolean;
  readonly resolve: boolean;
}

const ERROR_LENGTH = 30;

const taskList = listOf<Row>('task.taskContext', {
  CurrentState: [
    'CURRENT STATE',
    ({ task }) => `${title(task.State)} ${humanDuration(task.Since / 1000).toLowerCase()} ago`,
  ],
  DesiredState: ['DESIRED STATE', ({ task }) => title(task.DesiredState)],
  Error: [
    'ERROR',
    ({ task, truncate }) => {
      if (task.Error === '') return '';
      return `"${truncate ? ellipsis(task.Error, ERROR_LENGTH) : task.Error}"`;
    },
  ],
  ID: ['ID', ({ task, truncate }) => (truncate ? shortId(task.ID) : task.ID)],
  Image: ['IMAGE', ({ task }) => task.Image],
  Name: ['NAME', ({ name }) => name],
  Node: ['NODE', ({ task, resolve }) => (resolve ? task.NodeName : task.Node)],
  Ports: ['PORTS', ({ task }) => task.Ports],
});

const layouts: Layouts = {
  table: [
    '{{.ID}}',
    '{{.Name}}',
    '{{.Image}}',
    '{{.Node}}',
    '{{.DesiredState}}',
    '{{.CurrentState}}',
    '{{.Error}}',
    '{{.Ports}}',
  ],
  raw: [
    'id: {{.ID}}',
    'name: {{.Name}}',
    'image: {{.Image}}',
    'node: {{.Node}}',
    'desired_state: {{.DesiredState}}',
    'current_state: {{.CurrentState}}',
    'error: {{.Error}}',
    'ports: {{.Ports}}',
  ],
  rawId: 'id',
};

/** Prints tasks by service and slot, the newest first; a table marks those before it as of the same place. */
export function printTasks(context: Context<FlagName<typeof taskListFlags>>, tasks: readonly TaskJson[]): void {
  const { flags, call } = context;
  const filters = filtersOf(flags);
  const shown = tasks.filter(
    (task) =>
      (!filters['desired-state'] || filters['desired-state'].includes(task.DesiredState)) &&
      (!filters.name || filters.name.some((name) => task.Name.startsWith(name))) &&
      (!filters.node || filters.node.some((node) => task.NodeName === node || task.Node.startsWith(node))) &&
      (!filters.id || filters.id.some((id) => task.ID.startsWith(id))),
  );
  const sorted = [...shown].sort((a, b) => naturally(a.Name, b.Name) || b.Created - a.Created);
  const resolve = !flagOn(flags, 'no-resolve');
  const quiet = flagOn(flags, 'quiet');
  const format = templateOf(flagText(flags, 'format'), quiet, layouts);
  const indents = format.startsWith('table') && !quiet;
  const items = sorted.map((task, i) => ({
    task,
    name: sorted[i - 1]?.Name === task.Name && indents ? ` \\_ ${task.Name}` : task.Name,
    truncate: !flagOn(flags, 'no-trunc'),
    resolve,
  }));
  call.out(printList(taskList, items, format));
}
