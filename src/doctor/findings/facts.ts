import type { Container } from '../../engine/container/container.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Network } from '../../engine/network/network.ts';
import type { Link } from '../../kernel/link/link.ts';
import type { Namespace } from '../../kernel/namespace.ts';
import { own } from '../../kernel/own.ts';
import { containersOf, machinesOf } from '../../world/spots.ts';
import { tracerOf } from '../../world/trace.ts';
import type { Machine, World } from '../../world/world.ts';
import { exposureIn, type Exposed } from '../exposure/exposure.ts';
import type { Gradual } from '../gradual.ts';
import type { Walk } from '../reach/cell.ts';
import { sourcesOf, type Source } from '../reach/sources.ts';

/** A host with an engine. */
export interface Host {
  readonly machine: Machine;
  readonly name: string;
  readonly engine: Engine;
  readonly namespace: Namespace;
  /** The oldest first. */
  readonly containers: readonly Container[];
  readonly networks: readonly Network[];
  /** The link that its default route leaves by. */
  readonly uplink?: Link;
}

/** What the findings are looked for in: found out once. */
export interface Facts {
  readonly world: World;
  readonly walk: Walk;
  readonly hosts: readonly Host[];
  readonly exposed: readonly Exposed[];
  readonly sources: readonly Source[];
  readonly lan?: Source;
}

/** The facts of a world, told by what is looked at of what may be exposed: that takes most of the time. */
export function* factsIn(world: World): Gradual<Facts> {
  const sources = sourcesOf(world);
  const lan = sources.find(({ kind }) => kind === 'lan');
  return {
    world,
    walk: tracerOf(world),
    hosts: machinesOf(world).flatMap((machine) => hostOf(world, machine) ?? []),
    exposed: yield* exposureIn(world),
    sources,
    ...(lan && { lan }),
  };
}

function hostOf(world: World, machine: Machine): Host | undefined {
  const { engine, name } = machine;
  const namespace = own(world.kernel.namespaces, machine.namespace);
  if (!engine || !namespace) return undefined;
  const byDefault = namespace.routes.find(({ destination }) => destination.length === 0);
  const device = byDefault?.device;
  const uplink = device === undefined ? undefined : namespace.links[device];
  return {
    machine,
    name,
    engine,
    namespace,
    containers: containersOf(world).flatMap(([host, container]) => (host === name ? [container] : [])),
    networks: Object.values(engine.networks),
    ...(uplink && { uplink }),
  };
}

/** The networks that a running container is on. */
export const attachedTo = ({ engine }: Host, { endpoints }: Container): readonly Network[] =>
  Object.values(endpoints).flatMap(({ network }) => own(engine.networks, network) ?? []);

/** The containers of a network that run. */
export const membersOf = ({ containers }: Host, { id }: Network): readonly Container[] =>
  containers.filter(({ endpoints }) => Object.values(endpoints).some(({ network }) => network === id));

/** Where traffic of a container starts. */
export const sourceOf = ({ sources }: Facts, { name: host }: Host, { name }: Container): Source | undefined =>
  sources.find(({ place }) => place === `${host}/${name}`);
