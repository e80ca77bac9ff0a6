import { ZERO_MAC } from '../../../ip/address.ts';
import { forwardingTable } from '../../../kernel/link/forwarding.ts';
import { KernelError } from '../../../kernel/errno.ts';
import type { Bridge, ForwardingEntry, Link, LinkRef, Vxlan } from '../../../kernel/link/link.ts';
import { linkAt, masterOf } from '../../../kernel/link/lookup.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import { namespaceOf as namespaceById, type Kernel } from '../../../kernel/kernel.ts';
import { flood, setRemote, unflood } from '../../../kernel/link/vxlan.ts';
import { addressArgument } from '../ip/prefix.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { groupsOf } from '../groups.ts';
import type { Json } from '../json-writer.ts';
import {
  abbreviated,
  clockOf,
  duplicate,
  namespaceOf,
  printJson,
  usage,
  wrong,
  type Context,
  type Words,
} from '../ip/context.ts';
import { change, deviceOf } from './context.ts';
import { HELP } from './help.table.ts';

/** `bridge fdb COMMAND …` */
export function fdb(context: Context, words: Words): void {
  if (words.done) return show(context, words);
  const word = words.next();
  const command = abbreviated(word, [
    'add',
    'append',
    'replace',
    'delete',
    'get',
    'show',
    'lst',
    'list',
    'flush',
    'help',
  ]);
  switch (command) {
    case 'add':
    case 'append':
    case 'replace':
      return modify(context, words, command);
    case 'delete':
      return modify(context, words, command);
    case 'get':
      return get(context, words);
    case 'flush':
      return flush(context, words);
    case 'help':
      throw usage(HELP.fdb);
    case undefined:
      throw usage(`Command "${word}" is unknown, try "bridge fdb help".\n`);
    default:
      return show(context, words);
  }
}

/** A line of `bridge fdb`. */
interface Row {
  readonly mac: string;
  readonly device: Link;
  /** The bridge in whose table it is; absent where the device itself listens to the address. */
  readonly master?: Bridge;
  readonly permanent: boolean;
  /** The other end of a tunnel that it is behind, and the namespace that leads there, where that is another. */
  readonly remote?: { readonly dst: string; readonly netnsid?: number; readonly via?: string };
  /** Seconds since the last frame from it, and to it. */
  readonly age?: number;
}

interface Filter {
  device?: number;
  bridge?: number;
  state?: 'permanent' | 'static' | 'none';
  dynamic: boolean;
  vlan: boolean;
}

function readFilter(context: Context, words: Words): Filter {
  const filter: Filter = { dynamic: false, vlan: false };
  while (!words.done) {
    const word = words.next();
    switch (word) {
      case 'brport':
      case 'dev':
        filter.device = deviceOf(context, words.next()).index;
        break;
      case 'br':
        filter.bridge = deviceOf(context, words.next(), 'bridge device').index;
        break;
      case 'vlan':
        filter.vlan = Number.parseInt(words.next(), 10) > 0;
        break;
      case 'state': {
        const state = words.next();
        if (state === 'permanent' || state === 'static') filter.state = state;
        else if (state === 'stale' || state === 'reachable' || state === 'temp') filter.state = 'none';
        else if (state !== 'all') throw wrong(state, 'invalid state');
        break;
      }
      case 'dynamic':
        filter.dynamic = true;
        break;
      case 'help':
        throw usage(HELP.fdb);
      default:
    }
  }
  return filter;
}

/** In the kernel's order: device by device, of a port the bridge's entries before its own (linux: rtnl_fdb_dump). */
function rowsOf(context: Context, namespace: Namespace): Row[] {
  const tables = new Map<number, ForwardingEntry[]>();
  const tableOf = (bridge: Bridge): ForwardingEntry[] => {
    const known = tables.get(bridge.index) ?? withoutTwins(forwardingTable(namespace, bridge, clockOf(context)));
    tables.set(bridge.index, known);
    return known;
  };
  return Object.values(namespace.links).flatMap((device) => {
    const master = device.kind === 'bridge' ? device : masterOf(namespace, device);
    const own = device.kind === 'vxlan' ? tunnelRows(context, namespace, device) : groupRows(namespace, device);
    const learned = master ? tableOf(master).filter(({ port }) => port === device.index) : [];
    const entries = learned.map(({ mac, permanent, updated }) => ({
      mac,
      device,
      ...(master && { master }),
      permanent,
      age: permanent ? 0 : Math.floor((clockOf(context) - updated) / 1000),
    }));
    return device.kind === 'bridge' ? [...own, ...entries] : [...entries, ...own];
  });
}

const groupRows = (namespace: Namespace, device: Link): Row[] =>
  groupsOf(namespace, device).macs.map((mac) => ({ mac, device, permanent: true }));

