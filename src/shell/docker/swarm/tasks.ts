import type { TaskJson } from '../../../engine/api.ts';
import type { Context } from '../cli/command.ts';
import { filtersOf } from '../cli/filters.ts';
import { flagOn, flagText } from '../cli/flags/flag.ts';
import { printList, rowType } from '../cli/list.ts';
import { naturally } from '../cli/natural.ts';
import { ellipsis, humanDuration, shortId } from '../cli/text.ts';

interface Row {
  readonly task: TaskJson;
  /** With a mark before it where another task has taken its place. */
  readonly name: string;
  readonly truncate: boolean;
  readonly resolve: boolean;
}

const ERROR_LENGTH = 30;
const title = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const row = rowType<Row>('task.taskContext', {
  CurrentState: ({ task }) => `${title(task.State)} ${humanDuration(task.Since / 1000).toLowerCase()} ago`,
  DesiredState: ({ task }) => title(task.DesiredState),
  Error: ({ task, truncate }) => {
    if (task.Error === '') return '';
    return `"${truncate ? ellipsis(task.Error, ERROR_LENGTH) : task.Error}"`;
  },
  ID: ({ task, truncate }) => (truncate ? shortId(task.ID) : task.ID),
  Image: ({ task }) => task.Image,
  Name: ({ name }) => name,
  Node: ({ task, resolve }) => (resolve ? task.NodeName : task.Node),
  Ports: ({ task }) => task.Ports,
});

const headings = {
  CurrentState: 'CURRENT STATE',
  DesiredState: 'DESIRED STATE',
  Error: 'ERROR',
  ID: 'ID',
  Image: 'IMAGE',
  Name: 'NAME',
  Node: 'NODE',
  Ports: 'PORTS',
};

const TABLE =
  'table {{.ID}}\t{{.Name}}\t{{.Image}}\t{{.Node}}\t{{.DesiredState}}\t{{.CurrentState}}\t{{.Error}}\t{{.Ports}}';

function formatOf(format: string, quiet: boolean): string {
  if (format === '' || format === 'table') return quiet ? '{{.ID}}' : TABLE;
  if (format !== 'raw') return format;
  return quiet
    ? 'id: {{.ID}}'
    : 'id: {{.ID}}\nname: {{.Name}}\nimage: {{.Image}}\nnode: {{.Node}}\ndesired_state: {{.DesiredState}}\ncurrent_state: {{.CurrentState}}\nerror: {{.Error}}\nports: {{.Ports}}\n';
}

/** Prints tasks by service and slot, the newest first; a table marks those before it as of the same place. */
export function printTasks(context: Context, tasks: readonly TaskJson[]): void {
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
  const format = formatOf(flagText(flags, 'format'), quiet);
  const indents = format.startsWith('table') && !quiet;
  const items = sorted.map((task, i) => ({
    task,
    name: sorted[i - 1]?.Name === task.Name && indents ? ` \\_ ${task.Name}` : task.Name,
    truncate: !flagOn(flags, 'no-trunc'),
    resolve,
  }));
  call.out(printList({ row, headings, items }, format));
}
