import type { Container } from '../container/container.ts';
import type { EngineHost } from '../engine.ts';
import { invalid, unlessRefused } from '../errors.ts';
import { findNetwork } from '../refs.ts';
import type { Network } from './network.ts';

export const SHARED =
  'container sharing network namespace with another container or host cannot be connected to any other network';

/** The network of that name or id; undefined where there is none. */
export const networkNamed = (host: EngineHost, ref: string): Network | undefined =>
  unlessRefused(() => findNetwork(host, ref));

/** Throws where a network does not go with those that a container has (daemon/container_operations.go: updateNetworkSettings). */
export function checkCompatible(host: EngineHost, network: Network, container: Container): void {
  if (network.configOnly) return;
  if (network.driver === 'host' && container.hostConfig.NetworkMode !== 'host')
    throw invalid('cannot connect container to host network - container must be created in host network mode');
  for (const settings of Object.values(container.networks)) {
    const other = networkNamed(host, settings.network || settings.networkName);
    if (!other) continue;
    if (other.id === network.id) return;
    if (other.driver === 'host' || network.driver === 'host') throw invalid(SHARED);
    if (other.driver === 'null' || network.driver === 'null')
      throw invalid(
        'container cannot be connected to multiple networks with one of the networks in private (none) mode',
      );
  }
}
