import type { Ip, Mac } from '../../ip/address.ts';
import { hasCarrier } from '../carrier.ts';
import type { Kernel } from '../kernel.ts';
import type { Bridge, Link } from '../link.ts';
import type { Namespace, NamespaceId } from '../namespace.ts';
import { filtersAt } from '../netfilter/hook.ts';
import { createMemory as createFilterMemory } from '../netfilter/memory.ts';
import type { AddressType, Hook, TableFamily } from '../netfilter/table.ts';
import { localAddresses, lookupRoute, type RouteDecision } from '../routes.ts';
import { deviceSetting } from '../settings.ts';

/** What follows from a namespace as it stands, each asked once. */
export interface Facts {
  readonly namespace: Namespace;
  readonly kernel: Kernel;
  readonly routes: Map<Ip, RouteDecision>;
  locals: ReadonlyMap<Ip, Link> | undefined;
  readonly devices: Map<number, DeviceFacts>;
  readonly bridges: Map<number, BridgeFacts>;
  /** Whether anything is done at a hook. */
  readonly hooks: { readonly [F in TableFamily]: { [H in Hook]?: boolean } };
  /** What kind of address one is here. */
  readonly addressType: (ip: Ip) => AddressType;
}

export interface DeviceFacts {
  readonly link: Link;
  readonly inward: { readonly index: number; readonly name: string; readonly direction: 'in' };
  readonly outward: { readonly index: number; readonly name: string; readonly direction: 'out' };
  readonly carrier: boolean;
  /** IPv4 settings of the device. */
  readonly settings: Map<string, string>;
}

export interface BridgeFacts {
  readonly bridge: Bridge;
  /** The bridge's and its ports' own addresses. */
  readonly own: ReadonlySet<Mac>;
  /** Whether br_netfilter shows its packets to iptables and ip6tables. */
  readonly filters: { readonly ip: boolean; readonly ip6: boolean };
}

type KernelFacts = Map<NamespaceId, Facts>;

/** Of kernels that are frozen, and so stay as they are, the facts serve every trace. */
const known = new WeakMap<Kernel, KernelFacts>();

export function factsOf(kernel: Kernel): KernelFacts {
  if (!Object.isFrozen(kernel)) return new Map();
  let facts = known.get(kernel);
  if (!facts) known.set(kernel, (facts = new Map()));
  return facts;
}

export function createFacts(kernel: Kernel, namespace: Namespace): Facts {
  const facts: Facts = {
    namespace,
    kernel,
    routes: new Map(),
    locals: undefined,
    devices: new Map(),
    bridges: new Map(),
    hooks: { ip: {}, ip6: {} },
    addressType: (ip) => ADDRESS_TYPES[routeFrom(facts, ip).how],
  };
  return facts;
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

export function routeFrom(facts: Facts, destination: Ip): RouteDecision {
  let decision = facts.routes.get(destination);
  if (decision) return decision;
  const locals = (facts.locals ??= localAddresses(facts.namespace));
  decision = lookupRoute(facts.kernel, facts.namespace, destination, { locals });
  facts.routes.set(destination, decision);
  return decision;
}

export function deviceFacts(facts: Facts, index: number): DeviceFacts | undefined {
  const found = facts.devices.get(index);
  if (found) return found;
  const link = facts.namespace.links[index];
  if (!link) return undefined;
  const { name } = link;
  const made: DeviceFacts = {
    link,
    inward: { index, name, direction: 'in' },
    outward: { index, name, direction: 'out' },
    carrier: hasCarrier(facts.kernel, facts.namespace, link),
    settings: new Map(),
  };
  facts.devices.set(index, made);
  return made;
}

export function bridgeFacts(facts: Facts, index: number): BridgeFacts | undefined {
  const found = facts.bridges.get(index);
  if (found) return found;
  const { links, sysctl } = facts.namespace;
  const bridge = links[index];
  if (bridge?.kind !== 'bridge') return undefined;
  const own = new Set([bridge.mac]);
  for (const port of bridge.ports) own.add(links[port]?.mac ?? bridge.mac);
  const on = (name: string): boolean => (sysctl[`net.bridge.bridge-nf-call-${name}`] ?? '1') !== '0';
  const made: BridgeFacts = { bridge, own, filters: { ip: on('iptables'), ip6: on('ip6tables') } };
  facts.bridges.set(index, made);
  return made;
}

/** An IPv4 setting of a device (`net.ipv4.conf.DEVICE.key`). */
export function deviceSettingOf(facts: Facts, device: DeviceFacts, key: string): string {
  let value = device.settings.get(key);
  if (value === undefined) {
    value = deviceSetting(facts.namespace, 'net.ipv4.conf', device.link.name, key) ?? '0';
    device.settings.set(key, value);
  }
  return value;
}

export const filtersHere = (facts: Facts, family: TableFamily, hook: Hook): boolean =>
  (facts.hooks[family][hook] ??= filtersAt(createFilterMemory(facts.namespace), family, hook));
