import type { Hop } from '../../kernel/hop.ts';
import { gateId, gateNameOf, netfilterId } from '../scene/ids.ts';
import { deviceKey, type DevicePlace, type GateName, type Scene } from '../scene/scene.ts';
import { translation } from './pill-text.ts';

/** Where in the picture something happens: at a node; at a bar, where that edge meets it. */
export interface Site {
  readonly node: string;
  readonly edge?: string | undefined;
}

/** A packet's site, and what the next hop has to know of it. */
export interface Arrival {
  readonly site: Site;
  readonly namespace: string;
  /** The frame came in by a bridge's port and no stack has it yet. */
  readonly switched: boolean;
  /** It goes once around the loopback device. */
  readonly loop: boolean;
}

/** Where each hop of some traffic happens, and after which earlier hop it comes. */
export interface Stop extends Arrival {
  /** Index of the hop that this one follows: the packet's own last one there, or that of the packet which caused it. */
  readonly after?: number | undefined;
}

/** Follows packets through the picture. */
export function stopsOf(scene: Scene, hops: readonly Hop[]): readonly Stop[] {
  const stands = arrivals(scene, hops);
  const drawn = new Set(scene.nodes.map(({ id }) => id));
  return stands.map((stop) => (drawn.has(stop.site.node) ? stop : { ...stop, site: nearest(stop.site) }));
}

/** Where no gates are drawn, what happens there happens at the band. */
function nearest(site: Site): Site {
  const [host, rest] = site.node.split('/gate/');
  return host === undefined || rest === undefined ? site : { node: netfilterId(host) };
}

function arrivals(scene: Scene, hops: readonly Hop[]): Stop[] {
  const chains = chainsIn(scene);
  const stops: Stop[] = [];
  const trail = new Map<number, number[]>();
  hops.forEach((hop, i) => {
    const own = trail.get(hop.packet) ?? [];
    const after = own.length > 0 ? predecessor(scene, hops, own, hop) : causeOf(hops, trail, hop);
    const before = after === undefined ? undefined : stops[after];
    stops.push({ ...arrivalOf(scene, chains, hop, before), after });
    trail.set(hop.packet, [...own, i]);
  });
  return stops;
}

const keyOf = ({ namespace, device }: Hop): string | undefined => device && deviceKey(namespace, device.index);

const placeOf = (scene: Scene, hop: Hop): DevicePlace | undefined => {
  const key = keyOf(hop);
  return key === undefined ? undefined : scene.devices[key];
};

/**
 * The hop of the same packet that this one follows. Copies of a flooded frame share a number, so it is not always the
 * last: what comes in by a veth follows what went out at the other end, what leaves by a port follows the bridge.
 */
function predecessor(scene: Scene, hops: readonly Hop[], own: readonly number[], hop: Hop): number | undefined {
  const find = (suits: (earlier: Hop) => boolean) =>
    own.findLast((i) => {
      const earlier = hops[i];
      return earlier !== undefined && suits(earlier);
    });
  const isOut = ({ stage, device }: Hop) => stage === 'link' && device?.direction === 'out';
  if (hop.stage === 'link' && hop.device?.direction === 'in') {
    const peer = placeOf(scene, hop)?.peer;
    const sent = peer === undefined ? undefined : find((earlier) => isOut(earlier) && keyOf(earlier) === peer);
    if (sent !== undefined) return sent;
  }
  const isPort = (earlier: Hop) => placeOf(scene, earlier)?.role === 'port';
  const here = find((earlier) => earlier.namespace === hop.namespace && !(isOut(earlier) && isPort(earlier)));
  return here ?? own.at(-1);
}

/** The last hop in the same namespace of the packet that caused this one. */
function causeOf(hops: readonly Hop[], trail: ReadonlyMap<number, number[]>, hop: Hop): number | undefined {
  if (hop.cause === undefined) return undefined;
  return trail.get(hop.cause)?.findLast((i) => hops[i]?.namespace === hop.namespace);
}

