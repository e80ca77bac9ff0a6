import type { Ip } from '../../ip/address.ts';
import type { Container } from '../container/container.ts';
import type { EngineHost } from '../engine.ts';
import { EngineError, internal, unlessRefused } from '../errors.ts';
import type { EndpointSettings } from '../network/endpoint.ts';
import type { Network } from '../network/network.ts';
import { changed, clusterOf } from './cluster.ts';
import { newId } from './ids.ts';
import { bringToHost, findInCluster, noteIdle } from './networks.ts';
import { nextAddress, takeAddress } from './pool.ts';
import { own } from '../../kernel/own.ts';

/** How long an engine waits for the swarm's answer, in milliseconds (daemon/cluster: swarmRequestTimeout). */
const REQUEST_TIMEOUT = 20_000;

/** Finds the network of the swarm that an attachment asks for. */
export function swarmNetworkFor(host: EngineHost, settings: EndpointSettings): Network | undefined {
  const cluster = clusterOf(host);
  return cluster && findInCluster(cluster, settings.network || settings.networkName);
}

/**
 * Gets a container an address on a network of the swarm, and the network onto its host (daemon/container_operations.go:
 * findAndAttachNetwork). Throws where the network is for services only, or the address cannot be had.
 */
export function requestAttachment(
  host: EngineHost,
  container: Container,
  settings: EndpointSettings,
  network: Network,
): Network {
  const cluster = clusterOf(host);
  const node = host.engine.swarm?.node;
  if (!cluster || node === undefined) throw new EngineError(`network ${network.name} not found`, 404);
  if (container.task !== undefined) return bringToHost(host, network);
  if (!network.attachable)
    throw new EngineError(
      `Could not attach to network ${settings.networkName}: rpc error: code = PermissionDenied desc = network ${network.name} not manually attachable`,
      403,
    );
  const id = newId(host.random);
  const ip = allot(network, settings, id);
  const { now } = host.clock;
  cluster.tasks[id] = {
    id,
    slot: 0,
    node,
    addresses: { [network.id]: ip ?? '' },
    container: container.id,
    image: '',
    ports: [],
    desired: 'running',
    state: ip === undefined ? 'pending' : 'running',
    created: now,
    since: now,
  };
  changed(host, cluster);
  if (ip === undefined) {
    host.clock.now += REQUEST_TIMEOUT;
    throw internal(
      'attaching to network failed, make sure your network options are correct and check manager logs: context deadline exceeded',
    );
  }
  if (settings.ipamConfig?.IPv4Address) settings.requested = settings.ipamConfig.IPv4Address;
  settings.ipamConfig = { ...settings.ipamConfig, IPv4Address: ip };
  return bringToHost(host, network);
}

/** An address for an attachment; undefined where it cannot have one. The swarm then leaves the request as it is, without an answer. */
function allot({ pools: [pool] }: Network, settings: EndpointSettings, id: string): Ip | undefined {
  const wanted = settings.requested ?? settings.ipamConfig?.IPv4Address;
  if (!pool) return undefined;
  return unlessRefused(() => (wanted ? takeAddress(pool, wanted, id) : nextAddress(pool, id)));
}

/** A container has left a network of the swarm: its address is free, and so may be the host. */
export function releaseAttachment(host: EngineHost, container: Container, network: Network): void {
  const cluster = clusterOf(host);
  if (container.task === undefined) forgetAddress(container, network);
  if (cluster && container.task === undefined)
    for (const task of Object.values(cluster.tasks)) {
      if (task.service !== undefined || task.container !== container.id) continue;
      const ip = task.addresses[network.id];
      if (ip === undefined) continue;
      const [pool] = cluster.networks[network.id]?.pools ?? [];
      if (pool) delete pool.taken[ip];
      delete cluster.tasks[task.id];
      changed(host, cluster);
    }
  noteIdle(host, network);
}

/** Withdraws what a container asked of a swarm in vain. */
export function withdrawRequests(host: EngineHost, { id }: Container): void {
  const cluster = host.engine.swarm && clusterOf(host);
  for (const task of Object.values(cluster?.tasks ?? {}))
    if (task.service === undefined && task.container === id && task.state === 'pending') delete cluster?.tasks[task.id];
}

/** An address that the swarm chose is for once; one that was asked for stays asked for (moby: EndpointSettings.IPAMOperational). */
function forgetAddress({ networks }: Container, network: Network): void {
  const settings = own(networks, network.name);
  if (!settings?.ipamConfig) return;
  if (settings.requested === undefined) settings.ipamConfig = null;
  else settings.ipamConfig = { ...settings.ipamConfig, IPv4Address: settings.requested };
  delete settings.requested;
}
