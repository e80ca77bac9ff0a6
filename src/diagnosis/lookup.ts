import type { Container } from '../engine/container/container.ts';
import type { Endpoint } from '../engine/network/endpoint.ts';
import type { Network } from '../engine/network/network.ts';
import type { Command } from '../history/history.ts';
import { contains, type Ip } from '../ip/address.ts';
import type { Link } from '../kernel/link/link.ts';
import { linkByName } from '../kernel/link/lookup.ts';
import type { Namespace, NamespaceId } from '../kernel/namespace.ts';
import { quoted } from '../shell/words.ts';
import type { Machine, World } from '../world/world.ts';

/** Whose network namespace it is: a machine's own, or that of a container on it. */
export interface Owner {
  readonly machine: Machine;
  readonly container?: Container;
  readonly name: string;
  readonly namespace: Namespace;
}

export function ownerOf(world: World, id: NamespaceId): Owner | undefined {
  const namespace = world.kernel.namespaces[id];
  if (!namespace) return undefined;
  for (const machine of Object.values(world.machines)) {
    if (machine.namespace === id) return { machine, name: machine.name, namespace };
    for (const container of containersOf(machine))
      if (container.sandbox?.namespace === id && container.sandbox.own)
        return { machine, container, name: container.name, namespace };
  }
  return undefined;
}

export const containersOf = ({ engine }: Machine): readonly Container[] => Object.values(engine?.containers ?? {});
const networksOf = ({ engine }: Machine): readonly Network[] => Object.values(engine?.networks ?? {});

/** What an image does not have, or may not do even in a privileged `docker exec`, whose /proc/sys is read-only. */
const FROM_OUTSIDE = /^(ip6?tables|sysctl|ip route flush cache)\b/;

/** A command of an administrator in somebody's namespace: what a container may not do itself, its host does. */
export function administer({ machine, container }: Owner, line: string): Command {
  if (!container) return onHost(machine, line);
  const inside = FROM_OUTSIDE.test(line)
    ? `nsenter -t ${container.state.pid} -n`
    : `docker exec --privileged ${quoted(container.name)}`;
  return onHost(machine, `${inside} ${line}`);
}

/** How it is said that a container does not run: one that was only created never has. */
export const restOf = ({ state }: Container): 'stopped' | 'not-started' =>
  state.status === 'created' ? 'not-started' : 'stopped';

export const onHost = ({ name }: Machine, line: string): Command => ({ place: name, line });

/** The network whose block an address is in. */
export function networkAround(world: World, ip: Ip): { machine: Machine; network: Network } | undefined {
  for (const machine of Object.values(world.machines))
    for (const network of networksOf(machine))
      if (network.pools.some(({ subnet }) => contains(subnet, ip))) return { machine, network };
  return undefined;
}

/** The network whose bridge on a machine has a name. */
export const networkOfBridge = (machine: Machine, bridge: string | undefined): Network | undefined =>
  networksOf(machine).find((network) => network.bridge !== undefined && network.bridge === bridge);

export const networkById = ({ engine }: Machine, id: string): Network | undefined => engine?.networks[id];

/** The live endpoint that was given an address. */
export function endpointWith(
  world: World,
  ip: Ip,
): { machine: Machine; container: Container; endpoint: Endpoint } | undefined {
  for (const machine of Object.values(world.machines))
    for (const container of containersOf(machine))
      for (const endpoint of Object.values(container.endpoints))
        if (endpoint.ipv4 === ip || endpoint.ipv6 === ip) return { machine, container, endpoint };
  return undefined;
}

/** The link that has an address, up or not. */
export function holderOf(world: World, ip: Ip): { owner: Owner; link: Link } | undefined {
  for (const [id, namespace] of Object.entries(world.kernel.namespaces)) {
    const link = Object.values(namespace.links).find(({ addresses }) => addresses.some((a) => a.address === ip));
    const owner = link && ownerOf(world, id);
    if (owner) return { owner, link };
  }
  return undefined;
}

/** A machine's address on the wire that joins the machines. */
export function wireAddress(world: World, { namespace }: Machine): Ip | undefined {
  const own = world.kernel.namespaces[namespace];
  const nic = own && linkByName(own, 'eth0');
  return nic?.addresses.find(({ address, scope }) => scope === 'global' && !address.includes(':'))?.address;
}

/** The networks of a container's live endpoints, each with its endpoint. */
export const attachmentsOf = (
  machine: Machine,
  { endpoints }: Container,
): readonly { network: Network; endpoint: Endpoint }[] =>
  Object.values(endpoints).flatMap((endpoint) => {
    const network = networkById(machine, endpoint.network);
    return network ? [{ network, endpoint }] : [];
  });
