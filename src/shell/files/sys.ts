import { lowerIndex } from '../../kernel/link/carrier.ts';
import { linkState, portState } from '../../kernel/link/carrier.ts';
import type { Bridge, Link } from '../../kernel/link/link.ts';
import { linkByName, masterOf } from '../../kernel/link/lookup.ts';
import { KernelError, strerror } from '../../kernel/errno.ts';
import { setMtu } from '../../kernel/link/links.ts';
import type { Namespace } from '../../kernel/namespace.ts';
import { sysctl } from '../../kernel/sysctl/sysctl.ts';
import type { World } from '../../world/world.ts';
import { FileError, INVALID, NO_PERMISSION, fixed, view, type Entry, type FileEntry, type Tree } from './entry.ts';
import { own } from '../../kernel/own.ts';

const PAGE = 4096;
const NET = '/sys/class/net';
const DEVICES = '/sys/devices/virtual/net';

/** What /sys shows: the links under /sys/class/net, which point into /sys/devices/virtual/net. */
export function sysEntry(tree: Tree, path: string): Entry | undefined {
  const namespace = tree.world.kernel.namespaces[tree.namespace];
  if (!namespace) return undefined;
  const links = (): string[] =>
    Object.values(namespace.links)
      .map(({ name }) => name)
      .sort();
  const top: Readonly<Record<string, () => string[]>> = {
    '/sys': () => ['class', 'devices'],
    '/sys/class': () => ['net'],
    '/sys/devices': () => ['virtual'],
    '/sys/devices/virtual': () => ['net'],
    [NET]: links,
    [DEVICES]: links,
  };
  const names = top[path];
  if (names) return fixed(names);
  if (path.startsWith(`${NET}/`)) {
    const name = path.slice(NET.length + 1);
    return linkByName(namespace, name) && { kind: 'link', target: `../../devices/virtual/net/${name}` };
  }
  const [name = '', ...rest] = path.slice(DEVICES.length + 1).split('/');
  const link = path.startsWith(`${DEVICES}/`) ? linkByName(namespace, name) : undefined;
  return link && linkEntry({ tree, namespace, link }, rest);
}

interface At {
  readonly tree: Tree;
  readonly namespace: Namespace;
  readonly link: Link;
}

type Attributes = Readonly<Record<string, FileEntry>>;

const shown = (text: string | number): FileEntry => view(() => `${text}\n`, undefined, PAGE);
const settable = (text: string | number, write: FileEntry['write']): FileEntry => view(() => `${text}\n`, write, PAGE);
const unreadable = view(
  () => {
    throw new FileError(INVALID);
  },
  undefined,
  PAGE,
);

/** Only to be written to. */
const closed = view(
  () => {
    throw new FileError(NO_PERMISSION);
  },
  undefined,
  PAGE,
);

function linkEntry(at: At, rest: readonly string[]): Entry | undefined {
  const { link, namespace } = at;
  const [name, inner] = rest;
  if (rest.length > 2) return undefined;
  const master = masterOf(namespace, link);
  const directories: Record<string, () => Attributes> = {
    statistics: () => statistics(link),
    power: () => ({}),
    queues: () => ({}),
  };
  if (link.kind === 'bridge') directories['bridge'] = () => bridgeAttributes(at, link);
  if (master) directories['brport'] = () => portAttributes(at, master);
  const links: Record<string, string> = { subsystem: '../../../../class/net' };
  if (master) Object.assign(links, { master: `../${master.name}`, [`upper_${master.name}`]: `../${master.name}` });
  const ports = link.kind === 'bridge' ? link.ports.flatMap((index) => namespace.links[index]?.name ?? []) : [];
  const below =
    'lower' in link && link.lower.namespace === namespace.id ? namespace.links[link.lower.index] : undefined;
  for (const lower of below ? [...ports, below.name] : ports) links[`lower_${lower}`] = `../${lower}`;
  for (const upper of link.uppers ?? []) {
    const above = upper.namespace === namespace.id ? namespace.links[upper.index]?.name : undefined;
    if (above !== undefined) links[`upper_${above}`] = `../${above}`;
  }
  if (name === undefined) {
    const ofBridge = link.kind === 'bridge' ? ['brif', 'brforward'] : [];
    return fixed(() =>
      [...Object.keys(attributes(at)), ...Object.keys(directories), ...Object.keys(links), ...ofBridge].sort(),
    );
  }
  if (name === 'brif' && link.kind === 'bridge') {
    if (inner === undefined) return fixed(() => [...ports].sort());
    return ports.includes(inner) ? { kind: 'link', target: `../../${inner}/brport` } : undefined;
  }
  const directory = directories[name];
  if (directory) return inner === undefined ? fixed(() => Object.keys(directory()).sort()) : directory()[inner];
  if (inner !== undefined) return undefined;
  if (name === 'brforward' && link.kind === 'bridge') return view(() => '', undefined, PAGE);
  const target = links[name];
  return target === undefined ? attributes(at)[name] : { kind: 'link', target };
}

