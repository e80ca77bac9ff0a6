import type { Ip } from '../ip/address.ts';
import { own } from '../kernel/own.ts';
import { containersOf, machinesOf, placeOf } from './spots.ts';
import type { Place, World } from './world.ts';

/** An end that traffic can start from or go to. */
export interface End {
  readonly place: Place;
  readonly name: string;
  readonly kind: 'machine' | 'container';
  readonly running: boolean;
}

/** The machines that take part, then the containers. */
export function endsOf(world: World): readonly End[] {
  const machines = machinesOf(world).map(({ name }): End => ({ place: name, name, kind: 'machine', running: true }));
  const all = containersOf(world);
  const counts = new Map<string, number>();
  for (const [, { name }] of all) counts.set(name, (counts.get(name) ?? 0) + 1);
  const containers = all.map(([machine, container]): End => ({
    place: placeOf(machine, container),
    name: counts.get(container.name) === 1 ? container.name : `${container.name} (${machine})`,
    kind: 'container',
    running: container.state.status === 'running',
  }));
  return [...machines, ...containers];
}

/** A machine's addresses that others can reach. */
export function addressesOf(world: World, machine: string): readonly Ip[] {
  const namespace = world.kernel.namespaces[own(world.machines, machine)?.namespace ?? ''];
  const links = Object.values(namespace?.links ?? {}).filter(
    ({ kind, name }) => kind !== 'loopback' && !isDockerBridge(name),
  );
  return links.flatMap(({ addresses }) =>
    addresses
      .filter(({ scope, address }) => scope === 'global' && !address.includes(':'))
      .map(({ address }) => address),
  );
}

const isDockerBridge = (name: string): boolean => /^(docker0$|docker_gwbridge$|br-)/.test(name);
