import { linkState, portState } from '../../../kernel/link/carrier.ts';
import { isFresh } from '../../../kernel/link/forwarding.ts';
import { isWithoutArp, linkedTo, type Bridge, type Link } from '../../../kernel/link/link.ts';
import { masterOf } from '../../../kernel/link/lookup.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import { sysctl } from '../../../kernel/sysctl/sysctl.ts';
import type { Json } from '../json-writer.ts';
import { isImmutable, kindJson, kindText, mtusOf, promiscuity } from './link-kind.ts';
import { clockOf, lineBreak, namespaceOf, type Context } from './context.ts';

/** How a list of links is asked for: it decides what the kernel tells of each. */
export interface LinkListing {
  /** `ip link`, which shows the mode. */
  readonly mode: boolean;
  /** Whether the second line, with the hardware address, is shown. */
  readonly hardware: boolean;
  /** The kernel's list of IPv6 links does not tell of queues, masters, groups, nor where a link's other end is. */
  readonly blind?: boolean;
}

/** The namespace of the link that one is linked to, where that is another than its own. */
function elsewhereOf(link: Link, id: string): string | undefined {
  const other = link.kind === 'vxlan' ? { namespace: link.underlay } : linkedTo(link);
  return other && other.namespace !== id ? other.namespace : undefined;
}

/** The other end as `@…` shows it. */
function otherEnd(
  namespace: Namespace,
  link: Link,
  blind: boolean,
): { link_index: number } | { link: string } | undefined {
  // A tunnel that has left the namespace of its packets names itself.
  if (link.kind === 'vxlan' && link.underlay !== namespace.id) return { link_index: link.index };
  const ref = linkedTo(link);
  if (!ref) return undefined;
  if (ref.namespace !== namespace.id && !blind) return { link_index: ref.index };
  const other = namespace.links[ref.index];
  return other ? { link: other.name } : { link_index: ref.index };
}

export function nameWithPeer(namespace: Namespace, link: Link, blind = false): string {
  const other = otherEnd(namespace, link, blind);
  if (!other) return link.name;
  return `${link.name}@${'link' in other ? other.link : `if${other.link_index}`}`;
}

const GROUPS = ['BROADCAST', 'MULTICAST'];

/** The `<…>` flags, in ip's order. */
export function flagsOf(context: Context, link: Link): string[] {
  const namespace = namespaceOf(context);
  const { carrier } = linkState(context.call.world().kernel, namespace.id, link);
  const ref = linkedTo(link);
  const other = ref?.namespace === namespace.id ? namespace.links[ref.index] : undefined;
  return [
    ...(link.up && !carrier ? ['NO-CARRIER'] : []),
    ...(link.kind === 'loopback' ? ['LOOPBACK'] : link.kind === 'dummy' ? ['BROADCAST', 'NOARP'] : GROUPS),
    ...(isWithoutArp(link) ? ['NOARP'] : []),
    ...(link.up ? ['UP'] : []),
    ...(link.up && carrier ? ['LOWER_UP'] : []),
    ...(other && !other.up ? ['M-DOWN'] : []),
  ];
}

export const operstateOf = ({ call, id }: Context, link: Link): string =>
  linkState(call.world().kernel, id, link).operstate;

const broadcastOf = (link: Link): string => (link.kind === 'loopback' ? '00:00:00:00:00:00' : 'ff:ff:ff:ff:ff:ff');
const typeOf = (link: Link): string => (link.kind === 'loopback' ? 'loopback' : 'ether');

/** ` link-netnsid N`, or the name that `ip netns` knows for it. */
function netnsWords(context: Context, link: Link): string {
  const elsewhere = elsewhereOf(link, context.id);
  if (elsewhere === undefined) return '';
  const name = context.named().get(elsewhere);
  if (name !== undefined) return ` link-netns ${name}`;
  return ` link-netnsid ${namespaceOf(context).peerIds[elsewhere] ?? 0}`;
}

