import type { Engine } from '../engine/engine.ts';
import type { Network, NetworkId } from '../engine/network.ts';
import { networkColorCount } from './palette.ts';

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
  Object.values(engine.networks)
    .filter(({ driver }) => driver !== 'host' && driver !== 'null')
    .map((network, place) => ({ network, place }))
    .sort((a, b) => a.network.created - b.network.created || a.place - b.place)
    .map(({ network }) => network);

/**
 * Colour index of each network: the one it would like, or the next free one. Removing a network leaves the others' colours
 * as they are, unless there are more networks than colours.
 */
export function networkColors(engine: Engine): Record<NetworkId, number> {
  const colors: Record<NetworkId, number> = {};
  const used = new Set<number>();
  for (const network of networksInOrder(engine)) {
    let color = wish(network);
    for (let tries = 0; used.has(color) && tries < networkColorCount; tries++) color = (color + 1) % networkColorCount;
    used.add(color);
    colors[network.id] = color;
  }
  return colors;
}
