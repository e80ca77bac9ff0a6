import type { NamespaceId } from '../../kernel/namespace.ts';
import { isRunning } from '../../engine/container/container.ts';
import { containersOf, machinesOf, placeOf } from '../../world/spots.ts';
import type { Place, World } from '../../world/world.ts';

/** Where traffic is tried from. */
export interface Source {
  /** As it is told: a container, `host` where there is one host only, `lan` for the client. */
  readonly name: string;
  readonly place: Place;
  readonly namespace: NamespaceId;
  readonly kind: 'container' | 'host' | 'lan';
}

/** What machines and containers are called in what is told of reachability. */
export interface Names {
  readonly machine: (name: string) => string;
  /** A container by its host and its own name: alone where no other host has one of that name. */
  readonly container: (machine: string, name: string) => string;
}

/** The names of a world's ends. */
export function namesOf(world: World): Names {
  const hosts = machinesOf(world).filter(({ kind }) => kind === 'host');
  const counts = new Map<string, number>();
  for (const [, { name }] of containersOf(world)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const isOnly = (name: string): boolean => hosts.length === 1 && hosts[0]?.name === name;
  return {
    machine: (name) => {
      const kind = world.machines[name]?.kind;
      if (isOnly(name)) return 'host';
      if (kind === 'internet') return 'internet';
      return name === 'client' ? 'lan' : name;
    },
    container: (machine, name) => (counts.get(name) === 1 ? name : `${machine}/${name}`),
  };
}

/** Every running container, each host, and the client of the LAN. */
export function sourcesOf(world: World, names: Names = namesOf(world)): readonly Source[] {
  const containers = containersOf(world).flatMap(([machine, container]): Source[] => {
    const namespace = container.sandbox?.namespace;
    if (namespace === undefined || !isRunning(container)) return [];
    const name = names.container(machine, container.name);
    return [{ name, place: placeOf(machine, container), namespace, kind: 'container' }];
  });
  const machines = machinesOf(world).flatMap(({ name, kind, namespace }): Source[] => {
    const place = { name: names.machine(name), place: name, namespace };
    if (kind === 'host') return [{ ...place, kind: 'host' }];
    return name === 'client' ? [{ ...place, kind: 'lan' }] : [];
  });
  return [...containers, ...machines];
}
