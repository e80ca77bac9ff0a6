import { namespaceOf } from '../../kernel/kernel.ts';
import type { Container } from '../container/container.ts';
import { firewalled, configOf } from '../drivers/bridge.ts';
import type { EngineHost } from '../engine.ts';
import { addLinkRules, removeLinkRules, type LinkedPort } from '../firewall/firewall.ts';
import { parsePort } from '../ports/ports.ts';
import type { Endpoint } from './endpoint.ts';
import type { Network } from './network.ts';

/** Where a bridge keeps its containers apart, those that are linked reach each other's exposed ports (libnetwork/drivers/bridge: link). */
export function openLinks(host: EngineHost, container: Container, network: Network, endpoint: Endpoint): void {
  const ports = linkedPorts(host, container, network, endpoint);
  if (ports.length === 0) return;
  addLinkRules(namespaceOf(host.kernel, host.namespace), firewalled(network), ports, host.engine.settings);
}

export function closeLinks(host: EngineHost, container: Container, network: Network, endpoint: Endpoint): void {
  const ports = linkedPorts(host, container, network, endpoint);
  const namespace = host.kernel.namespaces[host.namespace];
  if (ports.length > 0 && namespace) removeLinkRules(namespace, firewalled(network), ports, host.engine.settings);
}

function linkedPorts({ engine }: EngineHost, container: Container, network: Network, { ipv4 }: Endpoint): LinkedPort[] {
  if (network.driver !== 'bridge' || configOf(network).icc || ipv4 === undefined) return [];
  const addressOn = (id: string): string | undefined =>
    Object.values(engine.containers[id]?.endpoints ?? {}).find((other) => other.network === network.id)?.ipv4;
  const asked = container.linkedBy.flatMap((id) => {
    const from = addressOn(id);
    return from === undefined ? [] : exposed(container).map((port) => ({ ...port, from, to: ipv4 }));
  });
  const asking = container.links.flatMap(({ target }) => {
    const child = engine.containers[target];
    const to = addressOn(target);
    return child && to !== undefined ? exposed(child).map((port) => ({ ...port, from: ipv4, to })) : [];
  });
  return [...asked, ...asking];
}

const exposed = ({ config }: Container): Pick<LinkedPort, 'port' | 'protocol'>[] =>
  Object.keys(config.ExposedPorts ?? {}).map(parsePort);