function arrivalOf(scene: Scene, chains: Chains, hop: Hop, before: Arrival | undefined): Arrival {
  const known = before?.namespace === hop.namespace ? before : undefined;
  const stand = (site: Site, switched = false, loop = false): Arrival => ({
    site,
    namespace: hop.namespace,
    switched,
    loop,
  });
  const home = scene.namespaces[hop.namespace];
  const host = home?.endsWith('/netfilter') ? home.slice(0, -'/netfilter'.length) : undefined;
  const place = placeOf(scene, hop);
  if (hop.stage === 'link') {
    if (place?.role === 'port') return stand(siteOf(place), hop.device?.direction === 'in');
    // The stack takes over what its bridge's netfilter hooks have already seen at the gate.
    if (place?.role === 'bridge' && hop.device?.direction === 'in' && known && isGate(known)) return stand(known.site);
    if (place && hop.device?.name === 'lo') return stand(siteOf(place), false, hop.device.direction === 'out');
    if (place) return stand(siteOf(place));
    if (host !== undefined) return stand(loopbackSite(host, hop, known));
    return stand(known?.site ?? { node: home ?? hop.namespace });
  }
  if (hop.stage === 'bridge') {
    if (known && isGate(known)) return stand(known.site);
    const at = known?.site ?? (place && siteOf(place)) ?? { node: home ?? hop.namespace };
    return stand(at, known?.switched ?? false);
  }
  if (known?.switched && !isForBridge(scene, hop)) return stand(known.site, true);
  if (host === undefined) return stand({ node: home ?? hop.namespace });
  return stand(siteInHost(scene, chains, host, hop, known));
}

const siteOf = ({ node, edge }: DevicePlace): Site => (edge === undefined ? { node } : { node, edge });
const gate = (host: string, name: GateName): Site => ({ node: gateId(host, name) });

/** Chains that are drawn, by host, hook, table and name. */
type Chains = ReadonlyMap<string, string>;

const chainKey = (host: string, hook: string, table: string, chain: string) => `${host} ${hook} ${table} ${chain}`;

/** A chain that can be come to by several ways is the first of them. */
function chainsIn(scene: Scene): Chains {
  const chains = new Map<string, string>();
  for (const node of scene.nodes) {
    if (node.kind !== 'chain') continue;
    const key = chainKey(node.host, node.gate, node.table, node.chain);
    if (!chains.has(key)) chains.set(key, node.id);
  }
  return chains;
}

function chainSite(chains: Chains, host: string, { hook, table, chain }: Verdict): Site {
  const node = chains.get(chainKey(host, hook, table, chain));
  return node === undefined ? gate(host, hook) : { node };
}

type Verdict = Extract<Hop['decision'], { kind: 'rule' | 'policy' }>;

const isGate = ({ site }: Arrival): boolean => site.node.includes('/gate/');

/** Whether the bridge whose hooks see a frame will take it in: it is addressed to the bridge itself. */
function isForBridge(scene: Scene, hop: Hop): boolean {
  const place = placeOf(scene, hop);
  return place?.role === 'bridge' && place.mac === hop.frame.destination;
}

function siteInHost(scene: Scene, chains: Chains, host: string, hop: Hop, known: Arrival | undefined): Site {
  const { decision } = hop;
  switch (decision.kind) {
    case 'rule':
    case 'policy':
      return chainSite(chains, host, decision);
    case 'connection':
      return connectionSite(host, hop, known);
    case 'socket': {
      const process = decision.pid === undefined ? undefined : scene.processes[decision.pid];
      if (process !== undefined) return { node: process };
      return hop.verdict.kind === 'delivered' ? gate(host, 'INPUT') : (known?.site ?? gate(host, 'OUTPUT'));
    }
    case 'program': {
      const proxy = gateId(host, 'docker-proxy');
      if (decision.program === 'docker-proxy' && scene.nodes.some(({ id }) => id === proxy)) return { node: proxy };
      return known?.site ?? gate(host, 'INPUT');
    }
    default:
      return known?.site ?? gate(host, 'OUTPUT');
  }
}

/** The host's own loopback device is nothing but the way from the last gate out to the first one in. */
function loopbackSite(host: string, hop: Hop, known: Arrival | undefined): Site {
  if (hop.device?.direction === 'in') return gate(host, 'PREROUTING');
  return known !== undefined && isGate(known) ? known.site : gate(host, 'OUTPUT');
}

/**
 * conntrack is asked when a packet enters the host's stack and again when it leaves it. A destination is rewritten before
 * routing, a source after it.
 */
function connectionSite(host: string, hop: Hop, known: Arrival | undefined): Site {
  const isOut = hop.device === undefined || hop.device.direction === 'out';
  const { source, destination } = translation(hop);
  if (destination) return gate(host, isOut ? 'OUTPUT' : 'PREROUTING');
  if (source) return gate(host, isOut ? 'POSTROUTING' : 'INPUT');
  const name = known && gateNameOf(known.site.node);
  if (name === 'PREROUTING' || name === 'FORWARD' || name === 'POSTROUTING') return gate(host, name);
  return gate(host, isOut ? 'OUTPUT' : 'PREROUTING');
}
