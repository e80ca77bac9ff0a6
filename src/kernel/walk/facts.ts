import type { Ip, Mac } from '../../ip/address.ts';
import { hasCarrier } from '../link/carrier.ts';
import type { Kernel } from '../kernel.ts';
import type { Bridge, Link } from '../link/link.ts';
import { linkByName } from '../link/lookup.ts';
import type { Namespace, NamespaceId } from '../namespace.ts';
import type { AddressType, Hook, TableFamily } from '../netfilter/table.ts';
import { localAddresses, localLink } from '../route/local.ts';
import { passedBy } from '../route/linkdown.ts';
import { lookupRoute, type RouteDecision, type RouteKey } from '../route/lookup.ts';
import { selectivityOf, type Selectivity } from '../route/rule.ts';
import { deviceSetting } from '../sysctl/settings.ts';

/** What follows from a namespace as it stands, each asked once. */
export interface Facts {
  readonly namespace: Namespace;
  readonly kernel: Kernel;
  /** Whether they serve several walks; then devices and bridges are kept here too. */
  readonly lasting: boolean;
  /** What routes depend on beside where they lead. */
  readonly selective: Selectivity;
  /** By what they depend on. */
  routes: Map<string, RouteDecision> | undefined;
  locals: ReadonlyMap<Ip, Link> | 'few' | undefined;
  /** Devices whose routes are passed by, as they have no carrier. */
  passed: ReadonlySet<number> | 'none' | undefined;
  devices: Map<number, DeviceFacts> | undefined;
  bridges: Map<number, BridgeFacts> | undefined;
  /** Whether anything is done at a hook. */
  hooks: { readonly [F in TableFamily]: { [H in Hook]?: boolean } } | undefined;
  /** Tells what kind of address one is here. */
  readonly addressType: (ip: Ip) => AddressType;
  /** Tells whether packets for an address would go by a device of that name. */
  readonly leadsBy: (ip: Ip, device: string) => boolean;
}

export interface DeviceFacts {
  readonly link: Link;
  readonly inward: { readonly index: number; readonly name: string; readonly direction: 'in' };
  readonly outward: { readonly index: number; readonly name: string; readonly direction: 'out' };
  readonly carrier: boolean;
  /** Whether it has a setting on, or all devices do, once asked for. */
  on: Map<string, boolean> | undefined;
  /** `net.ipv4.conf.DEVICE.forwarding` and, the stricter of the device's and `all`, `rp_filter`, once asked for. */
  forwarding: boolean | undefined;
  reversePath: number | undefined;
}

export interface BridgeFacts {
  readonly bridge: Bridge;
  /** The bridge's and its ports' own addresses. */
  readonly own: ReadonlySet<Mac>;
  /** Whether br_netfilter shows its packets to iptables and ip6tables. */
  readonly filters: { readonly ip: boolean; readonly ip6: boolean };
}

/** The facts of a kernel's namespaces, for one walk or, as long as the kernel stays as it is, for several. */
export interface KernelFacts {
  readonly lasting: boolean;
  readonly namespaces: Map<NamespaceId, Facts>;
}

export const createKernelFacts = (lasting: boolean): KernelFacts => ({ lasting, namespaces: new Map() });

/** What is known of a namespace; undefined where there is no such namespace. */
export function factsOf({ lasting, namespaces }: KernelFacts, kernel: Kernel, id: NamespaceId): Facts | undefined {
  const known = namespaces.get(id);
  const namespace = kernel.namespaces[id];
  if (known || !namespace) return known;
  const made = createFacts(kernel, namespace, lasting);
  namespaces.set(id, made);
  return made;
}

