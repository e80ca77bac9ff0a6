import type { ContainerId } from '../../engine/container/container.ts';
import type { NetworkId } from '../../engine/network/network.ts';
import { knownNetworks } from '../../engine/swarm/known.ts';
import { projectsOn } from '../../world/projects.ts';
import { locate } from '../../world/place.ts';
import type { Machine, Place, World } from '../../world/world.ts';
import { own } from '../../kernel/own.ts';

/*
 * Node ids, stable while the thing lives. A machine's id is its place; containers and networks go by engine id, so a new
 * name changes nothing.
 */
export const containerId = (machine: string, container: ContainerId): string => `${machine}/${container}`;
export const networkBarId = (machine: string, network: NetworkId): string => `${machine}/network/${network}`;
/** Anything drawn for one device of a machine's own: a NIC, a switch, a bridge made by hand. */
export const deviceId = (machine: string, index: number): string => `${machine}/device/${index}`;
export const interfaceId = (container: string, index: number): string => `${container}/${index}`;
export const gateId = (machine: string, gate: string): string => `${machine}/gate/${gate}`;
/** Where a container stands on a further network, in the overview. */
export const guestId = (container: string, bar: string): string =>
  `${container}/guest/${bar.slice(bar.lastIndexOf('/') + 1)}`;
/** The gate that a node is, or is a chain of. */
export const gateNameOf = (id: string): string | undefined => /\/gate\/([^/]+)/.exec(id)?.[1];
export const chainId = (gate: string, table: string, path: string): string => `${gate}/${table}/${path}`;
export const netfilterId = (machine: string): string => `${machine}/netfilter`;
export const hostRailId = (machine: string): string => `${machine}/hostrail`;

/** A compose project goes by its name, which may hold anything where somebody wrote its label by hand. */
export const projectId = (machine: string, project: string): string =>
  `${machine}/project/${encodeURIComponent(project.replace(/\p{Surrogate}/gu, '\ufffd'))}`;
export const dependencyId = (container: string, place: number): string => `depends:${container}/${place}`;

/** The node at which a place's traffic starts. Undefined where there is no such place. */
export function endId(world: World, place: Place): string | undefined {
  const location = locate(world, place);
  if (location === undefined) return undefined;
  const { machine, container } = location;
  return container === undefined ? machine.name : containerId(machine.name, container.id);
}

const knows = (machine: Machine | undefined, network: NetworkId): boolean =>
  machine?.engine !== undefined && knownNetworks(machine.engine)[network] !== undefined;

/** The bar of a network. */
export const networkId = (world: World, machine: string, network: NetworkId): string | undefined =>
  knows(own(world.machines, machine), network) ? networkBarId(machine, network) : undefined;

/** What of the world a node or edge of the picture stands for. */
export type Meaning =
  | { readonly kind: 'machine'; readonly place: Place }
  | { readonly kind: 'container'; readonly place: Place; readonly machine: string; readonly container: ContainerId }
  | { readonly kind: 'network'; readonly machine: string; readonly network: NetworkId }
  | { readonly kind: 'project'; readonly machine: string; readonly project: string }
  | { readonly kind: 'device'; readonly machine: string; readonly index: number }
  | { readonly kind: 'gate'; readonly machine: string; readonly gate: string }
  | { readonly kind: 'netfilter'; readonly machine: string };

/** The reverse of the ids above. An interface stands for its container; undefined for what the world does not hold. */
export function meaningOf(world: World, id: string): Meaning | undefined {
  const [name = '', second, third] = id.replace(/^(veth|tie|cable|process|shared|tunnel|depends):/, '').split('/');
  const machine = own(world.machines, name);
  if (machine === undefined) return undefined;
  if (second === undefined) return { kind: 'machine', place: name };
  if (second === 'netfilter') return { kind: 'netfilter', machine: name };
  if (second === 'hostrail') return { kind: 'machine', place: name };
  if (second === 'gate') return third === undefined ? undefined : { kind: 'gate', machine: name, gate: third };
  if (second === 'device') return { kind: 'device', machine: name, index: Number(third) };
  if (second === 'network') {
    return third !== undefined && knows(machine, third)
      ? { kind: 'network', machine: name, network: third }
      : undefined;
  }
  if (second === 'project') {
    const wanted = `${name}/project/${third}`;
    const known = machine.engine && projectsOn(name, machine.engine);
    const project = known?.find((each) => projectId(name, each.name) === wanted);
    return project && { kind: 'project', machine: name, project: project.name };
  }
  const container = machine.engine?.containers[second];
  return container && { kind: 'container', place: `${name}/${container.name}`, machine: name, container: container.id };
}

/** The place that a node stands for, where traffic can start or end there. */
export function placeOf(world: World, id: string): Place | undefined {
  const meaning = meaningOf(world, id);
  return meaning?.kind === 'machine' || meaning?.kind === 'container' ? meaning.place : undefined;
}
