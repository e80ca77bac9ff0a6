import { endpointsOn } from '../drivers/overlay.ts';
import type { EngineHost } from '../engine.ts';
import type { Network } from '../network/network.ts';
import { clusterOf, membersOf } from '../swarm/cluster.ts';
import { markOf } from '../swarm/load-balancers.ts';
import { isWanted, taskName, tasksOf } from '../swarm/scheduler.ts';
import { vipOn } from '../swarm/services.ts';
import type { NetworkServiceJson } from './network-json.ts';

/** The hosts that hold a network of the swarm, as the network database has them. */
export function peersOf(host: EngineHost, network: Network): { Name: string; IP: string }[] {
  const nodes = clusterOf(host)?.nodes ?? {};
  const order = Object.keys(nodes);
  return membersOf(host)
    .filter(({ engine }) => engine.networks[network.id])
    .sort((a, b) => order.indexOf(a.engine.swarm?.node ?? '') - order.indexOf(b.engine.swarm?.node ?? ''))
    .flatMap(({ engine: { swarm } }) => (swarm ? [{ Name: swarm.peer, IP: swarm.address }] : []));
}

/** The services on a network, with their tasks' endpoints. */
export function servicesOn(host: EngineHost, network: Network): Record<string, NetworkServiceJson> {
  const cluster = clusterOf(host);
  const services: Record<string, NetworkServiceJson> = {};
  for (const service of Object.values(cluster?.services ?? {})) {
    const tasks = cluster ? tasksOf(cluster, service).filter(isWanted) : [];
    const found = tasks.flatMap((task) =>
      membersOf(host).flatMap((member) =>
        endpointsOn(member, network)
          .filter(({ container }) => container === task.container)
          .map((endpoint) => ({
            Name: taskName(service, task),
            EndpointID: endpoint.id,
            EndpointIP: endpoint.ipv4 ?? '',
            Info: { 'Host IP': member.engine.swarm?.address ?? '' },
          })),
      ),
    );
    if (found.length === 0) continue;
    services[service.spec.name] = {
      VIP: vipOn(service, network.id) ?? '<nil>',
      Ports: [],
      LocalLBIndex: markOf(host, network, service),
      Tasks: found,
    };
  }
  return services;
}
