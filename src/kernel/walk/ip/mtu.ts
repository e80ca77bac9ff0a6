import type { Ip } from '../../../ip/address.ts';
import type { Packet } from '../../packet/frame.ts';
import type { PathMtu } from '../../namespace.ts';
import type { RouteDecision } from '../../route/lookup.ts';
import type { Device, Memory } from '../memory.ts';
import { clockOf, type Walk } from '../walk.ts';

/** net.ipv4.route.mtu_expires, in milliseconds. */
const EXPIRY = 600_000;
/** net.ipv4.route.min_pmtu */
const LEAST = 552;

/** What ICMP said of the way to a destination, as long as it is believed. */
function pathMtu(walk: Walk, memory: Memory, destination: Ip): number | undefined {
  const known = memory.pathMtus?.get(destination) ?? memory.namespace.pathMtus?.[destination];
  return known && known.expires > clockOf(walk) ? known.mtu : undefined;
}

/** The largest packet that goes out of a device to a destination in one piece. Probes and what others send are not held to what ICMP said here. */
export function mtuTo(
  walk: Walk,
  device: Device,
  { route }: RouteDecision,
  destination: Ip,
  { believing }: { believing: boolean },
): number {
  const said = believing ? pathMtu(walk, device.memory, destination) : undefined;
  return Math.min(device.link.mtu, route?.mtu ?? Infinity, said ?? Infinity);
}

/** Believes an error that says what fits on the way of a packet sent from here (ip_rt_update_pmtu). */
export function learnPathMtu(walk: Walk, memory: Memory, { destination }: Packet, mtu: number): void {
  const learned: PathMtu = { mtu: Math.max(LEAST, mtu), expires: Math.floor(clockOf(walk)) + EXPIRY };
  (memory.pathMtus ??= new Map()).set(destination, learned);
}
