import type { Ip } from '../../ip/address.ts';
import { internal } from '../errors.ts';
import type { Network } from '../network/network.ts';
import type { Cluster, NodeId } from './cluster.ts';
import { nextAddress } from './pool.ts';

export const balancerKey = ({ id }: Network, node: NodeId): string => `${id}|${node}`;

/** A node's own address on a network, for its load balancer; the swarm chooses it once (swarmkit/manager/allocator: allocateNode). */
export function balancerAddress(cluster: Cluster, network: Network, node: NodeId): Ip {
  const key = balancerKey(network, node);
  const [pool] = cluster.networks[network.id]?.pools ?? network.pools;
  if (!pool) throw internal(`${network.name} has no addresses`);
  return (cluster.balancers[key] ??= nextAddress(pool, key));
}
