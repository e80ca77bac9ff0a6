import { family } from '../../ip/address.ts';
import type { NetworkInput } from '../api/network-json.ts';
import { driverOf } from '../drivers/drivers.ts';
import { VNIS } from '../drivers/overlay.ts';
import type { EngineHost } from '../engine.ts';
import type { GivenThing } from '../given.ts';
import { conflict, EngineError, forbidden } from '../errors.ts';
import { parseIpamConfigs } from '../ipam/ipam-request.ts';
import { newPool } from '../ipam/ipam.ts';
import { newNetwork, type IpamConfig, type Network } from '../network/network.ts';
import { own, put } from '../../kernel/own.ts';
import { balancerAddress, balancerKey } from './balancers.ts';
import { changed, clusterOf, type Cluster } from './cluster.ts';
import { newId } from './ids.ts';
import { balanceOn, stopBalancing } from './load-balancers.ts';
import { freeBlock, nextAddress, takeAddress } from './pool.ts';
import { addBalancer, removeBalancer } from './sandboxes.ts';

/** What a swarm's network holds of itself. */
const GATEWAY = 'gateway';

/**
 * A new network of the swarm, known to its managers; the hosts get it when something there uses it. One that stands on real hosts is
 * called as it is there.
 */
export function addClusterNetwork(
  host: EngineHost,
  cluster: Cluster,
  input: NetworkInput,
  given: GivenThing = {},
): Network {
  const configs = parseIpamConfigs(input.IPAM?.Config ?? [], input.EnableIPv6 === true);
  const network = newNetwork({
    id: given.id ?? newId(host.random),
    name: input.Name,
    created: given.created ?? host.clock.now,
    scope: 'swarm',
    driver: 'overlay',
    ipv6: input.EnableIPv6 === true,
    ipam: { driver: 'default', options: null, config: configs },
    internal: input.Internal === true,
    attachable: input.Attachable === true,
    ingress: input.Ingress === true,
    options: { ...input.Options },
    labels: { ...input.Labels },
  });
  if (configs.some(({ subnet }) => subnet && family(subnet.address) === 6)) {
    // The swarm never gets it its addresses, and says so nowhere but in the manager's log (moby 28.5.2).
    network.ipam.config = [];
    cluster.networks[network.id] = network;
    changed(host, cluster);
    return network;
  }
  const wanted: (IpamConfig | undefined)[] = configs.length > 0 ? configs : [undefined];
  for (const config of wanted) network.pools.push(poolFor(cluster, config));
  network.ipam.config = network.pools.map(({ subnet, range, gateway }) => ({
    subnet,
    ...(range && { range }),
    ...(gateway !== undefined && { gateway }),
    auxiliary: {},
  }));
  network.options[VNIS] ??= network.pools.map(() => cluster.nextVni++).join(',');
  cluster.networks[network.id] = network;
  changed(host, cluster);
  return network;
}

function poolFor(cluster: Cluster, config: IpamConfig | undefined) {
  const pool = newPool(config?.subnet ?? freeBlock(cluster), config?.range);
  pool.gateway =
    config?.gateway === undefined ? nextAddress(pool, GATEWAY) : takeAddress(pool, config.gateway, GATEWAY);
  return pool;
}

/** `docker network create -d overlay` on a manager. */
export function createClusterNetwork(host: EngineHost, cluster: Cluster, input: NetworkInput): Network {
  const taken = own(host.engine.networkNames, input.Name) ?? namedInCluster(cluster, input.Name)?.id;
  if (taken !== undefined) throw conflict(`network with name ${input.Name} already exists`);
  if (input.Ingress && Object.values(cluster.networks).some(({ ingress }) => ingress))
    throw conflict('rpc error: code = AlreadyExists desc = ingress network is already present');
  if (input.Ingress && input.Attachable) throw forbidden('ingress network cannot be attachable');
  return addClusterNetwork(host, cluster, input);
}

export const namedInCluster = ({ networks }: Cluster, name: string): Network | undefined =>
  Object.values(networks).find((network) => network.name === name);

