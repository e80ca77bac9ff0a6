import type { Ip, Mac, Prefix } from '../../ip/address.ts';
import type { NamespaceId } from '../namespace.ts';
import type { Qdisc } from './qdisc.ts';

/** An interface's place: namespace and index there. */
export interface LinkRef {
  readonly namespace: NamespaceId;
  readonly index: number;
}

/** An address on a link, as `ip addr` lists it. */
export interface LinkAddress {
  address: Ip;
  prefixLength: number;
  /** IPv4 broadcast address, where one was set (Docker sets it, `ip addr add` does not). */
  broadcast?: Ip;
  scope: 'host' | 'link' | 'global';
  /** A second IPv4 address of a subnet already on the link. */
  secondary?: boolean;
  /** `proto` of the address: kernel_lo, kernel_ll. */
  protocol?: 'kernel_lo' | 'kernel_ll';
  /** Clock (ms) until which duplicate address detection runs (IPv6). */
  tentativeUntil?: number;
  /** Added without duplicate address detection (IPv6), as libnetwork adds. */
  nodad?: boolean;
  /** IPv4 label, where it is not the link's name. */
  label?: string;
}

export interface Counters {
  packets: number;
  bytes: number;
}

interface LinkBase {
  index: number;
  name: string;
  mac: Mac;
  mtu: number;
  queueLength: number;
  /** IFF_UP: set administratively up. */
  up: boolean;
  /** Virtual devices have no queue; before it is first set up a device has the noop qdisc. */
  qdisc: 'noop' | 'noqueue';
  /** Index of the bridge whose port this link is. */
  master?: number;
  /** Its number among that bridge's ports, from 1. */
  portNumber?: number;
  addresses: LinkAddress[];
  received: Counters;
  sent: Counters;
  /** Further names that it is found by (`ip link property add … altname`). */
  altNames?: string[];
  /** What a person calls it beside its name (`ip link set … alias`). */
  alias?: string;
  /** What a person turned on: it hears frames for all stations, or of all groups. */
  promiscuous?: true;
  allMulticast?: true;
  /** The number of its group, where that is not 0. */
  group?: number;
  /** What a person turned off: it looks for no neighbours, or hears no groups. */
  withoutArp?: true;
  withoutMulticast?: true;
  /** How packets wait to be sent, where somebody told it (`tc qdisc`); the root's first. */
  qdiscs?: Qdisc[];
  /** What a person turned on or off of what it does for the stack (`ethtool -K`), by the kernel's name. */
  features?: Record<string, boolean>;
  /** Links that stand on this one, in the order of their making. */
  uppers?: LinkRef[];
}

/** A link that stands on another, by whose wire its frames come and go. */
interface Stacked extends LinkBase {
  lower: LinkRef;
}

export interface Loopback extends LinkBase {
  kind: 'loopback';
}

export interface Veth extends LinkBase {
  kind: 'veth';
  peer: LinkRef;
  /** Port setting: send a frame back out of the port it came in by. */
  hairpin: boolean;
}

/** A learned or permanent entry of a bridge's forwarding table. */
export interface ForwardingEntry {
  mac: Mac;
  /** The port's index; the bridge's own index for its own address. */
  port: number;
  permanent: boolean;
  /** Clock (ms) of the last frame from that address. */
  updated: number;
}

export interface Bridge extends LinkBase {
  kind: 'bridge';
  /** By MAC address. Permanent entries of ports are derived, not kept: see `forwardingTable`. */
  forwarding: Record<Mac, ForwardingEntry>;
  /** Whether the MAC address was set; otherwise it follows the lowest port address. */
  macSet: boolean;
  /** Whether the MTU was set; otherwise it follows the lowest of the ports. */
  mtuSet: boolean;
  /** Whether the spanning tree protocol was turned on. */
  stp?: boolean;
  /** What a person set of it that is only kept (`ip link set … type bridge`). */
  settings?: Record<string, number>;
  /** Whether a port ever joined it: since then its limits follow theirs (net/bridge/br_if.c: br_set_gso_limits). */
  hadPorts?: boolean;
  /** Port indices in the order of their joining; `bridge link` and flooding follow it. */
  ports: number[];
}

export type MacvlanMode = 'bridge' | 'private' | 'vepa' | 'passthru';

/** Another station on the wire of the link below, told apart by its own MAC address. */
export interface Macvlan extends Stacked {
  kind: 'macvlan';
  mode: MacvlanMode;
}

export type IpvlanMode = 'l2' | 'l3' | 'l3s';
export type IpvlanFlag = 'bridge' | 'private' | 'vepa';

/** Shares the link below and its MAC address; told apart by IP addresses. Mode and flag are the same for all that share a link. */
export interface Ipvlan extends Stacked {
  kind: 'ipvlan';
  mode: IpvlanMode;
  flag: IpvlanFlag;
}

/** An 802.1Q sub-interface: the frames of the link below that carry its tag. */
export interface Vlan extends Stacked {
  kind: 'vlan';
  id: number;
}

/** Takes what it is given and leads nowhere. */
export interface Dummy extends LinkBase {
  kind: 'dummy';
}

/** An end of tunnels that carry frames in UDP. What it sends and gets passes the namespace that it was made in. */
export interface Vxlan extends LinkBase {
  kind: 'vxlan';
  vni: number;
  /** UDP port at the other ends. */
  port: number;
  /** The namespace whose stack carries its packets. */
  underlay: NamespaceId;
  /** Answers for neighbours that it knows, and lets no question out. */
  proxy: boolean;
  /** Tells user space of addresses that it does not know. */
  misses: boolean;
  /** Static entries of its forwarding table: a MAC address is behind another end. The zero address stands for all others. */
  remotes: Record<Mac, Ip>;
  /** All ends that hear what has no entry of its own, where there are several or one was given by hand. */
  flooded?: Ip[];
  /** Whether it learns from what comes in who is behind which end; and what it learned. */
  learns?: true;
  learned?: Record<Mac, TunnelEntry>;
  /** What it was made with by hand. */
  hand?: TunnelSettings;
}

/** A MAC address that was heard of from another end. */
export interface TunnelEntry {
  remote: Ip;
  /** Clock (ms) of the last frame from there. */
  updated: number;
}

/** What `ip link add … type vxlan` says. */
export interface TunnelSettings {
  remote?: Ip;
  local?: Ip;
  /** The device below, by its index in the namespace that carries its packets. */
  device?: number;
  ttl?: number;
  tos?: number;
  ageing?: number;
  ports?: [number, number];
  flags?: string[];
}

export type Upper = Macvlan | Ipvlan | Vlan;
export type Link = Loopback | Veth | Bridge | Upper | Dummy | Vxlan;

/** The link that `iflink` names: the other end of a veth, or what a link stands on. */
export function linkedTo(link: Link): LinkRef | undefined {
  if (link.kind === 'veth') return link.peer;
  return 'lower' in link ? link.lower : undefined;
}

/** Whether a link looks for no neighbours (IFF_NOARP). */
export const isWithoutArp = (link: Link): boolean =>
  link.withoutArp === true || (link.kind === 'ipvlan' && link.mode !== 'l2');

/** The `<…>` flags and the operational state derive from these facts. */
export interface LinkState {
  readonly carrier: boolean;
  readonly operstate: 'UP' | 'DOWN' | 'UNKNOWN' | 'LOWERLAYERDOWN';
}

export const addressPrefix = (a: LinkAddress): Prefix => ({ address: a.address, length: a.prefixLength });
