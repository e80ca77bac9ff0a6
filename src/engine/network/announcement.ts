import type { Ip } from '../../ip/address.ts';
import type { Bridge } from '../../kernel/link/link.ts';
import { linkByName } from '../../kernel/link/lookup.ts';
import type { Namespace } from '../../kernel/namespace.ts';
import { neighbourKey } from '../../kernel/neighbour/neighbours.ts';
import type { Endpoint } from './endpoint.ts';
import type { EngineHost } from '../engine.ts';
import type { Network } from './network.ts';

/**
 * What the gratuitous ARPs of a new endpoint leave behind (libnetwork/osl/interface_linux.go: advertiseAddrs): the bridge learns
 * its port, and everyone on the network who knew its address by another MAC address takes the new one (linux: arp_process).
 * They are not walked, as every start would then cost as much as the network has members.
 */
export function announce(host: EngineHost, network: Network, bridge: Bridge, endpoint: Endpoint, port: number): void {
  const { mac, ipv4 } = endpoint;
  bridge.forwarding[mac] = { mac, port, permanent: false, updated: host.clock.now };
  const own = host.kernel.namespaces[host.namespace];
  if (ipv4 === undefined || !own) return;
  renew(own, bridge.index, ipv4, mac, host.clock.now);
  for (const id in network.endpoints) {
    const container = host.engine.containers[network.endpoints[id] ?? ''];
    const namespace = host.kernel.namespaces[container?.sandbox?.namespace ?? ''];
    if (!namespace || !knowsAny(namespace)) continue;
    const member = Object.values(container?.endpoints ?? {}).find((each) => each.id === id);
    const device = member && linkByName(namespace, member.interface)?.index;
    if (device !== undefined) renew(namespace, device, ipv4, mac, host.clock.now);
  }
}

function knowsAny({ neighbours }: Namespace): boolean {
  for (const _ in neighbours) return true;
  return false;
}

/** Gives a neighbour that is known another MAC address; it counts as STALE then. */
function renew(namespace: Namespace, device: number, ip: Ip, mac: string, now: number): void {
  const known = namespace.neighbours[neighbourKey(device, ip)];
  if (!known || known.state === 'PERMANENT' || known.mac === mac) return;
  known.mac = mac;
  known.state = 'STALE';
  known.updated = now;
}
