import type { Container } from '../engine/container/container.ts';
import type { Engine } from '../engine/engine.ts';
import { knownNetworks, overlayNamespace } from '../engine/swarm/known.ts';
import type { Hop } from '../kernel/hop.ts';
import type { NamespaceId } from '../kernel/namespace.ts';
import { takesPart } from './place.ts';
import { LAN, type Machine, type Place, type World } from './world.ts';
import { own } from '../kernel/own.ts';

/** A network namespace as a person knows it. */
export interface Spot {
  /** Short name: the machine, or the container. */
  readonly name: string;
  /** Where a command runs in it. */
  readonly place: Place;
  readonly machine: string;
  readonly kind: Machine['kind'] | 'container';
  /** The container whose sandbox it is. */
  readonly container?: string | undefined;
  /** The ports of the LAN's switch, where it is the router that holds it, and the machines plugged in there. */
  readonly ports?: ReadonlyMap<string, Machine> | undefined;
}

/** Every namespace of the lab that has a name. Containers that share a sandbox go by the one that owns it. */
export function spotsOf(world: World): ReadonlyMap<NamespaceId, Spot> {
  const spots = new Map<NamespaceId, Spot>();
  for (const { name, kind, namespace } of Object.values(world.machines))
    spots.set(namespace, {
      name,
      place: name,
      machine: name,
      kind,
      ports: kind === 'router' ? portsOf(world, namespace) : undefined,
    });
  for (const [machine, container] of containersOf(world)) {
    const namespace = container.sandbox?.namespace;
    if (namespace === undefined || spots.has(namespace)) continue;
    spots.set(namespace, {
      name: container.name,
      place: placeOf(machine, container),
      machine,
      kind: 'container',
      container: container.id,
    });
  }
  for (const machine of Object.values(world.machines)) addInnerSpots(spots, machine);
  return spots;
}

function portsOf({ kernel, machines }: World, namespace: NamespaceId): ReadonlyMap<string, Machine> {
  const ports = new Map<string, Machine>();
  for (const link of Object.values(kernel.namespaces[namespace]?.links ?? {})) {
    const plugged = link.kind === 'veth' && link.master !== undefined ? own(machines, link.peer.namespace) : undefined;
    if (plugged !== undefined) ports.set(link.name, plugged);
  }
  return ports;
}

/** Whether a hop is in the LAN's switch: the model has it as a bridge of the router. */
export const isInSwitch = ({ stage, device }: Hop, spot: Spot | undefined): boolean =>
  spot?.ports !== undefined && (stage === 'bridge' || spot.ports.has(device?.name ?? ''));

/** The short name of where a hop is. */
export function placeOfHop(hop: Hop, spots: ReadonlyMap<NamespaceId, Spot>): string {
  const spot = spots.get(hop.namespace);
  return isInSwitch(hop, spot) ? 'LAN' : (spot?.name ?? hop.namespace);
}

/** Where a host works for a swarm: in a namespace for each overlay network, and in sandboxes of no container. */
function addInnerSpots(spots: Map<NamespaceId, Spot>, { name: machine, kind, engine }: Machine): void {
  const spot = (name: string): Spot => ({ name: `${name} (${machine})`, place: machine, machine, kind });
  for (const network of Object.values(engine ? knownNetworks(engine) : {}))
    if (network.driver === 'overlay') spots.set(overlayNamespace(machine, network.id), spot(network.name));
  for (const [name, { sandbox }] of Object.entries(engine?.swarm?.sandboxes ?? {}))
    spots.set(sandbox.namespace, spot(name));
}

/** The containers of an engine, oldest first. */
export const containersIn = ({ containers }: Engine): readonly Container[] =>
  Object.values(containers).sort((a, b) => a.created - b.created);

/** Every container with its machine's name, oldest first. */
export const containersOf = (world: World): readonly (readonly [machine: string, container: Container])[] =>
  Object.values(world.machines).flatMap(({ name, engine }) =>
    engine === undefined ? [] : containersIn(engine).map((container) => [name, container] as const),
  );

/** Whether the lab is as it began: one host, and nothing on it. */
export function isUntouched(world: World): boolean {
  const engines = Object.values(world.machines).flatMap(({ engine }) => engine ?? []);
  return engines.length === 1 && engines.every(({ containers }) => Object.keys(containers).length === 0);
}

/** Where a container's commands run. */
export const placeOf = (machine: string, { name }: Pick<Container, 'name'>): Place => `${machine}/${name}`;

/** A place's short name: the machine, or the container alone. */
export const nameOfPlace = (place: Place): string => (place === LAN ? 'lan' : place.slice(place.indexOf('/') + 1));

const ranks: readonly Machine['kind'][] = ['host', 'client', 'router', 'internet'];

/** The machines that take part, hosts first. */
export const machinesOf = (world: World): readonly Machine[] =>
  Object.values(world.machines)
    .filter(takesPart)
    .sort((a, b) => ranks.indexOf(a.kind) - ranks.indexOf(b.kind));
