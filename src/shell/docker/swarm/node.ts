/** `docker node …`. */
import { inspectNode, listNodes, listTasks, removeNode, updateNode, type NodeJson } from '../../../engine/api.ts';
import { CliError, type Command, type Context, type Group } from '../cli/command.ts';
import { ask, forEach, order } from '../engine.ts';
import { filtersOf } from '../cli/filters.ts';
import { flagList, flagOn, flagText, isSet } from '../cli/flags/flag.ts';
import { printList, rowType } from '../cli/list.ts';
import { naturally } from '../cli/natural.ts';
import {
  nodeInspectFlags,
  nodeListFlags,
  nodeRemoveFlags,
  nodeTasksFlags,
  nodeUpdateFlags,
} from './node-flags.table.ts';
import { printTasks } from './tasks.ts';
import { prettyNode } from './pretty.ts';
import { nodeInspect } from './inspect-fields.ts';
import { inspectEach } from '../system/inspect.ts';

const title = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

interface Row {
  readonly node: NodeJson;
  readonly self: boolean;
}

const row = rowType<Row>('node.nodeContext', {
  Availability: ({ node }) => title(node.Spec.Availability),
  EngineVersion: ({ node }) => node.Description.Engine.EngineVersion,
  Hostname: ({ node }) => node.Description.Hostname,
  ID: ({ node }) => node.ID,
  ManagerStatus: ({ node: { ManagerStatus } }) =>
    ManagerStatus ? (ManagerStatus.Leader ? 'Leader' : title(ManagerStatus.Reachability)) : '',
  Self: ({ self }) => self,
  Status: ({ node }) => title(node.Status.State),
  TLSStatus: () => 'Ready',
});

const headings = {
  Availability: 'AVAILABILITY',
  EngineVersion: 'ENGINE VERSION',
  Hostname: 'HOSTNAME',
  ID: 'ID',
  ManagerStatus: 'MANAGER STATUS',
  Self: '',
  Status: 'STATUS',
  TLSStatus: 'TLS STATUS',
};

const TABLE =
  'table {{.ID}} {{if .Self}}*{{else}} {{ end }}\t{{.Hostname}}\t{{.Status}}\t{{.Availability}}\t{{.ManagerStatus}}\t{{.EngineVersion}}';

function formatOf(format: string, quiet: boolean): string {
  if (format === '' || format === 'table') return quiet ? '{{.ID}}' : TABLE;
  if (format !== 'raw') return format;
  return quiet
    ? 'node_id: {{.ID}}'
    : 'node_id: {{.ID}}\nhostname: {{.Hostname}}\nstatus: {{.Status}}\navailability: {{.Availability}}\nmanager_status: {{.ManagerStatus}}\n';
}

const ls: Command = {
  use: 'ls [OPTIONS]',
  short: 'List nodes in the swarm',
  ways: ['docker node ls', 'docker node list'],
  flags: nodeListFlags.map((flag) => (flag.name === 'filter' ? { ...flag, type: 'filter' as const } : flag)),
  arity: { exactly: 0 },
  run: (context) => {
    const { flags } = context;
    const nodes = ask(context, (host) => {
      const own = host.engine.swarm?.node;
      return listNodes(host, { filters: filtersOf(flags) }).map((node) => ({ node, self: node.ID === own }));
    });
    const items = [...nodes].sort((a, b) => naturally(a.node.Description.Hostname, b.node.Description.Hostname));
    const format = formatOf(flagText(flags, 'format'), flagOn(flags, 'quiet'));
    context.call.out(printList({ row, headings, items }, format));
    return 0;
  },
};

const ps: Command = {
  use: 'ps [OPTIONS] [NODE...]',
  short: 'List tasks running on one or more nodes, defaults to current node',
  flags: nodeTasksFlags,
  arity: { atLeast: 0 },
  run: (context) => {
    const nodes = context.arguments.length > 0 ? context.arguments : ['self'];
    const tasks = nodes.flatMap((node) => ask(context, (host) => listTasks(host, { node })));
    printTasks(context, tasks);
    return 0;
  },
};

const inspect: Command = {
  use: 'inspect [OPTIONS] self|NODE [NODE...]',
  short: 'Display detailed information on one or more nodes',
  flags: nodeInspectFlags,
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
};

const rm: Command = {
  use: 'rm [OPTIONS] NODE [NODE...]',
  short: 'Remove one or more nodes from the swarm',
  ways: ['docker node rm', 'docker node remove'],
  flags: nodeRemoveFlags,
  arity: { atLeast: 1 },
  run: (context) =>
    forEach(context, context.arguments, (name) => {
      order(context, (host) => removeNode(host, name, flagOn(context.flags, 'force')));
      return name;
    }),
};

const changesRole = (role: 'manager' | 'worker', word: string, said: (node: string) => string): Command => ({
  use: `${word} NODE [NODE...]`,
  short:
    role === 'manager'
      ? 'Promote one or more nodes to manager in the swarm'
      : 'Demote one or more nodes from manager in the swarm',
  flags: [],
  arity: { atLeast: 1 },
  run: (context) =>
    forEach(context, context.arguments, (name) => {
      const { ID, Spec } = ask(context, (host) => inspectNode(host, name));
      if (Spec.Role === role) return `Node ${ID} is already a ${role}.`;
      order(context, (host) => updateNode(host, name, { role }));
      return said(name);
    }),
});

const promote = changesRole('manager', 'promote', (node) => `Node ${node} promoted to a manager in the swarm.`);
const demote = changesRole('worker', 'demote', (node) => `Manager ${node} demoted in the swarm.`);

function oneOf<T extends string>(context: Context, flag: string, values: readonly T[]): T | undefined {
  if (!isSet(context.flags, flag)) return undefined;
  const text = flagText(context.flags, flag).toLowerCase();
  const value = values.find((each) => each === text);
  if (value === undefined)
    throw new CliError(
      flag === 'role'
        ? `invalid role "${text}", only worker and manager are supported`
        : `invalid availability "${text}", only active, pause and drain are supported`,
    );
  return value;
}

const update: Command = {
  use: 'update [OPTIONS] NODE',
  short: 'Update a node',
  flags: nodeUpdateFlags,
  arity: { exactly: 1 },
  run: (context) => {
    const { flags, call } = context;
    const name = context.arguments[0] ?? '';
    if (Object.keys(flags.given).length === 0) throw new CliError('no changes requested');
    const role = oneOf(context, 'role', ['worker', 'manager']);
    const availability = oneOf(context, 'availability', ['active', 'pause', 'drain']);
    const pairs = flagList(flags, 'label-add').map((item): [string, string] => {
      const at = item.indexOf('=');
      return at < 0 ? [item, ''] : [item.slice(0, at), item.slice(at + 1)];
    });
    order(context, (host) =>
      updateNode(host, name, {
        ...(role && { role }),
        ...(availability && { availability }),
        addLabels: Object.fromEntries(pairs),
        removeLabels: flagList(flags, 'label-rm'),
      }),
    );
    call.out(`${name}\n`);
    return 0;
  },
};

export const node: Group = {
  use: 'node COMMAND',
  short: 'Manage Swarm nodes',
  commands: [demote, inspect, ls, promote, ps, rm, update],
};
