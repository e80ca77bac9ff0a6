import {
  contains,
  fromNumber,
  network as masked,
  overlaps,
  plus,
  sizeOf,
  toNumber,
  type Ip,
  type Prefix,
} from '../../ip/address.ts';
import { forbidden, internal } from '../errors.ts';
import { isReserved } from '../ipam/ipam.ts';
import type { Pool } from '../network/network.ts';
import type { Cluster } from './cluster.ts';

/** The first block of a cluster's pools that no network of it has. Throws where none is. */
export function freeBlock({ pools, subnetSize, networks }: Cluster): Prefix {
  const busy = Object.values(networks).flatMap((each) => each.pools.map(({ subnet }) => subnet));
  for (const base of pools) {
    const step = 2 ** (32 - subnetSize);
    for (let i = 0; i < 2 ** (subnetSize - base.length); i++) {
      const candidate = { address: fromNumber(toNumber(base.address) + i * step), length: subnetSize };
      if (!busy.some((other) => overlaps(other, candidate))) return candidate;
    }
  }
  throw internal(
    'could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network',
  );
}

/**
 * Takes the next address of a pool: a swarm goes on from the last one it gave, and only at the end begins anew
 * (libnetwork/bitmap, as swarmkit's allocator asks for it: AllocSerialPrefix). Throws where none is left.
 */
export function nextAddress(pool: Pool, holder: string): Ip {
  const range = masked(pool.range ?? pool.subnet);
  const size = sizeOf(range);
  for (let tried = 0; tried < size; tried++) {
    const place = (pool.next + tried) % size;
    const ip = plus(range.address, place);
    if (pool.taken[ip] !== undefined || isReserved(pool, ip)) continue;
    pool.taken[ip] = holder;
    pool.next = place + 1;
    return ip;
  }
  throw internal('could not find an available IP');
}

/** Takes a named address of a pool. Throws where it is taken or not in it. */
export function takeAddress(pool: Pool, ip: Ip, holder: string): Ip {
  if (!contains(pool.subnet, ip)) throw forbidden('Requested address is out of range');
  if (pool.taken[ip] !== undefined || isReserved(pool, ip)) throw forbidden('Address already in use');
  pool.taken[ip] = holder;
  return ip;
}
