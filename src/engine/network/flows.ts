import { forgetConnections } from '../../kernel/netfilter/conntrack/conntrack.ts';
import type { Endpoint, PortMapping } from './endpoint.ts';
import type { EngineHost } from '../engine.ts';

/**
 * Makes the host forget the connections of an endpoint that becomes or ceases to be its container's way out: those that end at
 * its addresses, and datagrams to its published ports. What it has sent elsewhere by masquerading stays
 * (libnetwork/drivers/bridge/bridge_linux.go: clearConntrackEntries).
 */
export function forgetFlows(host: EngineHost, { ipv4, ipv6 }: Endpoint, ports: readonly PortMapping[]): void {
  const namespace = host.kernel.namespaces[host.namespace];
  if (!namespace) return;
  const udp = ports.filter(({ protocol }) => protocol === 'udp').map(({ hostPort }) => hostPort);
  const isOwn = (ip: string): boolean => ip === ipv4 || ip === ipv6;
  forgetConnections(
    namespace,
    ({ original, reply }) =>
      isOwn(reply.source) ||
      isOwn(reply.destination) ||
      (original.protocol === 'udp' && udp.includes(original.destinationPort)),
  );
}
