import type { Ip, Mac } from '../../ip/address.ts';
import type { Packet } from '../packet/frame.ts';
import type { Kernel } from '../kernel.ts';
import type { Bridge, Counters, ForwardingEntry, Link, TunnelEntry } from '../link/link.ts';
import type { IcmpRate, Namespace, NamespaceId, PathMtu } from '../namespace.ts';
import type { Neighbour } from '../neighbour/neighbour.ts';
import { filtersAt } from '../netfilter/hook.ts';
import { createMemory as createFilterMemory, type FilterMemory } from '../netfilter/memory.ts';
import type { Hook, TableFamily } from '../netfilter/table.ts';
import type { RouteDecision, RouteKey } from '../route/lookup.ts';
import type { Peer, Socket } from '../socket/socket.ts';
import { bridgeFacts, deviceFacts, hasOn, routeFrom, type BridgeFacts, type DeviceFacts, type Facts } from './facts.ts';
import type { Lines } from './link/queueing.ts';
import type { Skb } from './skb.ts';
import type { Tcb } from './tcp/tcp.ts';

/** What a walk learns in one namespace, made when it first comes there; the namespace itself stays as it is. Maps are made when first written. */
export interface Memory {
  readonly id: NamespaceId;
  readonly namespace: Namespace;
  readonly kernel: Kernel;
  readonly facts: Facts;
  /** Connections and counters, once a packet met a hook. */
  filter: FilterMemory | undefined;
  readonly devices: Map<number, Device>;
  bridges: Map<number, BridgeMemory> | undefined;
  /** Ends of connections, by their four numbers. */
  connections: Map<string, Tcb> | undefined;
  /** Sockets of asking programs, by protocol and port or identifier. */
  askers: Map<string, Asker> | undefined;
  /** The ends of datagram sockets that were connected in this walk. */
  connected: Map<Socket, SocketPair> | undefined;
  /** Tokens for ICMP errors, by destination. */
  rates: Map<Ip, IcmpRate> | undefined;
  /** What ICMP errors said of ways, by destination. */
  pathMtus: Map<Ip, PathMtu> | undefined;
  portsUsed: number;
  /** What was counted in this walk. */
  statistics: Record<string, number> | undefined;
}

/** Both ends of a connected socket. */
export interface SocketPair {
  readonly local: Ip;
  readonly peer: Peer;
}

/** A link as the walk uses it. */
export interface Device {
  readonly memory: Memory;
  readonly link: Link;
  readonly inward: DeviceFacts['inward'];
  readonly outward: DeviceFacts['outward'];
  readonly carrier: boolean;
  readonly facts: DeviceFacts;
  /** Neighbours on it that were met or changed in this walk. */
  neighbours: Map<Ip, Met> | undefined;
  /** Packets that wait for a neighbour's answer. */
  pending: Map<Ip, Pending> | undefined;
  /** What a tunnel heard in this walk of who is behind which end. */
  behind: Map<Mac, TunnelEntry> | undefined;
  /** What it carried in this walk. */
  traffic: { readonly received: Counters; readonly sent: Counters } | undefined;
  /** What its queueing disciplines keep in mind. */
  queue: Lines | undefined;
}

export interface Met {
  neighbour: Neighbour;
  changed: boolean;
}

export interface BridgeMemory {
  readonly bridge: Bridge;
  readonly device: Device;
  readonly facts: BridgeFacts;
  readonly learned: Map<Mac, ForwardingEntry>;
}

export interface Pending {
  readonly neighbour: Neighbour;
  readonly queue: { readonly skb: Skb; readonly send: (mac: Mac) => void }[];
  tries: number;
}

/** A program's socket that waits for an answer. */
export interface Asker {
  /** Whether a packet for its port is from whom it asked. */
  readonly accepts: (packet: Packet) => boolean;
  /** A packet for it arrived, or an ICMP error about what it sent. */
  readonly heard: (skb: Skb) => void;
}

export const createMemory = (facts: Facts): Memory => ({
  id: facts.namespace.id,
  namespace: facts.namespace,
  kernel: facts.kernel,
  facts,
  filter: undefined,
  devices: new Map(),
  bridges: undefined,
  connections: undefined,
  askers: undefined,
  connected: undefined,
  rates: undefined,
  pathMtus: undefined,
  portsUsed: facts.namespace.portsUsed,
  statistics: undefined,
});

/** Where a packet is routed from here. */
export const routeTo = (memory: Memory, key: RouteKey): RouteDecision => routeFrom(memory.facts, key);

export function deviceOf(memory: Memory, index: number): Device | undefined {
  const known = memory.devices.get(index);
  if (known) return known;
  const facts = deviceFacts(memory.facts, index);
  if (!facts) return undefined;
  const { link, inward, outward, carrier } = facts;
  const device: Device = {
    memory,
    link,
    inward,
    outward,
    carrier,
    facts,
    neighbours: undefined,
    pending: undefined,
    behind: undefined,
    traffic: undefined,
    queue: undefined,
  };
  memory.devices.set(index, device);
  return device;
}

export function bridgeOf(memory: Memory, index: number): BridgeMemory | undefined {
  const known = memory.bridges?.get(index);
  if (known) return known;
  const device = deviceOf(memory, index);
  const facts = device && bridgeFacts(memory.facts, index);
  if (!facts) return undefined;
  const made: BridgeMemory = { bridge: facts.bridge, device, facts, learned: new Map() };
  (memory.bridges ??= new Map()).set(index, made);
  return made;
}

/** Whether a device's setting is on, or that of all devices (IN_DEV_ORCONF). */
export const isOn = ({ memory, facts }: Device, key: string): boolean => hasOn(memory.facts, facts, key);

/** Whether anything is done at a hook. */
export function hasHook(memory: Memory, family: TableFamily, hook: Hook): boolean {
  const hooks = (memory.facts.hooks ??= { ip: {}, ip6: {} })[family];
  return (hooks[hook] ??= hasTables(memory, family) && filtersAt(filterOf(memory), family, hook));
}

function hasTables({ namespace }: Memory, family: TableFamily): boolean {
  for (const _ in namespace.netfilter[family]) return true;
  return namespace.netfilter.own !== undefined || namespace.netfilter.legacy !== undefined;
}

export const filterOf = (memory: Memory): FilterMemory => (memory.filter ??= createFilterMemory(memory.namespace));
