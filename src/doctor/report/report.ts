import { formatPrefix } from '../../ip/address.ts';
import { containersOf, machinesOf, placeOf } from '../../world/spots.ts';
import type { Change, Lack } from '../../world/imported.ts';
import type { Intent } from '../../world/intents.ts';
import type { Place, World } from '../../world/world.ts';
import type { Exposed } from '../exposure/exposure.ts';
import { finished, type Gradual } from '../gradual.ts';
import { findingsOf } from '../findings/doctor.ts';
import { factsIn } from '../findings/facts.ts';
import type { Finding } from '../findings/finding.ts';
import { deviations, type Deviation } from '../policy/policy.ts';
import { matrixIn, type Matrix } from '../reach/matrix.ts';
import { namesOf } from '../reach/sources.ts';
import { targetsOf } from '../reach/targets.ts';

interface ReportedHost {
  readonly name: string;
  /** As the host calls itself. */
  readonly hostname: string;
  readonly addresses: readonly string[];
}

interface ReportedNetwork {
  readonly host: string;
  readonly name: string;
  readonly driver: string;
  readonly subnets: readonly string[];
  readonly internal: boolean;
  /** The containers that are on it. */
  readonly members: readonly string[];
}

interface ReportedContainer {
  readonly place: Place;
  readonly name: string;
  readonly host: string;
  readonly image: string;
  readonly status: string;
  /** By network. */
  readonly addresses: Readonly<Record<string, readonly string[]>>;
  /** As `docker ps` tells them: `0.0.0.0:8080->80/tcp`. */
  readonly ports: readonly string[];
}

/** All that is told of a world on paper, as data: whoever shows it makes words of it. */
export interface Report {
  readonly hosts: readonly ReportedHost[];
  readonly networks: readonly ReportedNetwork[];
  readonly containers: readonly ReportedContainer[];
  readonly exposure: readonly Exposed[];
  readonly findings: readonly Finding[];
  /** Absent where it would have more cells than wanted. */
  readonly matrix?: Matrix;
  /** Absent where nothing is meant. */
  readonly deviations?: readonly Deviation[];
  /** Of hosts that were imported: what somebody changed by hand, and what the model has not. */
  readonly changed: readonly Change[];
  readonly lacks: readonly Lack[];
}

/** A report of a world, with its matrix where that has at most so many cells, and what is not as it is meant. */
export const reportOf = (world: World, mostCells = Infinity, intents: readonly Intent[] = []): Report =>
  finished(reportIn(world, mostCells, intents));

/** The same, step by step. */
export function* reportIn(world: World, mostCells: number, intents: readonly Intent[]): Gradual<Report> {
  const facts = yield* factsIn(world);
  return {
    hosts: hostsIn(world),
    networks: networksIn(world),
    containers: containersIn(world),
    exposure: facts.exposed,
    findings: findingsOf(facts),
    ...(facts.sources.length * targetsOf(world).length <= mostCells && { matrix: yield* matrixIn(world) }),
    ...(intents.length > 0 && { deviations: yield* deviations(world, intents) }),
    changed: world.imported?.changes ?? [],
    lacks: world.imported?.lacks ?? [],
  };
}

const hostsIn = (world: World): readonly ReportedHost[] =>
  machinesOf(world)
    .filter(({ kind }) => kind === 'host')
    .map(({ name, hostname = name, namespace }) => ({
      name,
      hostname,
      addresses: Object.values(world.kernel.namespaces[namespace]?.links ?? {}).flatMap(({ addresses }) =>
        addresses
          .filter(({ scope }) => scope === 'global')
          .map(({ address, prefixLength }) => `${address}/${prefixLength}`),
      ),
    }));

function networksIn(world: World): readonly ReportedNetwork[] {
  const names = namesOf(world);
  return machinesOf(world).flatMap(({ name: host, engine }) =>
    Object.values(engine?.networks ?? {}).map(({ id, name, driver, pools, internal }) => ({
      host,
      name,
      driver,
      subnets: pools.map(({ subnet }) => formatPrefix(subnet)),
      internal,
      members: containersOf(world).flatMap(([machine, { name: member, endpoints }]) =>
        machine === host && Object.values(endpoints).some(({ network }) => network === id)
          ? [names.container(machine, member)]
          : [],
      ),
    })),
  );
}

function containersIn(world: World): readonly ReportedContainer[] {
  const names = namesOf(world);
  return containersOf(world).map(([host, container]) => ({
    place: placeOf(host, container),
    name: names.container(host, container.name),
    host,
    image: container.image,
    status: container.state.status,
    addresses: Object.fromEntries(
      Object.entries(container.endpoints).map(([network, { ipv4, ipv6 }]) => [
        network,
        [ipv4, ipv6].flatMap((address) => address ?? []),
      ]),
    ),
    ports: container.ports.map(({ hostIp, hostPort, containerPort, protocol }) => {
      const ip = hostIp.includes(':') ? `[${hostIp}]` : hostIp;
      return hostPort === 0 ? `${containerPort}/${protocol}` : `${ip}:${hostPort}->${containerPort}/${protocol}`;
    }),
  }));
}
