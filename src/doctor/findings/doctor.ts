import type { World } from '../../world/world.ts';
import { ofEngines } from './engines.ts';
import { finished, type Gradual } from '../gradual.ts';
import { factsIn, type Facts, type Host } from './facts.ts';
import { ofFilters } from './filters.ts';
import type { Finding, Severity } from './finding.ts';
import { ofNames } from './names.ts';
import { ofNetworks } from './networks.ts';
import { ofPorts } from './ports.ts';
import { ofStacks } from './stacks.ts';

const rooms: readonly ((facts: Facts, host: Host) => readonly Finding[])[] = [
  ofEngines,
  ofFilters,
  ofPorts,
  ofNetworks,
  ofNames,
  ofStacks,
];

const ORDER: readonly Severity[] = ['danger', 'warning', 'note'];

/** All that is amiss in a world, or will be: what matters most first. */
export const examined = (world: World): readonly Finding[] => finished(examinedIn(world));

/** The same, step by step. */
export function* examinedIn(world: World): Gradual<readonly Finding[]> {
  return findingsOf(yield* factsIn(world));
}

/** The same, where the facts are known already. */
export function findingsOf(facts: Facts): readonly Finding[] {
  const all = rooms.flatMap((room) => facts.hosts.flatMap((host) => room(facts, host)));
  return ORDER.flatMap((severity) => all.filter((each) => each.severity === severity));
}