const ARP_ETHERNET = 1;
const ARP_LOOPBACK = 772;

/** As drivers/base and net/core/net-sysfs.c name and word them. */
function attributes({ tree, namespace, link }: At): Attributes {
  const { carrier, operstate } = linkState(tree.world.kernel, namespace.id, link);
  const loopback = link.kind === 'loopback';
  const flags = loopback ? 0x8 : 0x1002;
  return {
    addr_assign_type: shown(loopback ? 0 : link.kind === 'bridge' ? 3 : 1),
    addr_len: shown(6),
    address: shown(link.mac),
    broadcast: shown(loopback ? '00:00:00:00:00:00' : 'ff:ff:ff:ff:ff:ff'),
    carrier: link.up ? shown(carrier ? 1 : 0) : unreadable,
    carrier_changes: shown(loopback ? 0 : 2),
    carrier_down_count: shown(loopback ? 0 : 1),
    carrier_up_count: shown(loopback ? 0 : 1),
    dev_id: shown('0x0'),
    dev_port: shown(0),
    dormant: shown(0),
    duplex: loopback || !link.up ? unreadable : shown(link.kind === 'bridge' ? 'unknown' : 'full'),
    flags: shown(`0x${(link.up ? flags | 1 : flags).toString(16)}`),
    gro_flush_timeout: shown(0),
    ifalias: shown(''),
    ifindex: shown(link.index),
    iflink: shown(lowerIndex(link)),
    link_mode: shown(0),
    mtu: settable(link.mtu, setLinkMtu(namespace.id, link.index)),
    name_assign_type: shown(loopback ? 2 : 3),
    napi_defer_hard_irqs: shown(0),
    netdev_group: shown(0),
    operstate: shown(operstate.toLowerCase()),
    proto_down: shown(0),
    speed: loopback || !link.up ? unreadable : shown(link.kind === 'veth' || carrier ? 10000 : -1),
    testing: shown(0),
    threaded: shown(0),
    tx_queue_len: shown(link.queueLength),
    type: shown(loopback ? ARP_LOOPBACK : ARP_ETHERNET),
    uevent: view(
      () => `${link.kind === 'bridge' ? 'DEVTYPE=bridge\n' : ''}INTERFACE=${link.name}\nIFINDEX=${link.index}\n`,
      undefined,
      PAGE,
    ),
  };
}

const setLinkMtu =
  (namespace: string, index: number) =>
  (world: World, text: string): void => {
    if (!/^\d+\n?$/.test(text)) throw new FileError(INVALID);
    try {
      setMtu(world.kernel, { namespace, index }, Number(text));
    } catch (error) {
      if (error instanceof KernelError) throw new FileError(strerror[error.code]);
      throw error;
    }
  };

const COUNTERS =
  `collisions multicast rx_bytes rx_compressed rx_crc_errors rx_dropped rx_errors rx_fifo_errors rx_frame_errors
rx_length_errors rx_missed_errors rx_nohandler rx_over_errors rx_packets tx_aborted_errors tx_bytes tx_carrier_errors
tx_compressed tx_dropped tx_errors tx_fifo_errors tx_heartbeat_errors tx_packets tx_window_errors`.split(/\s+/);

