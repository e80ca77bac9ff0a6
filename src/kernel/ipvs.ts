import type { Ip } from '../ip/address.ts';
import type { Namespace } from './namespace.ts';

/** A service of the kernel's load balancer (IPVS): connections whose packets bear a mark go to its servers in turn (rr), by NAT. */
export interface VirtualService {
  mark: number;
  /** The one that was added last comes first. */
  servers: Ip[];
  /** Who got the last connection. */
  last?: Ip;
}

/** Adds a service that has no servers yet. */
export function addVirtualService(namespace: Namespace, mark: number): void {
  (namespace.virtualServices ??= {})[mark] ??= { mark, servers: [] };
}

export function removeVirtualService(namespace: Namespace, mark: number): void {
  delete namespace.virtualServices?.[mark];
}

export function addServer(namespace: Namespace, mark: number, server: Ip): void {
  const service = namespace.virtualServices?.[mark];
  if (service && !service.servers.includes(server)) service.servers.unshift(server);
}

/** The turn goes on behind who is gone (ip_vs_rr_del_dest). */
export function removeServer(namespace: Namespace, mark: number, server: Ip): void {
  const service = namespace.virtualServices?.[mark];
  if (!service) return;
  const place = service.servers.indexOf(server);
  if (service.last === server) {
    const before = service.servers[place - 1];
    if (before === undefined) delete service.last;
    else service.last = before;
  }
  service.servers = service.servers.filter((each) => each !== server);
}

/** Whose turn it is (net/netfilter/ipvs/ip_vs_rr.c); undefined where there is no server. */
export function nextServer({ servers }: VirtualService, last: Ip | undefined): Ip | undefined {
  const place = last === undefined ? -1 : servers.indexOf(last);
  return servers[(place + 1) % servers.length];
}