/** A tunnel's own table: who is behind which other end, the newest first where a person made it (linux: vxlan_fdb_dump). */
function tunnelRows(context: Context, namespace: Namespace, device: Vxlan): Row[] {
  const elsewhere = device.underlay !== namespace.id;
  const place = elsewhere ? { netnsid: namespace.peerIds[device.underlay] ?? 0 } : {};
  const row = (mac: string, dst: string, permanent: boolean, age?: number): Row => ({
    mac,
    device,
    permanent,
    ...(age !== undefined && { age }),
    remote: { dst, ...place, ...viaOf(namespace, device, mac, dst) },
  });
  const entered = Object.entries(device.remotes).flatMap(([mac, dst]) =>
    (mac === ZERO_MAC ? (device.flooded ?? [dst]) : [dst]).map((each) => row(mac, each, true)),
  );
  const ageing = (device.hand?.ageing ?? 300) * 1000;
  const learned = Object.entries(device.learned ?? {}).flatMap(([mac, { remote, updated }]) => {
    const age = clockOf(context) - updated;
    return age < ageing && device.remotes[mac] === undefined ? [row(mac, remote, false, Math.floor(age / 1000))] : [];
  });
  if (!device.hand) return entered;
  const isAll = ({ mac }: Row): boolean => mac === ZERO_MAC;
  const known = [...entered, ...learned];
  return [...known.filter(isAll), ...known.filter((each) => !isAll(each)).toReversed()];
}

/** The end that a link was made with is told with its device. */
function viaOf({ links }: Namespace, { hand }: Vxlan, mac: string, dst: string): { via?: string } {
  const via = hand?.device === undefined ? undefined : links[hand.device]?.name;
  return via !== undefined && mac === ZERO_MAC && dst === hand?.remote ? { via } : {};
}

/** A bridge whose address is a port's has no entry of its own. */
function withoutTwins(entries: readonly ForwardingEntry[]): ForwardingEntry[] {
  return entries.filter((entry, i) => !entries.some((other, j) => j > i && other.mac === entry.mac));
}

const passes = (filter: Filter, { device, master, permanent }: Row): boolean =>
  (filter.device === undefined || device.index === filter.device) &&
  (filter.bridge === undefined ||
    (device.kind === 'bridge' || device.master !== undefined
      ? (device.kind === 'bridge' ? device.index : device.master) === filter.bridge
      : master?.index === filter.bridge)) &&
  (filter.state === undefined || (filter.state === 'permanent' && permanent)) &&
  !(filter.dynamic && permanent) &&
  !filter.vlan;

function show(context: Context, words: Words): void {
  const filter = readFilter(context, words);
  const rows = rowsOf(context, namespaceOf(context)).filter((row) => passes(filter, row));
  if (context.options.json) {
    printJson(
      context,
      rows.map((row) => rowJson(context, row, filter)),
    );
    return;
  }
  for (const row of rows) context.call.out(`${rowText(context, row, filter)}\n`);
}

function rowText(context: Context, { mac, device, master, permanent, age, remote }: Row, filter: Filter): string {
  const words = [
    mac,
    ...(filter.device === undefined ? [`dev ${device.name}`] : []),
    ...(remote ? [`dst ${remote.dst}`] : []),
    ...(remote?.via === undefined ? [] : [`via ${remote.via}`]),
    ...(remote?.netnsid === undefined ? [] : [`link-netnsid ${remote.netnsid}`]),
    ...(context.options.stats > 0 && age !== undefined ? [`used ${age}/${age}`] : []),
    master ? `master ${master.name}` : 'self',
    permanent ? 'permanent' : '',
  ];
  return words.join(' ');
}

const rowJson = (context: Context, { mac, device, master, permanent, age, remote }: Row, filter: Filter): Json => ({
  mac,
  ifname: filter.device === undefined ? device.name : undefined,
  ...(remote && { dst: remote.dst, link_netnsid: remote.netnsid }),
  ...(context.options.stats > 0 && age !== undefined && { used: age, updated: age }),
  flags: master ? [] : ['self'],
  master: master?.name,
  state: permanent ? 'permanent' : '',
});

interface Wanted {
  readonly mac: string;
  readonly device: Link;
  readonly inMaster: boolean;
  /** The other end of a tunnel. */
  readonly dst: string | undefined;
}

const FLAGS: readonly string[] = [
  'self',
  'use',
  'router',
  'extern_learn',
  'sticky',
  'local',
  'permanent',
  'static',
  'temp',
  'dynamic',
  'activity_notify',
  'inactive',
  'norefresh',
];