/** Finds a network of the swarm by id, name or the beginning of its id. */
export function findInCluster(cluster: Cluster, ref: string): Network | undefined {
  const byPrefix = Object.values(cluster.networks).filter(({ id }) => ref !== '' && id.startsWith(ref));
  return (
    own(cluster.networks, ref) ?? namedInCluster(cluster, ref) ?? (byPrefix.length === 1 ? byPrefix[0] : undefined)
  );
}

/** A network of the swarm on a host, made there where it is not yet (daemon/cluster/executor: CreateManagedNetwork). */
export function bringToHost(host: EngineHost, network: Network): Network {
  const { engine } = host;
  const known = engine.networks[network.id];
  if (known) return known;
  const cluster = clusterOf(host);
  if (!cluster) throw forbidden('node is not part of a swarm');
  const ip = balancerAddress(cluster, network, engine.swarm?.node ?? '');
  const pools = network.pools.map(({ subnet, range, gateway }) => ({
    ...newPool(subnet, range),
    ...(gateway !== undefined && { gateway, taken: { [gateway]: GATEWAY } }),
  }));
  const local: Network = {
    ...network,
    ipam: { ...network.ipam, config: network.ipam.config.map((config) => ({ ...config })) },
    options: { ...network.options },
    labels: { ...network.labels },
    created: host.given?.network(network.name)?.created ?? host.clock.now,
    pools,
    endpoints: {},
    names: {},
  };
  engine.networks[network.id] = local;
  put(engine, 'networkNames', network.name, network.id);
  // As the engine keeps it: what was just put in may be a draft's copy.
  const kept = engine.networks[network.id] ?? local;
  addBalancer(host, kept, ip);
  balanceOn(host, cluster, kept);
  return kept;
}

/** Milliseconds until a host lets go of a network that nothing there uses any more. */
const IDLE = 60;

/** A host's network of the swarm may be of no use any more: it goes, some time later. */
export function noteIdle(host: EngineHost, network: Network): void {
  if (network.scope !== 'swarm' || network.ingress) return;
  const { swarm } = host.engine;
  const used = Object.values(network.endpoints).some((holder) => swarm?.sandboxes[holder] === undefined);
  if (used) delete network.idleUntil;
  else network.idleUntil = host.clock.now + IDLE;
}

/** Takes from a host the networks that nothing there has used for a while. */
export function dropIdle(host: EngineHost): void {
  for (const network of Object.values(host.engine.networks))
    if (network.idleUntil !== undefined && network.idleUntil <= host.clock.now) takeFromHost(host, network);
}

/** Takes a network of the swarm from a host; the swarm still has it. */
export function takeFromHost(host: EngineHost, network: Network): void {
  const { engine } = host;
  stopBalancing(host, network);
  removeBalancer(host, network);
  driverOf(network.driver).remove(host, network);
  const cluster = clusterOf(host);
  const key = balancerKey(network, engine.swarm?.node ?? '');
  const ip = cluster?.balancers[key];
  const pool = cluster?.networks[network.id]?.pools[0];
  if (cluster && ip !== undefined) {
    delete cluster.balancers[key];
    if (pool) delete pool.taken[ip];
  }
  delete engine.networks[network.id];
  if (own(engine.networkNames, network.name) === network.id) delete engine.networkNames[network.name];
}

/** `docker network rm` of a swarm's network, on a manager. Throws where something uses it. */
export function removeClusterNetwork(host: EngineHost, cluster: Cluster, network: Network): void {
  const refuse = (user: string) =>
    new EngineError(`rpc error: code = FailedPrecondition desc = network ${network.id} is in use by ${user}`, 400);
  for (const { id, spec } of Object.values(cluster.services))
    if (spec.networks.some((each) => each.id === network.id)) throw refuse(`service ${id}`);
  for (const task of Object.values(cluster.tasks))
    if (task.service === undefined && network.id in task.addresses) throw refuse(`task ${task.id}`);
  delete cluster.networks[network.id];
  changed(host, cluster);
  // A host that still has it lets go of it as of any that it does not use.
  for (const member of [host, ...host.peers()]) {
    const local = member.engine.networks[network.id];
    if (local) local.idleUntil ??= host.clock.now + IDLE;
  }
}
