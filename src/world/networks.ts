import { knownNetworks } from '../engine/swarm/known.ts';
import type { World } from './world.ts';
import { own } from '../kernel/own.ts';

/**
 * Names of the networks that a host's containers can join: its own, and those of its swarm that are attachable, which come
 * to a host with the first container.
 */
export function networksFor({ machines }: World, machine: string): readonly string[] {
  const { engine } = own(machines, machine) ?? {};
  if (engine === undefined) return [];
  const { swarm } = engine;
  const members = Object.values(machines).flatMap(({ engine: other }) =>
    swarm !== undefined && other?.swarm?.cluster === swarm.cluster ? [other] : [],
  );
  const shared = members.flatMap((member) => Object.values(knownNetworks(member)));
  const all = [...Object.values(knownNetworks(engine)), ...shared.filter(({ driver }) => driver === 'overlay')];
  return [
    ...new Set(all.filter(({ driver, attachable }) => driver !== 'overlay' || attachable).map(({ name }) => name)),
  ];
}
