import type { Ip, Mac } from '../../ip/address.ts';
import type { Packet } from '../frame.ts';
import { hasCarrier } from '../carrier.ts';
import type { Kernel } from '../kernel.ts';
import type { Bridge, Counters, ForwardingEntry, Link } from '../link.ts';
import type { Namespace, NamespaceId, Neighbour } from '../namespace.ts';
import { filtersAt } from '../netfilter/hook.ts';
import { createMemory as createFilterMemory, type FilterMemory } from '../netfilter/memory.ts';
import type { AddressType, Hook, TableFamily } from '../netfilter/table.ts';
import { lookupRoute, type RouteDecision } from '../routes.ts';
import { deviceSetting } from '../settings.ts';
import type { Skb } from './skb.ts';
import type { Tcb } from './tcp.ts';

/** What a walk learns in one namespace, made when it first comes there; the namespace itself stays as it is. */
export interface Memory {
  readonly id: NamespaceId;
  readonly namespace: Namespace;
  readonly kernel: Kernel;
  readonly filter: FilterMemory;
  /** Whether anything is done at a hook, once that was asked: by family and hook. */
  readonly hooks: Map<string, boolean>;
  readonly devices: Map<number, Device>;
  readonly bridges: Map<number, BridgeMemory>;
  readonly routes: Map<Ip, RouteDecision>;
  /** Changed in this walk, by `device|ip`. */
  readonly neighbours: Map<string, Neighbour>;
  /** Packets that wait for a neighbour's answer, by `device|ip`. */
  readonly pending: Map<string, Pending>;
  /** Ends of connections, by their four numbers. */
  readonly connections: Map<string, Tcb>;
  /** Sockets of asking programs, by protocol and port or identifier. */
  readonly askers: Map<string, Asker>;
  portsUsed: number;
  /** What kind of address one is here. */
  readonly addressType: (ip: Ip) => AddressType;
}

/** A link as the walk uses it. */
export interface Device {
  readonly memory: Memory;
  readonly link: Link;
  readonly inward: { readonly index: number; readonly name: string; readonly direction: 'in' };
  readonly outward: { readonly index: number; readonly name: string; readonly direction: 'out' };
  readonly carrier: boolean;
  /** IPv4 settings of the device, once asked for. */
  readonly settings: Map<string, string>;
  readonly received: Counters;
  readonly sent: Counters;
}

export interface BridgeMemory {
  readonly bridge: Bridge;
  readonly device: Device;
  readonly ports: readonly Device[];
  /** The bridge's and its ports' own addresses. */
  readonly own: ReadonlySet<Mac>;
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

export function createMemory(kernel: Kernel, namespace: Namespace): Memory {
  const memory: Memory = {
    id: namespace.id,
    namespace,
    kernel,
    filter: createFilterMemory(namespace),
    hooks: new Map(),
    devices: new Map(),
    bridges: new Map(),
    routes: new Map(),
    neighbours: new Map(),
    pending: new Map(),
    connections: new Map(),
    askers: new Map(),
    portsUsed: namespace.portsUsed,
    addressType: (ip) => addressType(memory, ip),
  };
  return memory;
}

const ADDRESS_TYPES: Readonly<Record<RouteDecision['how'], AddressType>> = {
  local: 'LOCAL',
  broadcast: 'BROADCAST',
  multicast: 'MULTICAST',
  unicast: 'UNICAST',
  unreachable: 'UNREACHABLE',
  blackhole: 'BLACKHOLE',
  prohibit: 'PROHIBIT',
  none: 'UNREACHABLE',
};

const addressType = (memory: Memory, ip: Ip): AddressType => ADDRESS_TYPES[routeTo(memory, ip).how];

/** Where a destination leads from here, asked once. */
export function routeTo(memory: Memory, destination: Ip): RouteDecision {
  let decision = memory.routes.get(destination);
  if (!decision) memory.routes.set(destination, (decision = lookupRoute(memory.kernel, memory.namespace, destination)));
  return decision;
}

export function deviceOf(memory: Memory, index: number): Device | undefined {
  const known = memory.devices.get(index);
  if (known) return known;
  const link = memory.namespace.links[index];
  if (!link) return undefined;
  const { name } = link;
  const device: Device = {
    memory,
    link,
    inward: { index, name, direction: 'in' },
    outward: { index, name, direction: 'out' },
    carrier: hasCarrier(memory.kernel, memory.namespace, link),
    settings: new Map(),
    received: { packets: 0, bytes: 0 },
    sent: { packets: 0, bytes: 0 },
  };
  memory.devices.set(index, device);
  return device;
}

export function bridgeOf(memory: Memory, index: number): BridgeMemory | undefined {
  const known = memory.bridges.get(index);
  if (known) return known;
  const device = deviceOf(memory, index);
  if (device?.link.kind !== 'bridge') return undefined;
  const bridge = device.link;
  const ports = bridge.ports.flatMap((port) => deviceOf(memory, port) ?? []);
  const own = new Set([bridge.mac, ...ports.map((port) => port.link.mac)]);
  const made: BridgeMemory = { bridge, device, ports, own, learned: new Map() };
  memory.bridges.set(index, made);
  return made;
}

/** An IPv4 setting of a device (`net.ipv4.conf.DEVICE.key`), asked once. */
export function settingOf(device: Device, key: string): string {
  let value = device.settings.get(key);
  if (value === undefined) {
    value = deviceSetting(device.memory.namespace, 'net.ipv4.conf', device.link.name, key) ?? '0';
    device.settings.set(key, value);
  }
  return value;
}

/** A setting that `all` turns on for every device (IN_DEV_ORCONF). */
export const isOn = (device: Device, key: string): boolean =>
  settingOf(device, key) !== '0' || deviceSetting(device.memory.namespace, 'net.ipv4.conf', 'all', key) !== '0';

export function hasHook(memory: Memory, family: TableFamily, hook: Hook): boolean {
  const key = family + hook;
  let does = memory.hooks.get(key);
  if (does === undefined) memory.hooks.set(key, (does = filtersAt(memory.filter, family, hook)));
  return does;
}
