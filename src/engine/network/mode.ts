import { own } from '../../kernel/own.ts';
import type { Container } from '../container/container.ts';
import type { EngineHost } from '../engine.ts';
import { notFound } from '../errors.ts';
import { clusterOf } from '../swarm/cluster.ts';
import { findInCluster } from '../swarm/networks.ts';

/** The network that a container was made for must be there where it has any, be it others alone (daemon/container_operations.go: normalizeNetMode). */
export function checkModeNetwork(host: EngineHost, { hostConfig: { NetworkMode: mode }, networks }: Container): void {
  if (Object.keys(networks).length === 0) return;
  if (['bridge', 'host', 'none', 'default', ''].includes(mode) || mode.startsWith('container:')) return;
  const { engine } = host;
  const cluster = clusterOf(host);
  const isKnown =
    own(engine.networkNames, mode) !== undefined || Object.keys(engine.networks).some((id) => id.startsWith(mode));
  if (isKnown || own(networks, mode) || (cluster && findInCluster(cluster, mode))) return;
  throw notFound(`could not find a network matching network mode ${mode}: network ${mode} not found`);
}
