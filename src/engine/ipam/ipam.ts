import {
  BITS,
  compareIp,
  contains,
  family,
  formatPrefix,
  lastAddress,
  network as masked,
  overlaps,
  plus,
  sizeOf,
  toNumber,
  type Family,
  type Ip,
  type Prefix,
} from '../../ip/address.ts';
import type { EngineHost } from '../engine.ts';
import { forbidden, internal } from '../errors.ts';
import type { Network, Pool } from '../network/network.ts';
import type { AddressPool } from '../settings/settings.ts';

const block = (address: Ip, length: number): Prefix => ({ address, length });

/** libnetwork/ipamutils/utils.go: networks of local scope, in this order; of global (swarm) scope. */
const LOCAL_POOLS: readonly AddressPool[] = [
  { base: block('172.17.0.0', 16), size: 16 },
  { base: block('172.18.0.0', 16), size: 16 },
  { base: block('172.19.0.0', 16), size: 16 },
  { base: block('172.20.0.0', 14), size: 16 },
  { base: block('172.24.0.0', 14), size: 16 },
  { base: block('172.28.0.0', 14), size: 16 },
  { base: block('192.168.0.0', 16), size: 20 },
];
const GLOBAL_POOLS: readonly AddressPool[] = [{ base: block('10.0.0.0', 8), size: 24 }];

/** Lengths of the block of unique local addresses that an engine has, and of its networks in it (daemon/daemon.go: deriveULABaseNetwork). */
const ULA_LENGTH = 48;
const ULA_SIZE = 64;

const IN_USE = 'Address already in use';

/** A pool of which nothing is taken yet. */
export const newPool = (subnet: Prefix, range?: Prefix): Pool => ({
  subnet,
  ...(range && { range }),
  taken: {},
  next: 0,
});

/** Blocks that automatic networks keep clear of: on-link routes and name servers of the host (netutils.InferReservedNetworks). */
function reserved(host: EngineHost): Prefix[] {
  const routes = host.kernel.namespaces[host.namespace]?.routes ?? [];
  const servers = [...host.resolvConf.matchAll(/^\s*nameserver\s+(\S+)/gm)].flatMap(([, ip]) =>
    ip && family(ip) === 4 && /^[\d.]+$/.test(ip) ? [block(ip, 32)] : [],
  );
  return [
    ...routes.filter((r) => r.scope === 'link' && family(r.destination.address) === 4).map((r) => r.destination),
    ...servers,
  ];
}

/** All blocks that networks of one scope have. Local and global scope are address spaces of their own. */
function allocated(host: EngineHost, global: boolean): Prefix[] {
  return Object.values(host.engine.networks)
    .filter(({ scope }) => (scope === 'global' || scope === 'swarm') === global)
    .flatMap(({ pools }) => pools.map(({ subnet }) => subnet));
}

/** A pool for a block that the user named. Throws where it meets another network's. */
export function requestPool(host: EngineHost, subnet: Prefix, range: Prefix | undefined, global: boolean): Pool {
  if (allocated(host, global).some((other) => overlaps(other, subnet)))
    throw forbidden('invalid pool request: Pool overlaps with other one on this address space');
  return newPool(subnet, range);
}

/** The first predefined block that is free. Throws where none is. */
export function automaticPool(host: EngineHost, version: Family, global: boolean): Pool {
  const pools = poolsOf(host, version, global);
  const busy = allocated(host, global);
  const avoid = version === 6 ? busy : [...busy, ...reserved(host)];
  for (const pool of pools) {
    if (pool.size > BITS[version])
      throw forbidden('failed to allocate gateway (): invalid pool id: LocalDefault/invalid Prefix');
    const free = freeBlock(pool, avoid);
    if (free) return newPool(free);
  }
  throw forbidden('all predefined address pools have been fully subnetted');
}

/** How many IPv4 blocks networks without a subnet have taken, and how many are left, counted up to `most`. */
export function automaticBlocks(host: EngineHost, most: number): { readonly taken: number; readonly left: number } {
  const pools = poolsOf(host, 4, false).filter(({ size }) => size <= 32);
  const busy = allocated(host, false);
  const avoid = [...busy, ...reserved(host)];
  let left = 0;
  for (const pool of pools)
    for (let free = freeBlock(pool, avoid); free && left < most; free = freeBlock(pool, avoid)) {
      avoid.push(free);
      left += 1;
    }
  return { taken: busy.filter((subnet) => pools.some(({ base }) => overlaps(base, subnet))).length, left };
}

