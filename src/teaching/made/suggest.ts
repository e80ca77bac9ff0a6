import { knownNetworks } from '../../engine/swarm/known.ts';
import { own } from '../../kernel/own.ts';
import { endsOf } from '../../world/ends.ts';
import { locate } from '../../world/place.ts';
import { reachFrom, type Probe, type Reach } from '../../world/reach.ts';
import { containersOf, machinesOf, placeOf } from '../../world/spots.ts';
import { tracerOf } from '../../world/trace.ts';
import type { Place, World } from '../../world/world.ts';
import type { Check, ContainerCheck, FlowCheck, Goal } from '../goal.ts';

/** Goals are offered for no more places and ports than these: the pairs grow with their square. */
const MOST_PLACES = 24;
const MOST_PORTS = 8;
const MOST_GOALS = 60;

/** A cell of the matrix, and how it ends. */
export interface Cell {
  readonly from: Place;
  readonly to: Place;
  readonly probe: Probe;
  readonly reach: Reach;
}

/** The goal that a cell stays as it is. */
export function goalOfCell({ from, to, probe, reach }: Cell): Goal {
  const check: FlowCheck = {
    kind: 'flow',
    from,
    ...(probe.kind === 'ping' ? { over: 'ping' } : { over: 'tcp', port: probe.port }),
    to: { place: to },
    ends: endOf(reach),
    // At a machine's port it may be a container that answers.
    ...(to.includes('/') && { who: to }),
  };
  return { check };
}

function endOf(reach: Reach): FlowCheck['ends'] {
  switch (reach) {
    case 'reached':
    case 'refused':
      return reach;
    case 'unreachable':
    case 'timeout':
    case 'unknown':
      return 'fails';
  }
}

/**
 * The goals that tell a solution's end from its start: what became of the traffic between any two places, and of containers and
 * networks. The author ticks those that are meant.
 */
export function suggested(start: World, end: World): readonly Goal[] {
  return [...thingGoals(start, end), ...flowGoals(start, end)].slice(0, MOST_GOALS);
}

/** Containers and networks that came, went, or are otherwise now. */
function thingGoals(start: World, end: World): readonly Goal[] {
  const checks: Check[] = [];
  for (const [machine, container] of containersOf(end)) {
    const of = placeOf(machine, container);
    const before = locate(start, of)?.container;
    const check: ContainerCheck = { kind: 'container', of };
    if (before?.state.status !== container.state.status)
      checks.push({ ...check, state: container.state.status === 'running' ? 'running' : 'stopped' });
    const names = Object.keys(container.networks);
    const known = Object.keys(before?.networks ?? {});
    const came = names.filter((name) => !known.includes(name));
    const left = before === undefined ? [] : known.filter((name) => !names.includes(name));
    if (came.length > 0) checks.push({ ...check, on: came });
    if (left.length > 0) checks.push({ ...check, off: left });
  }
  for (const [machine, container] of containersOf(start)) {
    const of = placeOf(machine, container);
    if (locate(end, of) === undefined) checks.push({ kind: 'container', of, state: 'absent' });
  }
  for (const { name: at } of machinesOf(end)) {
    const [before, now] = [networksAt(start, at), networksAt(end, at)];
    for (const name of now) if (!before.has(name)) checks.push({ kind: 'network', at, name, exists: true });
    for (const name of before) if (!now.has(name)) checks.push({ kind: 'network', at, name, exists: false });
  }
  return checks.map((check) => ({ check }));
}

function networksAt({ machines }: World, machine: string): ReadonlySet<string> {
  const { engine } = own(machines, machine) ?? {};
  return new Set(engine === undefined ? [] : Object.values(knownNetworks(engine)).map(({ name }) => name));
}

/** The cells of the matrix that are otherwise now, for ping and for each port on which something listens. */
function flowGoals(start: World, end: World): readonly Goal[] {
  const places = endsOf(end)
    .filter(({ running, place }) => running && locate(end, place)?.machine.kind !== 'router')
    .slice(0, MOST_PLACES)
    .map(({ place }) => place);
  const probes: readonly Probe[] = [
    { kind: 'ping' },
    ...portsIn(end, places).map((port): Probe => ({ kind: 'tcp', port })),
  ];
  return probes.flatMap((probe) => {
    const [before, now] = [cellsIn(start, places, probe), cellsIn(end, places, probe)];
    return now.flatMap((cell, i) => (cell !== undefined && before[i]?.reach !== cell.reach ? [goalOfCell(cell)] : []));
  });
}

function cellsIn(world: World, places: readonly Place[], probe: Probe): readonly (Cell | undefined)[] {
  const walk = tracerOf(world);
  return places.flatMap((from) =>
    reachFrom(walk, world, from, places, probe).map((reach, i) => {
      const to = places[i];
      return reach === undefined || to === undefined ? undefined : { from, to, probe, reach };
    }),
  );
}

/** The TCP ports on which something in a container, or on a host for one, listens for others. */
function portsIn(world: World, places: readonly Place[]): readonly number[] {
  const ports = places.flatMap((place) => {
    const { machine, namespace } = locate(world, place) ?? {};
    const sockets =
      machine?.engine === undefined ? [] : Object.values(world.kernel.namespaces[namespace ?? '']?.sockets ?? {});
    return sockets.filter(({ protocol, address }) => protocol === 'tcp' && !address.startsWith('127.'));
  });
  return [...new Set(ports.map(({ port }) => port))].sort((a, b) => a - b).slice(0, MOST_PORTS);
}
