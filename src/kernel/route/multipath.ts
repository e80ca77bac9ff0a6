import type { Ip } from '../../ip/address.ts';
import type { Namespace } from '../namespace.ts';
import type { NextHop, Route } from './route.ts';
import { selectSource } from './source.ts';

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** The next hops that may be taken: those whose device is up (RTNH_F_DEAD), and on request only those whose wire leads somewhere. */
export const livingHops = (
  { links }: Namespace,
  hops: readonly NextHop[],
  hasCarrier?: (device: number) => boolean,
): readonly NextHop[] =>
  hops.filter(({ device }) => links[device]?.up === true && (hasCarrier === undefined || hasCarrier(device)));

/**
 * The next hop of a route with several: one whose own address the packet has, else by a hash of both addresses, each hop by its weight
 * (linux: fib_select_multipath, fib_multipath_hash_policy 0).
 */
export function selectHop(
  namespace: Namespace,
  { hops = [] }: Route,
  destination: Ip,
  source: Ip | undefined,
): NextHop | undefined {
  const living = livingHops(namespace, hops);
  const own =
    source === undefined
      ? []
      : living.filter(({ device, via }) => selectSource(namespace, device, via ?? destination) === source);
  const candidates = own.length > 0 ? own : living;
  const weights = candidates.reduce((sum, { weight }) => sum + weight, 0);
  let at = weights === 0 ? 0 : hash(`${source ?? ''} ${destination}`) % weights;
  return candidates.find(({ weight }) => (at -= weight) < 0) ?? candidates[0];
}