/** One link as `ip link` and `ip addr` print it (iproute2: ip/ipaddress.c print_linkinfo), without the last line break. */
export function linkText(context: Context, link: Link, listing: LinkListing): string {
  const namespace = namespaceOf(context);
  const blind = listing.blind ?? false;
  const master = masterOf(namespace, link);
  const { details, stats } = context.options;
  const flags = `<${flagsOf(context, link).join(',')}>`;
  const head = `${link.index}: ${nameWithPeer(namespace, link, blind)}: ${flags} mtu ${link.mtu} `;
  const state = `state ${operstateOf(context, link)} `;
  const hardware = `${lineBreak(context)}    link/${typeOf(link)} ${link.mac}`;
  if (blind) return head + state + (details ? hardware : '');
  const text =
    `${head}qdisc ${link.qdisc} ${master ? `master ${master.name} ` : ''}${state}` +
    `${listing.mode ? 'mode DEFAULT ' : ''}group default qlen ${link.queueLength}`;
  const netns = netnsWords(context, link);
  if (!listing.hardware && !details) return text + netns;
  const detailed = details ? detailsText(context, namespace, link, listing.mode) : '';
  return `${text}${hardware} brd ${broadcastOf(link)}${netns}${detailed}` + (stats > 0 ? statsText(context, link) : '');
}

const queues = (link: Link): number => (link.kind === 'veth' ? 2 : 1);

function detailsText(context: Context, namespace: Namespace, link: Link, mode: boolean): string {
  const slave = link.master === undefined ? 0 : 1;
  const [least, most] = mtusOf(link);
  const immutable = isImmutable(link) ? 'netns-immutable ' : '';
  const newline = lineBreak(context);
  const master = masterOf(namespace, link);
  const words = link.kind === 'bridge' ? `bridge ${bridgeText(context, namespace, link)}` : kindText(link);
  const slaved = master ? `${newline}    bridge_slave ${slaveText(context, namespace, link, master)}` : '';
  const kind = words && `${newline}    ${words}${slaved}`;
  const limits = Object.entries(limitsOf(link))
    .map(([word, value]) => `${word} ${value} `)
    .join('');
  const generation = mode ? 'addrgenmode eui64 ' : '';
  return (
    ` promiscuity ${promiscuity(context, link)} allmulti ${slave} minmtu ${least} maxmtu ${most} ${immutable}${kind}` +
    `${generation}numtxqueues ${queues(link)} numrxqueues ${queues(link)} ${limits}`
  );
}

const dotted = (bridge: Bridge): string => `8000.${bridge.mac}`;

/** A setting of a bridge: ip's word for it, its value, and its name in JSON where that is another. */
type Setting = readonly [word: string, value: string | number, key?: string];

const TIMER = '   0.00';

/** What a bridge without STP has, in the order of iproute2's iplink_bridge.c. */
function bridgeSettings(context: Context, namespace: Namespace, bridge: Bridge): readonly Setting[] {
  const learned = Object.values(bridge.forwarding).filter((entry) => isFresh(entry, clockOf(context))).length;
  const calls = (name: string): number => Number(sysctl(namespace, `net.bridge.bridge-nf-call-${name}`) ?? 0);
  return [
    ['forward_delay', 1500],
    ['hello_time', 200],
    ['max_age', 2000],
    ['ageing_time', 30000],
    ['stp_state', 0],
    ['priority', 32768],
    ['vlan_filtering', 0],
    ['bridge_id', dotted(bridge)],
    ['designated_root', dotted(bridge), 'root_id'],
    ['root_port', 0],
    ['root_path_cost', 0],
    ['topology_change', 0],
    ['topology_change_detected', 0],
    ['hello_timer', TIMER],
    ['tcn_timer', TIMER],
    ['topology_change_timer', TIMER],
    ['gc_timer', TIMER],
    ['fdb_n_learned', learned],
    ['fdb_max_learned', 0],
    ['group_fwd_mask', '0'],
    ['group_address', '01:80:c2:00:00:00', 'group_addr'],
    ['mcast_snooping', 1],
    ['no_linklocal_learn', 0],
    ['mcast_vlan_snooping', 0],
    ['mst_enabled', 0],
    ['mdb_offload_fail_notification', 0],
    ['fdb_local_vlan_0', 0],
    ['mcast_router', 1],
    ['mcast_query_use_ifaddr', 0],
    ['mcast_querier', 0],
    ['mcast_hash_elasticity', 16],
    ['mcast_hash_max', 4096],
    ['mcast_last_member_count', 2, 'mcast_last_member_cnt'],
    ['mcast_startup_query_count', 2, 'mcast_startup_query_cnt'],
    ['mcast_last_member_interval', 100, 'mcast_last_member_intvl'],
    ['mcast_membership_interval', 26000, 'mcast_membership_intvl'],
    ['mcast_querier_interval', 25500, 'mcast_querier_intvl'],
    ['mcast_query_interval', 12500, 'mcast_query_intvl'],
    ['mcast_query_response_interval', 1000, 'mcast_query_response_intvl'],
    ['mcast_startup_query_interval', 3124, 'mcast_startup_query_intvl'],
    ['mcast_stats_enabled', 0],
    ['mcast_igmp_version', 2],
    ['mcast_mld_version', 1],
    ['nf_call_iptables', calls('iptables')],
    ['nf_call_ip6tables', calls('ip6tables')],
    ['nf_call_arptables', calls('arptables')],
  ];
}

