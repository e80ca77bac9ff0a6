/** Compose projects, as the labels tell of them that compose writes on what it makes (docker/compose pkg/api/labels.go). */
import type { Container } from '../engine/container/container.ts';
import type { Engine } from '../engine/engine.ts';
import type { Network } from '../engine/network/network.ts';
import { own } from '../kernel/own.ts';
import { dependenciesIn, LABELS, listIn } from './compose-labels.ts';
import type { World } from './world.ts';

/** A service that another one waits for. */
export interface Dependency {
  readonly service: string;
  /** `service_started`, `service_healthy` or `service_completed_successfully`. */
  readonly condition: string;
}

/** What a container is in its project. */
export interface Membership {
  readonly project: string;
  readonly service: string | undefined;
  /** Of the service's containers; those of `run` have none. */
  readonly number: number | undefined;
  readonly dependencies: readonly Dependency[];
}

/** The containers of one service, by their numbers. */
export interface ProjectService {
  readonly name: string;
  readonly containers: readonly Container[];
  /** How many of them have a number, and the highest. */
  readonly numbered: number;
  readonly highest: number;
}

/** A project on one host's engine: it exists where its labels are. */
export interface Project {
  readonly machine: string;
  readonly name: string;
  /** By name; containers without a service are in none. */
  readonly services: readonly ProjectService[];
  /** Oldest first. */
  readonly containers: readonly Container[];
  /** Networks that it made, oldest first. */
  readonly networks: readonly Network[];
  /** Where its files are, as it was brought up last. */
  readonly source: ProjectSource | undefined;
}

export interface ProjectSource {
  readonly folder: string;
  readonly files: readonly string[];
  readonly envFiles: readonly string[];
}

type Labels = Readonly<Record<string, string>> | null | undefined;

const labelOf = (labels: Labels, name: keyof typeof LABELS): string => own(labels ?? {}, LABELS[name]) ?? '';

/** The project that labels name. */
export const projectOf = (labels: Labels): string | undefined => labelOf(labels, 'project') || undefined;

/** What a container is in its project, where it has one. */
export function membershipOf({ config: { Labels: labels } }: Container): Membership | undefined {
  const project = projectOf(labels);
  if (project === undefined) return undefined;
  const number = Number(labelOf(labels, 'number'));
  const isOneOff = labelOf(labels, 'oneoff') === 'True';
  return {
    project,
    service: labelOf(labels, 'service') || undefined,
    number: isOneOff || !Number.isSafeInteger(number) || number < 1 ? undefined : number,
    dependencies: dependenciesIn(labelOf(labels, 'dependencies')).map(({ service, condition = '' }) => ({
      service,
      condition,
    })),
  };
}

/** The projects of an engine, in the order in which something of theirs was first made. */
export function projectsOn(machine: string, engine: Engine): readonly Project[] {
  const parts = new Map<string, { containers: Container[]; networks: Network[]; created: number }>();
  const partsOf = (name: string, created: number) => {
    const known = parts.get(name) ?? { containers: [], networks: [], created };
    known.created = Math.min(known.created, created);
    parts.set(name, known);
    return known;
  };
  for (const [name, network] of members(engine.networks, ({ labels }) => labels))
    partsOf(name, network.created).networks.push(network);
  for (const [name, container] of members(engine.containers, ({ config }) => config.Labels))
    partsOf(name, container.created).containers.push(container);
  return [...parts.entries()]
    .sort(([, a], [, b]) => a.created - b.created)
    .map(([name, { containers, networks }]) => ({
      machine,
      name,
      services: servicesOf(containers),
      containers,
      networks,
      source: sourceOf(containers),
    }));
}

/** The things that are of a project, each with its project's name, oldest first: in a large lab most are of none. */
const members = <T extends { readonly created: number }>(
  things: Readonly<Record<string, T>>,
  labelsOf: (thing: T) => Labels,
): readonly (readonly [project: string, thing: T])[] =>
  Object.values(things)
    .flatMap((thing) => {
      const name = projectOf(labelsOf(thing));
      return name === undefined ? [] : [[name, thing] as const];
    })
    .sort(([, a], [, b]) => a.created - b.created);

/** All projects of a lab, host by host. */
export const projectsOf = (world: World): readonly Project[] =>
  Object.values(world.machines).flatMap(({ name, engine }) => (engine === undefined ? [] : projectsOn(name, engine)));

/** A project by its host and name, while something of it is there. */
export function projectNamed(world: World, machine: string, name: string): Project | undefined {
  const engine = own(world.machines, machine)?.engine;
  return engine && projectsOn(machine, engine).find((project) => project.name === name);
}

function servicesOf(containers: readonly Container[]): readonly ProjectService[] {
  const services = new Map<string, Container[]>();
  for (const container of containers) {
    const name = membershipOf(container)?.service;
    if (name === undefined) continue;
    const known = services.get(name);
    if (known === undefined) services.set(name, [container]);
    else known.push(container);
  }
  return [...services].map(([name, members]) => serviceFrom(name, members)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function serviceFrom(name: string, members: readonly Container[]): ProjectService {
  const known = members.map((container) => ({ container, number: membershipOf(container)?.number ?? Infinity }));
  const numbers = known.flatMap(({ number }) => (number === Infinity ? [] : [number]));
  return {
    name,
    containers: known.sort((a, b) => a.number - b.number || 0).map(({ container }) => container),
    numbered: numbers.length,
    highest: numbers.reduce((most, number) => Math.max(most, number), 0),
  };
}

/** As the container tells that was made last. */
function sourceOf(containers: readonly Container[]): ProjectSource | undefined {
  for (const { config } of [...containers].reverse()) {
    const folder = labelOf(config.Labels, 'workingDir');
    if (folder === '') continue;
    const files = listIn(labelOf(config.Labels, 'configFiles'));
    return { folder, files, envFiles: listIn(labelOf(config.Labels, 'environmentFile')) };
  }
  return undefined;
}

/** `2/3` of a container that is one of several of its service. */
export function replicaOf({ services }: Pick<Project, 'services'>, container: Container): string | undefined {
  const { service, number } = membershipOf(container) ?? {};
  const { numbered = 0, highest = 0 } = services.find(({ name }) => name === service) ?? {};
  return number === undefined || numbered < 2 ? undefined : `${number}/${Math.max(highest, numbered)}`;
}

/** The containers that a container waits for: of each service that its own one depends on. */
export function dependenciesOf({ services }: Pick<Project, 'services'>, container: Container) {
  return (membershipOf(container)?.dependencies ?? []).map((dependency) => ({
    ...dependency,
    containers: services.find(({ name }) => name === dependency.service)?.containers ?? [],
  }));
}

/** How a container that has a health check is, as its engine found last. */
export const healthOf = ({ state, health }: Container): 'starting' | 'healthy' | 'unhealthy' | undefined =>
  state.status === 'running' || state.status === 'paused' ? health?.status : undefined;

/** Counts of a project's containers. */
export interface Tally {
  readonly containers: number;
  readonly running: number;
  readonly starting: number;
  readonly unhealthy: number;
}

/** How the containers of a project are. */
export function tallyOf({ containers }: Pick<Project, 'containers'>): Tally {
  const healths = containers.map(healthOf);
  return {
    containers: containers.length,
    running: containers.filter(({ state }) => state.status === 'running').length,
    starting: healths.filter((health) => health === 'starting').length,
    unhealthy: healths.filter((health) => health === 'unhealthy').length,
  };
}
