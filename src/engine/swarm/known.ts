import type { NamespaceId } from '../../kernel/namespace.ts';
import type { Engine } from '../engine.ts';
import type { Network, NetworkId } from '../network/network.ts';

/** The namespace of an overlay network on a host: its bridge, its tunnel, and a veth for each endpoint. */
export const overlayNamespace = (machine: string, network: NetworkId): NamespaceId =>
  `${machine}/1-${network.slice(0, 10)}`;

/** The networks that `docker network ls` lists on a host: its own, and on a manager those of its swarm that nothing uses yet. */
export function knownNetworks({ networks, swarm }: Engine): Readonly<Record<NetworkId, Network>> {
  return swarm?.store ? { ...swarm.store.networks, ...networks } : networks;
}