const bridgeText = (context: Context, namespace: Namespace, bridge: Bridge): string =>
  bridgeSettings(context, namespace, bridge)
    .map(([word, value]) => `${word} ${value} `)
    .join('');

const bridgeJson = (context: Context, namespace: Namespace, bridge: Bridge): Json =>
  Object.fromEntries(
    bridgeSettings(context, namespace, bridge).map(([word, value, key]) => [
      key ?? word,
      value === TIMER ? { raw: '0.00' } : value,
    ]),
  );

const LIMITS = {
  gso_max_size: 65536,
  gso_max_segs: 65535,
  tso_max_size: 524280,
  tso_max_segs: 65535,
  gro_max_size: 65536,
  gso_ipv4_max_size: 65536,
  gro_ipv4_max_size: 65536,
};

/** A bridge without ports as yet has the limits of a plain device (TSO_LEGACY_MAX_SIZE). */
const limitsOf = (link: Link): typeof LIMITS =>
  link.kind === 'bridge' && !link.hadPorts ? { ...LIMITS, tso_max_size: 65536 } : LIMITS;

function detailsJson(
  context: Context,
  namespace: Namespace,
  link: Link,
  mode: boolean,
): Record<string, Json | undefined> {
  const slave = link.master === undefined ? 0 : 1;
  const loopback = link.kind === 'loopback';
  const [least, most] = mtusOf(link);
  return {
    promiscuity: promiscuity(context, link),
    allmulti: slave,
    min_mtu: least,
    max_mtu: most,
    'netns-immutable': isImmutable(link) || undefined,
    linkinfo: loopback
      ? undefined
      : {
          info_kind: link.kind,
          info_data: link.kind === 'bridge' ? bridgeJson(context, namespace, link) : kindJson(link),
          info_slave_kind: slave ? 'bridge' : undefined,
        },
    inet6_addr_gen_mode: mode ? 'eui64' : undefined,
    num_tx_queues: queues(link),
    num_rx_queues: queues(link),
    ...limitsOf(link),
  };
}

const onOff = (value: boolean): string => (value ? 'on' : 'off');

function slaveText(context: Context, namespace: Namespace, link: Link, bridge: Bridge): string {
  const number = link.portNumber ?? 0;
  const id = 0x8000 + number;
  const hairpin = link.kind === 'veth' && link.hairpin;
  return (
    `state ${portState(context.call.world().kernel, namespace, link)} priority 32 cost 2 hairpin ${onOff(hairpin)} ` +
    `guard off root_block off fastleave off learning on flood on port_id 0x${id.toString(16)} port_no 0x${number.toString(16)} ` +
    `designated_port ${id} designated_cost 0 designated_bridge ${dotted(bridge)} designated_root ${dotted(bridge)} ` +
    `hold_timer    0.00 message_age_timer    0.00 forward_delay_timer    0.00 topology_change_ack 0 config_pending 0 ` +
    `proxy_arp off proxy_arp_wifi off mcast_router 1 mcast_fast_leave off mcast_flood on bcast_flood on ` +
    `mcast_to_unicast off neigh_suppress off neigh_vlan_suppress off group_fwd_mask 0 group_fwd_mask_str 0x0 ` +
    `vlan_tunnel off isolated off locked off mab off `
  );
}