function readEntry(context: Context, words: Words): Wanted {
  let mac: string | undefined;
  let device: string | undefined;
  let inMaster = false;
  let dst: string | undefined;
  while (!words.done) {
    const word = words.next();
    if (word === 'dev') device = words.next();
    else if (word === 'master') inMaster = true;
    else if (word === 'dst') dst = addressArgument(words.next());
    else if (['vlan', 'port', 'vni', 'nhid', 'via', 'src_vni'].includes(word)) words.next();
    else if (!FLAGS.includes(word)) {
      const text = word === 'to' ? words.next() : word;
      if (mac !== undefined) throw duplicate('to', text);
      mac = text;
    }
  }
  if (device === undefined || mac === undefined) throw usage('Device and address are required arguments.\n');
  if (!/^[0-9a-f]{1,2}(:[0-9a-f]{1,2}){5}$/i.test(mac)) throw usage(`Invalid mac address ${mac}\n`);
  return { mac: mac.toLowerCase(), device: deviceOf(context, device), inMaster, dst };
}

/** Entries of a bridge come from frames: of a person's changes the model takes the deletion of what was learned. A tunnel's are made by hand. */
function modify(context: Context, words: Words, command: Change): void {
  const { mac, device, inMaster, dst } = readEntry(context, words);
  change(context, ({ kernel }) => {
    if (device.kind === 'vxlan' && !inMaster)
      return modifyTunnel(kernel, { namespace: context.id, index: device.index }, command, mac, dst);
    const bridge = device.master === undefined ? undefined : namespaceById(kernel, context.id).links[device.master];
    if (command !== 'delete' || !inMaster || bridge?.kind !== 'bridge') throw new KernelError('EOPNOTSUPP');
    if (bridge.forwarding[mac]?.port !== device.index) throw new KernelError('ENOENT');
    delete bridge.forwarding[mac];
  });
}

type Change = 'add' | 'append' | 'replace' | 'delete';

/** linux: vxlan_fdb_update, vxlan_fdb_delete */
function modifyTunnel(kernel: Kernel, ref: LinkRef, command: Change, mac: string, dst: string | undefined): void {
  const link = linkAt(kernel, ref);
  if (link.kind !== 'vxlan') throw new KernelError('EOPNOTSUPP');
  if (command === 'delete') {
    if (mac === ZERO_MAC) return unflood(kernel, ref, dst);
    const known = link.remotes[mac] ?? link.learned?.[mac]?.remote;
    if (known === undefined || (dst !== undefined && dst !== known)) throw new KernelError('ENOENT');
    if (link.learned) delete link.learned[mac];
    return setRemote(kernel, ref, mac, undefined);
  }
  const remote = dst ?? link.hand?.remote;
  if (remote === undefined) throw new KernelError('EINVAL');
  if (mac === ZERO_MAC) return flood(kernel, ref, remote);
  if (command === 'add' && link.remotes[mac] !== undefined) throw new KernelError('EEXIST');
  if (command === 'append') throw new KernelError('EOPNOTSUPP');
  if (link.learned) delete link.learned[mac];
  setRemote(kernel, ref, mac, remote);
}

const ENOENT = 254;

function get(context: Context, words: Words): void {
  let mac: string | undefined;
  const filter: Filter = { dynamic: false, vlan: false };
  while (!words.done) {
    const word = words.next();
    if (word === 'brport' || word === 'dev') filter.device = deviceOf(context, words.next()).index;
    else if (word === 'br') filter.bridge = deviceOf(context, words.next()).index;
    else if (!['self', 'master', 'dynamic'].includes(word)) mac = word === 'to' ? words.next() : word;
  }
  if (mac === undefined || (filter.device === undefined && filter.bridge === undefined))
    throw usage('Device or master and address are required arguments.\n');
  const rows = rowsOf(context, namespaceOf(context));
  const found = rows.find((row) => row.master && row.mac === mac && passes(filter, row));
  if (!found) throw new ToolError('Error: Fdb entry not found.\n', ENOENT);
  context.call.out(`${rowText(context, found, { dynamic: false, vlan: false })}\n`);
}

/** `bridge fdb flush dev DEVICE`: forgets what was learned. */
function flush(context: Context, words: Words): void {
  let device: string | undefined;
  while (!words.done) if (words.next() === 'dev') device = words.next();
  if (device === undefined) throw usage('Device is a required argument.\n');
  const found = deviceOf(context, device);
  const master = found.kind === 'bridge' ? found.index : found.master;
  change(context, ({ kernel }) => {
    const bridge = master === undefined ? undefined : namespaceById(kernel, context.id).links[master];
    if (bridge?.kind !== 'bridge') throw new KernelError('EOPNOTSUPP');
    for (const entry of Object.values(bridge.forwarding))
      if (found.kind === 'bridge' || entry.port === found.index) delete bridge.forwarding[entry.mac];
  });
}
