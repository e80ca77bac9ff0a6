import type { Bridge, ForwardingEntry } from './link.ts';
import type { Namespace } from '../namespace.ts';

/** After this many milliseconds without a frame an entry ages out (ageing_time, 300 s). */
export const AGEING = 300_000;

export const isFresh = (entry: ForwardingEntry, clock: number): boolean =>
  entry.permanent || clock - entry.updated < AGEING;

/**
 * A bridge's forwarding table as it stands at a clock (ms): for the bridge and then each port, learned addresses, newest
 * first, before the device's own, which is permanent. That is the kernel's order, as `bridge fdb show br` walks it.
 */
export function forwardingTable(namespace: Namespace, bridge: Bridge, clock: number): ForwardingEntry[] {
  const learned = Object.values(bridge.forwarding).filter((entry) => isFresh(entry, clock));
  const own = (mac: string, port: number): ForwardingEntry => ({ mac, port, permanent: true, updated: 0 });
  const entries = [own(bridge.mac, bridge.index)];
  for (const index of bridge.ports) {
    const port = namespace.links[index];
    if (!port) continue;
    entries.push(...learned.filter((entry) => entry.port === index).reverse(), own(port.mac, index));
  }
  return entries;
}

/** Forgets what was learned on a port (linux: br_fdb_delete_by_port), or on all of them. */
export function forgetLearned(bridge: Bridge, port?: number): void {
  for (const entry of Object.values(bridge.forwarding))
    if (port === undefined || entry.port === port) delete bridge.forwarding[entry.mac];
}
