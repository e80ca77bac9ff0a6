import type { Engine } from '../../engine/engine.ts';
import type { Network, NetworkId } from '../../engine/network/network.ts';
import { knownNetworks } from '../../engine/swarm/known.ts';
import type { World } from '../../world/world.ts';
import { networkColorCount } from '../palette.ts';

/** docker0 is 172.17.0.0/16 by default; the next pools are 172.18, 172.19, … 172.31. */
const firstPool = 17;
const lastPool = 31;

/** Pools from 192.168.0.0/20 on come after 172.31 (moby: libnetwork/ipamutils/utils.go). */
function poolNumber(network: Network): number | undefined {
  const [a, b, c] = (network.pools[0]?.subnet.address ?? '').split('.').map(Number);
  if (a === 172 && b !== undefined && b >= firstPool && b <= lastPool) return b - firstPool;
  if (a === 192 && b === 168 && c !== undefined) return lastPool - firstPool + 1 + (c >> 4);
  return undefined;
}

const hash = (text: string) => [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);

/**
 * The colour index that a network would like: the number of its default pool, which follows the order of creation, is its
 * own while it lives, and is the next one's after; a network with another subnet is given one of the last colours.
 */
function wish(network: Network): number {
  const pool = poolNumber(network);
  if (pool !== undefined) return pool % networkColorCount;
  const half = Math.floor(networkColorCount / 2);
  return half + (hash(network.id) % half);
}

/** Networks with bars, in the order of their creation. */
export const networksInOrder = (engine: Engine): Network[] =>
  Object.values(knownNetworks(engine))
    .filter(({ driver }) => driver !== 'host' && driver !== 'null')
    .map((network, place) => ({ network, place }))
    .sort((a, b) => a.network.created - b.network.created || a.place - b.place)
    .map(({ network }) => network);

/** All networks of the lab's engines in the order of their creation, each once; an overlay network is on several hosts. */
function networksOf(machines: World['machines']): { readonly network: Network; readonly hosts: readonly string[] }[] {
  const known = new Map<NetworkId, { network: Network; hosts: string[] }>();
  for (const { name, engine } of Object.values(machines)) {
    for (const network of engine ? networksInOrder(engine) : []) {
      const other = known.get(network.id);
      if (other) other.hosts.push(name);
      else known.set(network.id, { network, hosts: [name] });
    }
  }
  return [...known.values()]
    .map((entry, place) => ({ ...entry, place }))
    .sort((a, b) => a.network.created - b.network.created || a.place - b.place);
}

/**
 * Colour index of each network: the one it would like, or the next that is free on its host; an overlay network has the
 * same on all hosts, and needs one that is free on all. Removing a network leaves the others' colours as they are, unless
 * there are more networks than colours.
 */
export function networkColors(machines: World['machines']): Record<NetworkId, number> {
  const colors: Record<NetworkId, number> = {};
  const everywhere = new Set<number>();
  const overlays = new Set<number>();
  const onHost = new Map<string, Set<number>>();
  for (const { network, hosts } of networksOf(machines)) {
    const isOverlay = network.driver === 'overlay';
    const own = onHost.get(hosts[0] ?? '') ?? new Set();
    const isTaken = (color: number) => (isOverlay ? everywhere.has(color) : own.has(color) || overlays.has(color));
    let color = wish(network);
    for (let tries = 0; isTaken(color) && tries < networkColorCount; tries++) color = (color + 1) % networkColorCount;
    everywhere.add(color);
    if (isOverlay) overlays.add(color);
    else onHost.set(hosts[0] ?? '', own.add(color));
    colors[network.id] = color;
  }
  return colors;
}
