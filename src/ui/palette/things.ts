import { knownNetworks } from '../../engine/swarm/known.ts';
import { formatPrefix } from '../../ip/address.ts';
import type { Selection } from '../../store/selection.ts';
import type { World } from '../../world/world.ts';
import { projectsOf } from '../../world/projects.ts';
import { containersOf, machinesOf } from '../../world/spots.ts';
import { addressesOf } from '../../world/ends.ts';

/** Something of the lab that can be looked for. */
export interface Thing {
  readonly key: string;
  readonly name: string;
  readonly selection: Selection;
  /** What tells it apart at a glance: its image, its subnet. */
  readonly note: string;
  /** All else by which somebody may know it: addresses, aliases, ids, devices. */
  readonly terms: readonly string[];
}

/** How well a thing fits what is looked for, less is better; and the term that does. */
export interface Match {
  readonly thing: Thing;
  readonly term?: string;
}

/** Everything in the lab that has a name, machines first. */
export function thingsOf(world: World): readonly Thing[] {
  const machines = machinesOf(world).map(({ name }): Thing => {
    const addresses = addressesOf(world, name);
    const [first = ''] = addresses;
    return { key: name, name, selection: { kind: 'machine', machine: name }, note: first, terms: addresses };
  });
  // Where there are several hosts, each thing says on which it is, and is found by that.
  const several = machinesOf(world).filter(({ engine }) => engine !== undefined).length > 1;
  const noted = (note: string, machine: string) => (several ? `${note} · ${machine}` : note);
  const hostTerm = (machine: string) => (several ? [machine] : []);
  const networks = machinesOf(world).flatMap(({ name: machine, engine }) =>
    Object.values(engine ? knownNetworks(engine) : {}).map((network): Thing => {
      const subnets = network.pools.map(({ subnet }) => formatPrefix(subnet));
      return {
        key: `${machine} ${network.id}`,
        name: network.name,
        selection: { kind: 'network', machine, id: network.id },
        note: noted(subnets[0] ?? network.driver, machine),
        terms: [
          ...subnets,
          ...network.pools.map(({ gateway }) => gateway ?? ''),
          network.bridge ?? '',
          network.id,
          ...hostTerm(machine),
        ].filter((term) => term !== ''),
      };
    }),
  );
  const containers = containersOf(world).map(([machine, container]): Thing => {
    const { id, name, image, networks: joined, endpoints, ports } = container;
    const live = Object.values(endpoints).flatMap(({ ipv4, ipv6, mac, hostInterface, dnsNames }) => [
      ...[ipv4 ?? '', ipv6 ?? '', mac, hostInterface ?? ''],
      ...dnsNames,
    ]);
    const aliases = Object.values(joined).flatMap(({ aliases }) => aliases ?? []);
    const published = ports.map(({ hostPort, containerPort }) => `${hostPort}→${containerPort}`);
    return {
      key: `${machine} ${id}`,
      name,
      selection: { kind: 'container', machine, id },
      note: noted(image, machine),
      terms: [...new Set([...live, ...aliases, ...published, image, id, ...hostTerm(machine)])].filter(
        (term) => term !== '' && term !== name,
      ),
    };
  });
  const projects = projectsOf(world).map(({ machine, name, services, containers: own }): Thing => ({
    key: `${machine} project ${name}`,
    name,
    selection: { kind: 'project', machine, name },
    note: noted(services.map((service) => service.name).join(' '), machine),
    terms: [
      ...services.map((service) => service.name),
      ...own.map((container) => container.name),
      ...hostTerm(machine),
    ],
  }));
  return [...machines, ...projects, ...networks, ...containers];
}

/** The things that a query finds, those whose name begins with it first. All words of it have to be found. */
export function matching(things: readonly Thing[], query: string): readonly Match[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = things.flatMap((thing) => {
    const match = matchOf(thing, words);
    return match === undefined ? [] : [match];
  });
  return found
    .sort((a, b) => a.rank - b.rank)
    .map(({ thing, term }) => ({ thing, ...(term !== undefined && { term }) }));
}

function matchOf(thing: Thing, words: readonly string[]): (Match & { readonly rank: number }) | undefined {
  let rank = 0;
  let found: string | undefined;
  const name = thing.name.toLowerCase();
  for (const word of words) {
    if (name.startsWith(word)) continue;
    if (name.includes(word)) {
      rank += 1;
      continue;
    }
    const term = bestTerm(thing.terms, word);
    if (term === undefined) return undefined;
    found ??= term;
    rank += term.toLowerCase().startsWith(word) ? 2 : 3;
  }
  return { thing, rank, ...(found !== undefined && { term: found }) };
}

function bestTerm(terms: readonly string[], word: string): string | undefined {
  const all = terms.filter((term) => term.toLowerCase().includes(word));
  return (
    all.find((term) => term.toLowerCase() === word) ?? all.find((term) => term.toLowerCase().startsWith(word)) ?? all[0]
  );
}
