import { family, isUnspecified, type Ip } from '../../ip/address.ts';
import type { Protocol } from '../container/container.ts';
import { internal } from '../errors.ts';

/** Host ports in use, by protocol and address (`tcp 0.0.0.0`), and the last one handed out of each range that was asked for. */
export type PortTable = Record<string, { taken: Record<number, true>; last: Record<string, number> }>;

export interface HostPortRange {
  first: number;
  last: number;
}

/** net.ipv4.ip_local_port_range, which is where ports come from that nobody named. */
export const EPHEMERAL: HostPortRange = { first: 32768, last: 60999 };

const keyOf = (protocol: Protocol, ip: Ip): string => `${protocol} ${ip}`;

const entryOf = (table: PortTable, protocol: Protocol, ip: Ip): PortTable[string] =>
  (table[keyOf(protocol, ip)] ??= { taken: {}, last: {} });

type Taken = PortTable[string]['taken'];

/** The ports that exclude those of an address: its own, then those of addresses that it covers or is covered by. */
function rivals(table: PortTable, protocol: Protocol, ip: Ip): (readonly [Ip, Taken])[] {
  const version = family(ip);
  const wildcard = version === 4 ? '0.0.0.0' : '::';
  const found: (readonly [Ip, Taken])[] = [];
  const add = (address: Ip): void => {
    const entry = table[keyOf(protocol, address)];
    if (entry) found.push([address, entry.taken]);
  };
  add(ip);
  if (!isUnspecified(ip)) add(wildcard);
  else
    for (const key of Object.keys(table)) {
      const address = key.slice(protocol.length + 1);
      if (key === keyOf(protocol, address) && address !== ip && family(address) === version) add(address);
    }
  return found;
}

/**
 * Takes one host port for all of some addresses: the one asked for, or the first that is free after the last one handed out
 * of the range (moby libnetwork/portallocator). Throws where it is taken, or nothing is free.
 */
export function requestPort(
  table: PortTable,
  protocol: Protocol,
  ips: readonly Ip[],
  range: HostPortRange = EPHEMERAL,
): number {
  const take = (port: number): number => {
    for (const ip of ips) entryOf(table, protocol, ip).taken[port] = true;
    return port;
  };
  const excluding = ips.flatMap((ip) => rivals(table, protocol, ip));
  if (range.first === range.last) {
    const holder = excluding.find(([, taken]) => taken[range.first]);
    if (holder) throw internal(`Bind for ${holder[0]}:${range.first} failed: port is already allocated`);
    return take(range.first);
  }
  const key = `${range.first}-${range.last}`;
  let port = (ips[0] !== undefined ? table[keyOf(protocol, ips[0])]?.last[key] : undefined) ?? range.last;
  for (let i = range.first; i <= range.last; i++) {
    port = port >= range.last ? range.first : port + 1;
    const candidate = port;
    if (excluding.some(([, taken]) => taken[candidate])) continue;
    for (const ip of ips) entryOf(table, protocol, ip).last[key] = port;
    return take(port);
  }
  throw internal('all ports are allocated');
}

export function releasePort(table: PortTable, protocol: Protocol, ip: Ip, port: number): void {
  const entry = table[keyOf(protocol, ip)];
  if (entry) delete entry.taken[port];
}