/** What networks without a subnet are cut from, by address; of pools that overlap the larger counts (address_space.go: newAddrSpace). */
function poolsOf({ engine }: EngineHost, version: Family, global: boolean): readonly AddressPool[] {
  if (global && version === 4) return GLOBAL_POOLS;
  const { addressPools } = engine.settings;
  if (version === 4 && addressPools.length === 0) return LOCAL_POOLS;
  const given = global ? [] : addressPools.filter(({ base }) => family(base.address) === version);
  if (version === 6 && given.length === 0) return [{ base: block(`${engine.ula}::`, ULA_LENGTH), size: ULA_SIZE }];
  const inOrder = given.toSorted((a, b) => compareIp(a.base.address, b.base.address) || a.base.length - b.base.length);
  return inOrder.filter(({ base }, at) => !inOrder.slice(0, at).some((before) => overlaps(before.base, base)));
}

/** The first block of a pool that meets none of others. */
function freeBlock({ base, size }: AddressPool, avoid: readonly Prefix[]): Prefix | undefined {
  const within = avoid.filter((other) => overlaps(other, base));
  for (let candidate: Prefix | undefined = block(base.address, size); candidate;) {
    const here: Prefix = candidate;
    const met = within.find((other) => overlaps(other, here));
    if (!met) return here;
    const last = lastAddress(met.length < size ? met : here);
    const next: Ip = plus(last, 1);
    candidate = contains(base, next) && compareIp(next, last) > 0 ? block(next, size) : undefined;
  }
  return undefined;
}

/** Whether an address of a pool's subnet is nobody's: the subnet's own, and its IPv4 broadcast address (ipams/defaultipam/address_space.go). */
export function isReserved({ subnet }: Pool, ip: Ip): boolean {
  if (family(ip) === 6) return ip === subnet.address;
  return subnet.length < 31 && (ip === subnet.address || ip === lastAddress(subnet));
}

/** Takes a named address of a pool. Throws where it is taken or reserved. */
export function requestAddress(pool: Pool, ip: Ip, holder: string): Ip {
  if (pool.taken[ip] !== undefined || isReserved(pool, ip)) throw forbidden(IN_USE);
  pool.taken[ip] = holder;
  return ip;
}

/** Takes the lowest free address of a pool's range. Throws where none is left. */
export function nextAddress(network: Network, pool: Pool, holder: string): Ip {
  if (pool.range && !isWithin(pool.range, pool.subnet))
    throw internal(`add-any, range '${formatPrefix(pool.range)}' is not in subnet '${formatPrefix(pool.subnet)}'`);
  const ip = takeLowest(pool, holder);
  if (ip === undefined) {
    const version = family(pool.subnet.address);
    throw forbidden(
      `no available IPv${version} addresses on this network's address pools: ${network.name} (${network.id})`,
    );
  }
  return ip;
}

const isWithin = (inner: Prefix, outer: Prefix): boolean =>
  inner.length >= outer.length && contains(outer, inner.address);

/** Takes a pool's lowest free address, if there is one. */
export function takeLowest(pool: Pool, holder: string): Ip | undefined {
  const range = masked(pool.range ?? pool.subnet);
  const size = sizeOf(range);
  for (let place = pool.next; place < size; place++) {
    const ip = plus(range.address, place);
    if (pool.taken[ip] !== undefined || isReserved(pool, ip)) continue;
    pool.taken[ip] = holder;
    pool.next = place + 1;
    return ip;
  }
  pool.next = size;
  return undefined;
}

export function releaseAddress(pool: Pool, ip: Ip): void {
  delete pool.taken[ip];
  const range = masked(pool.range ?? pool.subnet);
  if (!contains(range, ip)) return;
  pool.next = family(ip) === 4 ? Math.min(pool.next, toNumber(ip) - toNumber(range.address)) : 0;
}
