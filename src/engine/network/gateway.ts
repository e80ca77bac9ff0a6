import { ANY4, ANY6, type Family, type Prefix } from '../../ip/address.ts';
import { KernelError } from '../../kernel/errno.ts';
import { linkByName } from '../../kernel/link/lookup.ts';
import { addRoute, deleteRoute } from '../../kernel/route/table.ts';
import type { Container } from '../container/container.ts';
import { driverOf } from '../drivers/drivers.ts';
import type { EngineHost } from '../engine.ts';
import { internal } from '../errors.ts';
import { publishPorts, withdrawPorts, type PublishedFamilies } from '../ports/ports.ts';
import type { Endpoint, PortMapping } from './endpoint.ts';
import { forgetFlows } from './flows.ts';
import { closeLinks, openLinks } from './link-rules.ts';
import type { Network } from './network.ts';
import { own } from '../../kernel/own.ts';

interface Candidate {
  endpoint: Endpoint;
  network: Network;
  priority: number;
}

/** A container's live endpoints, the one most fit to be its way out first (libnetwork/sandbox.go: Less). */
export function endpointsInOrder(host: EngineHost, container: Container): Candidate[] {
  return Object.entries(container.endpoints)
    .flatMap(([name, endpoint]): Candidate[] => {
      const network = host.engine.networks[endpoint.network];
      return network ? [{ endpoint, network, priority: own(container.networks, name)?.gatewayPriority ?? 0 }] : [];
    })
    .sort(compareCandidates);
}

const gateways = ({ endpoint }: Candidate): number =>
  Number(endpoint.gateway4 !== undefined) + Number(endpoint.gateway6 !== undefined);

function compareCandidates(a: Candidate, b: Candidate): number {
  return (
    b.priority - a.priority ||
    Number(a.network.internal) - Number(b.network.internal) ||
    gateways(b) - gateways(a) ||
    (a.network.name < b.network.name ? -1 : 1)
  );
}

/** libnetwork/default_gateway.go: selectGatewayEndpoint. */
function choose(candidates: readonly Candidate[]): { v4: Candidate | undefined; v6: Candidate | undefined } {
  const both = candidates.find((candidate) => gateways(candidate) === 2);
  return {
    v4: both ?? candidates.find(({ endpoint }) => endpoint.gateway4 !== undefined),
    v6: both ?? candidates.find(({ endpoint }) => endpoint.gateway6 !== undefined),
  };
}

/**
 * Chooses a container's ways out anew, after an endpoint came or is about to go (`without`): default routes and published ports
 * move there. Throws where a port cannot be published.
 */
export function updateGateway(host: EngineHost, container: Container, without?: Endpoint): void {
  const { sandbox } = container;
  if (!sandbox?.own) return;
  const { v4, v6 } = choose(endpointsInOrder(host, container).filter(({ endpoint }) => endpoint.id !== without?.id));
  const before = sandbox.gateways;
  const moved4 = before?.v4 !== v4?.endpoint.id;
  const moved6 = before?.v6 !== v6?.endpoint.id;
  if (!moved4 && !moved6) return;
  const after = { ...(v4 && { v4: v4.endpoint.id }), ...(v6 && { v6: v6.endpoint.id }) };
  for (const { endpoint, network } of endpointsInOrder(host, container)) {
    if (isWayOut(container, endpoint) && (endpoint.id !== after.v4 || endpoint.id !== after.v6))
      closeWayOut(host, container, network, endpoint);
  }
  if (moved4) moveDefaultRoute(host, container, 4, before?.v4 !== undefined, v4?.endpoint);
  if (moved6) moveDefaultRoute(host, container, 6, before?.v6 !== undefined, v6?.endpoint);
  sandbox.gateways = after;
  publish(host, container, v4, v6);
}

/** Publishes on the ways out; an IPv6 one of its own takes the IPv6 addresses of the host. */
function publish(host: EngineHost, container: Container, v4: Candidate | undefined, v6: Candidate | undefined): void {
  const one = v4 !== undefined && v4 === v6;
  if (v4) openWayOut(host, container, v4, { ipv4: true, ipv6: one, proxy6To4: v6 === undefined });
  if (v6 && !one) openWayOut(host, container, v6, { ipv4: false, ipv6: true, proxy6To4: false });
}

function openWayOut(host: EngineHost, container: Container, candidate: Candidate, families: PublishedFamilies): void {
  const { network, endpoint } = candidate;
  if (!mayPublish(candidate, container)) return;
  publishPorts(host, container, network, endpoint, families);
  forgetFlows(host, endpoint, portsOn(container, network));
  openLinks(host, container, network, endpoint);
}

/** Takes back what is published on an endpoint that is a way out no more. */
export function closeWayOut(host: EngineHost, container: Container, network: Network, endpoint: Endpoint): void {
  if (!driverOf(network.driver).publishes) return;
  const ports = portsOn(container, network);
  withdrawPorts(host, container, network);
  closeLinks(host, container, network, endpoint);
  forgetFlows(host, endpoint, ports);
}

const portsOn = ({ ports }: Container, network: Network): PortMapping[] =>
  ports.filter((mapping) => mapping.network === network.id);

/** Whether a container's traffic to elsewhere goes by an endpoint. */
export const isWayOut = ({ sandbox }: Container, { id }: Endpoint): boolean =>
  id === sandbox?.gateways?.v4 || id === sandbox?.gateways?.v6;

const mayPublish = ({ network }: Candidate, container: Container): boolean =>
  driverOf(network.driver).publishes && portsOn(container, network).length === 0;

function moveDefaultRoute(
  host: EngineHost,
  { sandbox }: Container,
  version: Family,
  stands: boolean,
  to: Endpoint | undefined,
): void {
  const namespace = sandbox && host.kernel.namespaces[sandbox.namespace];
  if (!namespace) return;
  const destination = version === 4 ? ANY4 : ANY6;
  if (stands) removeDefaultRoute(host, namespace.id, destination);
  const via = version === 4 ? to?.gateway4 : to?.gateway6;
  const link = to && linkByName(namespace, to.interface);
  if (!link || via === undefined) return;
  try {
    addRoute(host.kernel, namespace.id, {
      destination,
      via,
      device: link.index,
      scope: 'global',
      protocol: 'boot',
      metric: version === 4 ? 0 : 1024,
      type: 'unicast',
    });
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
    throw internal(
      `updating gateway endpoint: failed to set gateway: route for the gateway ${via} could not be found: network is unreachable`,
    );
  }
}

/** Unless someone has removed it, or it went with its interface. */
function removeDefaultRoute(host: EngineHost, namespace: string, destination: Prefix): void {
  try {
    deleteRoute(host.kernel, namespace, { destination });
  } catch (error) {
    if (!(error instanceof KernelError)) throw error;
  }
}
