import { portState } from '../../../kernel/link/carrier.ts';
import { linkedTo, type Link } from '../../../kernel/link/link.ts';
import { setHairpin } from '../../../kernel/link/bridge.ts';
import { masterOf } from '../../../kernel/link/lookup.ts';
import { KernelError } from '../../../kernel/errno.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import { ToolError } from '../../tool/tool-error.ts';
import type { Json } from '../json-writer.ts';
import { abbreviated, namespaceOf, printJson, usage, type Context, type Words } from '../ip/context.ts';
import { flagsOf } from '../ip/link/print.ts';
import { change, deviceOf } from './context.ts';
import { HELP } from './help.table.ts';

/** `bridge link COMMAND …` */
export function link(context: Context, words: Words): void {
  if (words.done) return show(context, words);
  const word = words.next();
  switch (abbreviated(word, ['set', 'change', 'show', 'lst', 'list', 'help'])) {
    case 'set':
    case 'change':
      return set(context, words);
    case 'help':
      throw usage(HELP.link);
    case undefined:
      throw usage(`Command "${word}" is unknown, try "bridge link help".\n`);
    default:
      return show(context, words);
  }
}

/** Words other than `dev` and `master` are passed over. */
function show(context: Context, words: Words): void {
  let device: number | undefined;
  let master: number | undefined;
  while (!words.done) {
    const word = words.next();
    if (word === 'dev') device = deviceOf(context, words.next()).index;
    else if (word === 'master') master = deviceOf(context, words.next()).index;
  }
  const namespace = namespaceOf(context);
  const ports = Object.values(namespace.links).filter(
    (port) =>
      port.master !== undefined &&
      (device === undefined || port.index === device) &&
      (master === undefined || port.master === master),
  );
  if (context.options.json) {
    printJson(
      context,
      ports.map((port) => portJson(context, namespace, port)),
    );
    return;
  }
  for (const port of ports) context.call.out(`${portText(context, namespace, port)}\n`);
}

/** The other end as this namespace reads its index: a link of its own, or none (iproute2: bridge/link.c does not ask where it is). */
function otherEnd(namespace: Namespace, port: Link): { name: string; down: boolean } | undefined {
  const ref = linkedTo(port);
  if (!ref) return undefined;
  const other = namespace.links[ref.index];
  return { name: other?.name ?? `if${ref.index}`, down: other?.up === false };
}

function flags(context: Context, namespace: Namespace, port: Link): string[] {
  const own = flagsOf(context, port).filter((flag) => flag !== 'M-DOWN');
  return otherEnd(namespace, port)?.down ? [...own, 'M-DOWN'] : own;
}

const PRIORITY = 32;
/** Of a device of ten gigabits, which a veth says it is. */
const COST = 2;

/** What is set of a port. */
const settings = (port: Link): Readonly<Record<string, boolean | number>> => ({
  hairpin: port.kind === 'veth' && port.hairpin,
  guard: false,
  root_block: false,
  fastleave: false,
  learning: true,
  flood: true,
  mcast_flood: true,
  bcast_flood: true,
  mcast_router: 1,
  mcast_to_unicast: false,
  neigh_suppress: false,
  neigh_vlan_suppress: false,
  vlan_tunnel: false,
  isolated: false,
  locked: false,
  mab: false,
  mcast_n_groups: 0,
  mcast_max_groups: 0,
});

const settingText = ([name, value]: readonly [string, boolean | number]): string =>
  `${name} ${typeof value === 'number' ? value : value ? 'on' : 'off'} `;

function portText(context: Context, namespace: Namespace, port: Link): string {
  const other = otherEnd(namespace, port);
  const { details } = context.options;
  const detailed = Object.entries(settings(port)).map(settingText).join('');
  return (
    `${port.index}: ${port.name}${other ? `@${other.name}` : ''}: <${flags(context, namespace, port).join(',')}> ` +
    `mtu ${port.mtu} master ${masterOf(namespace, port)?.name ?? ''} ` +
    `state ${portState(context.call.world().kernel, namespace, port)} priority ${PRIORITY} cost ${COST} ` +
    (details ? `${context.options.oneline ? '\\' : '\n'}    ${detailed}` : '')
  );
}

const portJson = (context: Context, namespace: Namespace, port: Link): Json => ({
  ifindex: port.index,
  link: otherEnd(namespace, port)?.name,
  ifname: port.name,
  flags: flags(context, namespace, port),
  mtu: port.mtu,
  master: masterOf(namespace, port)?.name,
  state: portState(context.call.world().kernel, namespace, port),
  priority: PRIORITY,
  cost: COST,
  ...(context.options.details && settings(port)),
});

/** What takes `on` or `off`. */
const SWITCHES: readonly string[] = [
  'guard',
  'hairpin',
  'fastleave',
  'root_block',
  'learning',
  'learning_sync',
  'flood',
  'mcast_flood',
  'bcast_flood',
  'mcast_to_unicast',
  'neigh_suppress',
  'neigh_vlan_suppress',
  'neigh_forward_grat',
  'vlan_tunnel',
  'isolated',
  'locked',
  'mab',
];
const VALUES: readonly string[] = [
  'cost',
  'priority',
  'state',
  'mcast_router',
  'mcast_max_groups',
  'hwmode',
  'backup_port',
  'backup_nhid',
];
const EINVAL = 234;

/** `bridge link set dev PORT …`: of a port's settings the model has hairpin. */
function set(context: Context, words: Words): void {
  let device: string | undefined;
  let hairpin: boolean | undefined;
  let other = false;
  while (!words.done) {
    const word = words.next();
    if (word === 'dev') device = words.next();
    else if (SWITCHES.includes(word)) {
      const on = onOff(word, words.next());
      if (word === 'hairpin') hairpin = on;
      else other = true;
    } else if (VALUES.includes(word)) {
      words.next();
      other = true;
    } else if (!['self', 'master', 'nobackup_port'].includes(word)) throw usage(HELP.link);
  }
  if (device === undefined) throw usage('Device is a required argument.\n');
  const { index, master } = deviceOf(context, device, 'bridge device');
  change(context, ({ kernel }) => {
    if (master === undefined || other) throw new KernelError('EOPNOTSUPP');
    if (hairpin !== undefined) setHairpin(kernel, { namespace: context.id, index }, hairpin);
  });
}

function onOff(name: string, value: string): boolean {
  if (value !== 'on' && value !== 'off')
    throw new ToolError(`Error: argument of "${name}" must be one of "off", "on", not "${value}"\n`, EINVAL);
  return value === 'on';
}
