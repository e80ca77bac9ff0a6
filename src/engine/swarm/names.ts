import { endpointsOn } from '../drivers/overlay.ts';
import type { Endpoint } from '../network/endpoint.ts';
import type { EngineHost } from '../engine.ts';
import type { Network } from '../network/network.ts';
import { clusterOf, membersOf } from './cluster.ts';
import { isWanted, tasksOf } from './scheduler.ts';
import { vipOn } from './services.ts';

const TASKS = 'tasks.';

/**
 * What a service's name stands for on a network: its virtual address, or its tasks', as `tasks.NAME` does. Undefined where no
 * task of a service of that name runs there (libnetwork/agent.go: addServiceInfoToCluster).
 */
export function serviceNamed(
  host: EngineHost,
  network: Network,
  asked: string,
): Pick<Endpoint, 'ipv4' | 'ipv6'>[] | undefined {
  const name = asked.toLowerCase();
  const cluster = clusterOf(host);
  for (const service of Object.values(cluster?.services ?? {})) {
    const own = service.spec.name.toLowerCase();
    const aliases = service.spec.networks.find(({ id }) => id === network.id)?.aliases ?? [];
    const tasks = name === TASKS + own;
    if (!cluster || (!tasks && name !== own && !aliases.includes(asked))) continue;
    const running = new Set(
      tasksOf(cluster, service)
        .filter(isWanted)
        .map(({ container }) => container),
    );
    const endpoints = membersOf(host).flatMap((member) =>
      endpointsOn(member, network).filter(({ container }) => running.has(container)),
    );
    if (endpoints.length === 0) continue;
    const vip = vipOn(service, network.id);
    return tasks || vip === undefined ? endpoints : [{ ipv4: vip }];
  }
  return undefined;
}