const STATS = {
  received: 'RX:  bytes packets errors dropped  missed   mcast           ',
  sent: 'TX:  bytes packets errors dropped carrier collsns           ',
  receivedErrors: 'RX errors:  length    crc   frame    fifo overrun',
  sentErrors: 'TX errors: aborted   fifo  window heartbt transns',
};

/** Widths of a row of counters. */
const WIDTHS = [7, 6, 7, 7, 7];

const statsRow = (first: number, width: number, others: readonly number[]): string =>
  `    ${String(first).padStart(width)} ${others.map((n, i) => String(n).padStart(WIDTHS[i] ?? 7)).join(' ')} `;

function statsText(context: Context, { received, sent }: Link): string {
  const errors = `    ${'0'.padStart(18)} ${[6, 7, 7, 7].map((width) => '0'.padStart(width)).join(' ')} `;
  const more = context.options.stats > 1;
  return [
    '',
    `    ${STATS.received}`,
    statsRow(received.bytes, 10, [received.packets, 0, 0, 0, 0]),
    ...(more ? [`    ${STATS.receivedErrors}`, errors] : []),
    `    ${STATS.sent}`,
    statsRow(sent.bytes, 10, [sent.packets, 0, 0, 0, 0]),
    ...(more ? [`    ${STATS.sentErrors}`, errors] : []),
  ].join(lineBreak(context));
}

const counters = (link: Link): Json => ({
  rx: {
    bytes: link.received.bytes,
    packets: link.received.packets,
    errors: 0,
    dropped: 0,
    over_errors: 0,
    multicast: 0,
  },
  tx: { bytes: link.sent.bytes, packets: link.sent.packets, errors: 0, dropped: 0, carrier_errors: 0, collisions: 0 },
});

/** The same as JSON. */
export function linkJson(context: Context, link: Link, listing: LinkListing): Record<string, Json | undefined> {
  const namespace = namespaceOf(context);
  const common = {
    ifindex: link.index,
    ...otherEnd(namespace, link, listing.blind ?? false),
    ifname: link.name,
    flags: flagsOf(context, link),
    mtu: link.mtu,
  };
  if (listing.blind) return { ...common, operstate: operstateOf(context, link) };
  const elsewhere = elsewhereOf(link, context.id);
  const name = elsewhere === undefined ? undefined : context.named().get(elsewhere);
  return {
    ...common,
    qdisc: link.qdisc,
    master: masterOf(namespace, link)?.name,
    operstate: operstateOf(context, link),
    ...(listing.mode && { linkmode: 'DEFAULT' }),
    group: 'default',
    txqlen: link.queueLength,
    ...(listing.hardware && { link_type: typeOf(link), address: link.mac, broadcast: broadcastOf(link) }),
    ...(elsewhere !== undefined &&
      (name === undefined ? { link_netnsid: namespace.peerIds[elsewhere] ?? 0 } : { link_netns: name })),
    ...(context.options.details && detailsJson(context, namespace, link, listing.mode)),
    ...(context.options.stats > 0 && listing.hardware && { stats64: counters(link) }),
  };
}

/** `-br`: name, state, and what `tail` adds. */
export const briefText = (context: Context, link: Link, tail: string, blind = false): string =>
  `${nameWithPeer(namespaceOf(context), link, blind).padEnd(16)} ${operstateOf(context, link).padEnd(14)} ${tail}\n`;

export const briefJson = (context: Context, link: Link): Record<string, Json | undefined> => ({
  ...otherEnd(namespaceOf(context), link, false),
  ifname: link.name,
  operstate: operstateOf(context, link),
});