function createFacts(kernel: Kernel, namespace: Namespace, lasting: boolean): Facts {
  const facts: Facts = {
    namespace,
    kernel,
    lasting,
    selective: selectivityOf(namespace),
    routes: undefined,
    locals: undefined,
    passed: undefined,
    devices: undefined,
    bridges: undefined,
    hooks: undefined,
    addressType: (ip) => ADDRESS_TYPES[routeFrom(facts, { destination: ip }).how],
    leadsBy: (destination, device) => {
      const output = linkByName(namespace, device)?.index;
      const { how, device: chosen } = lookupRoute(namespace, { destination, output }, localsOf(facts));
      return how === 'unicast' && chosen === output;
    },
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

/** Links of a namespace that are searched as fast as an index is made of them. */
const FEW = 16;

const hasMany = ({ links, nextIndex }: Namespace): boolean => nextIndex > FEW && Object.keys(links).length > FEW;

/** The index of local addresses, where there are enough links for one to be worth its making. */
function localsOf(facts: Facts): ReadonlyMap<Ip, Link> | undefined {
  if (facts.locals === undefined) facts.locals = hasMany(facts.namespace) ? localAddresses(facts.namespace) : 'few';
  return facts.locals === 'few' ? undefined : facts.locals;
}

/** Whether an address is this host's own. */
export const isOwn = (facts: Facts, ip: Ip): boolean => localLink(facts.namespace, ip, localsOf(facts)) !== undefined;

/** Routes a packet; each way is found out once, but for those that are chosen among several by the packet. */
export function routeFrom(facts: Facts, key: RouteKey): RouteDecision {
  const way = facts.selective ? wayOf(facts.selective, key) : key.destination;
  let decision = facts.routes?.get(way);
  if (decision) return decision;
  decision = lookupRoute(facts.namespace, key, localsOf(facts));
  if (decision.route?.hops || lacksCarrier(facts, decision))
    decision = lookupRoute(facts.namespace, key, localsOf(facts), passedOf(facts));
  if (!decision.route?.hops) (facts.routes ??= new Map()).set(way, decision);
  return decision;
}

/** Whether a way leads through a device without carrier: only then, and where there are several at once, does it matter which are passed by. */
function lacksCarrier({ kernel, namespace }: Facts, { device }: RouteDecision): boolean {
  const link = namespace.links[device];
  return link !== undefined && !hasCarrier(kernel, namespace, link);
}

function passedOf(facts: Facts): ReadonlySet<number> | undefined {
  if (facts.passed === undefined) facts.passed = passedBy(facts.kernel, facts.namespace) ?? 'none';
  return facts.passed === 'none' ? undefined : facts.passed;
}

/** What a route depends on, as a key. */
function wayOf(selective: Selectivity, { destination, source, mark, input, transport }: RouteKey): string {
  const way = `${destination} ${source} ${mark} ${input}`;
  if (selective !== 'flows' || !transport) return way;
  const { kind } = transport;
  return kind === 'icmp' ? `${way} icmp` : `${way} ${kind} ${transport.sourcePort} ${transport.destinationPort}`;
}

export function deviceFacts(facts: Facts, index: number): DeviceFacts | undefined {
  const found = facts.devices?.get(index);
  if (found) return found;
  const link = facts.namespace.links[index];
  if (!link) return undefined;
  const { name } = link;
  const made: DeviceFacts = {
    link,
    inward: { index, name, direction: 'in' },
    outward: { index, name, direction: 'out' },
    carrier: hasCarrier(facts.kernel, facts.namespace, link),
    on: undefined,
    forwarding: undefined,
    reversePath: undefined,
  };
  if (facts.lasting) (facts.devices ??= new Map()).set(index, made);
  return made;
}

export function bridgeFacts(facts: Facts, index: number): BridgeFacts | undefined {
  const found = facts.bridges?.get(index);
  if (found) return found;
  const { links, sysctl } = facts.namespace;
  const bridge = links[index];
  if (bridge?.kind !== 'bridge') return undefined;
  const own = new Set([bridge.mac]);
  for (const port of bridge.ports) own.add(links[port]?.mac ?? bridge.mac);
  const on = (name: string): boolean => (sysctl[`net.bridge.bridge-nf-call-${name}`] ?? '1') !== '0';
  const made: BridgeFacts = { bridge, own, filters: { ip: on('iptables'), ip6: on('ip6tables') } };
  if (facts.lasting) (facts.bridges ??= new Map()).set(index, made);
  return made;
}

/** Whether an IPv4 setting of a device is on (`net.ipv4.conf.DEVICE.key`), or that of all devices (IN_DEV_ORCONF). */
export function hasOn({ namespace }: Facts, device: DeviceFacts, key: string): boolean {
  const known = device.on?.get(key);
  if (known !== undefined) return known;
  const setting = (name: string): string => deviceSetting(namespace, 'net.ipv4.conf', name, key) ?? '0';
  const found = setting(device.link.name) !== '0' || setting('all') !== '0';
  (device.on ??= new Map()).set(key, found);
  return found;
}

export const forwards = ({ namespace: { sysctl } }: Facts, device: DeviceFacts): boolean =>
  (device.forwarding ??=
    (sysctl[`net.ipv4.conf.${device.link.name}.forwarding`] ?? sysctl['net.ipv4.ip_forward'] ?? '0') !== '0');

export const reversePathOf = ({ namespace: { sysctl } }: Facts, device: DeviceFacts): number =>
  (device.reversePath ??= Math.max(
    Number(sysctl[`net.ipv4.conf.${device.link.name}.rp_filter`] ?? sysctl['net.ipv4.conf.default.rp_filter'] ?? 0),
    Number(sysctl['net.ipv4.conf.all.rp_filter'] ?? 0),
  ));