function statistics({ received, sent }: Link): Attributes {
  const known: Readonly<Record<string, number>> = {
    rx_bytes: received.bytes,
    rx_packets: received.packets,
    tx_bytes: sent.bytes,
    tx_packets: sent.packets,
  };
  return Object.fromEntries(COUNTERS.map((name) => [name, shown(own(known, name) ?? 0)]));
}

const bridgeId = (bridge: Bridge): string => `8000.${bridge.mac.replaceAll(':', '')}`;

/** linux: net/bridge/br_sysfs_br.c, with what a bridge without STP shows. */
function bridgeAttributes({ namespace }: At, bridge: Bridge): Attributes {
  const calls = (name: string): FileEntry => shown(sysctl(namespace, `net.bridge.bridge-nf-call-${name}`) ?? '0');
  return {
    ageing_time: shown(30000),
    bridge_id: shown(bridgeId(bridge)),
    flush: closed,
    forward_delay: shown(1500),
    gc_timer: shown(0),
    group_addr: shown('01:80:c2:00:00:00'),
    group_fwd_mask: shown('0x0'),
    hash_elasticity: shown(16),
    hash_max: shown(4096),
    hello_time: shown(200),
    hello_timer: shown(0),
    max_age: shown(2000),
    multicast_igmp_version: shown(2),
    multicast_last_member_count: shown(2),
    multicast_last_member_interval: shown(100),
    multicast_membership_interval: shown(26000),
    multicast_mld_version: shown(1),
    multicast_querier: shown(0),
    multicast_querier_interval: shown(25500),
    multicast_query_interval: shown(12500),
    multicast_query_response_interval: shown(1000),
    multicast_query_use_ifaddr: shown(0),
    multicast_router: shown(1),
    multicast_snooping: shown(1),
    multicast_startup_query_count: shown(2),
    multicast_startup_query_interval: shown(3124),
    multicast_stats_enabled: shown(0),
    nf_call_arptables: calls('arptables'),
    nf_call_ip6tables: calls('ip6tables'),
    nf_call_iptables: calls('iptables'),
    no_linklocal_learn: shown(0),
    priority: shown(32768),
    root_id: shown(bridgeId(bridge)),
    root_path_cost: shown(0),
    root_port: shown(0),
    stp_state: shown(0),
    tcn_timer: shown(0),
    topology_change: shown(0),
    topology_change_detected: shown(0),
    topology_change_timer: shown(0),
  };
}

/** linux: net/bridge/br_sysfs_if.c. Ports are numbered by the lowest free number as they join. */
function portAttributes({ tree, namespace, link }: At, bridge: Bridge): Attributes {
  const number = link.portNumber ?? 0;
  return {
    backup_port: shown(''),
    bpdu_guard: shown(0),
    broadcast_flood: shown(1),
    change_ack: shown(0),
    config_pending: shown(0),
    designated_bridge: shown(bridgeId(bridge)),
    designated_cost: shown(0),
    designated_port: shown(0x8000 + number),
    designated_root: shown(bridgeId(bridge)),
    flush: closed,
    forward_delay_timer: shown(0),
    group_fwd_mask: shown('0x0'),
    hairpin_mode: shown(link.kind === 'veth' && link.hairpin ? 1 : 0),
    hold_timer: shown(0),
    isolated: shown(0),
    learning: shown(1),
    message_age_timer: shown(0),
    multicast_fast_leave: shown(0),
    multicast_flood: shown(1),
    multicast_router: shown(1),
    multicast_to_unicast: shown(0),
    neigh_suppress: shown(0),
    path_cost: shown(2),
    port_id: shown(`0x${(0x8000 + number).toString(16)}`),
    port_no: shown(`0x${number.toString(16)}`),
    priority: shown(32),
    proxyarp: shown(0),
    proxyarp_wifi: shown(0),
    root_block: shown(0),
    state: shown(portState(tree.world.kernel, namespace, link) === 'forwarding' ? 3 : 0),
    unicast_flood: shown(1),
  };
}
