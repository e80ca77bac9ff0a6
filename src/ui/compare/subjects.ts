import { useEffect, useState } from 'react';
import type { Command } from '../../history/history.ts';
import type { Entry } from '../../store/steps.ts';
import type { Stores } from '../../store/stores.ts';
import { trafficOf } from '../../store/traffic.ts';
import { useStores } from '../stores/stores.tsx';
import { labsOf, type ComparisonId } from './examples.ts';

/** What is compared: two traffics of the lab, one and the same command at another point of the history, or an example. */
export type Choice =
  | { readonly kind: 'traffics'; readonly first: number; readonly second: number }
  | { readonly kind: 'again'; readonly first: number; readonly done: number }
  | { readonly kind: 'example'; readonly id: ComparisonId };

/** The two commands, with what came of them. */
export interface Sides {
  readonly first: Entry;
  readonly second: Entry;
}

/** Whether anything was sent. */
export const hasTraffic = (entry: Entry): boolean => entry.outcome.traces.length > 0 && trafficOf(entry).length > 0;

/** Plays commands in a lab of their own; the last of them. */
async function lastOf(simulator: Stores['simulator'], seed: number, commands: readonly Command[]) {
  let last: Entry | undefined;
  let at = 0;
  for await (const outcome of simulator.play(await simulator.createLab(seed), commands)) {
    const command = commands[at++];
    if (command !== undefined) last = { ...command, id: at, outcome };
  }
  return last;
}

/** Finds the two, and plays on copies what is not in the history; the lab stays as it is. Undefined where there are none. */
async function sidesOf({ lab, simulator }: Stores, choice: Choice): Promise<Sides | undefined> {
  const { entries, start, seed } = lab.getState();
  const byId = (id: number) => entries.find((entry) => entry.id === id);
  if (choice.kind === 'example') {
    const [one, other] = labsOf(choice.id);
    const first = await lastOf(simulator, seed, one);
    const second = await lastOf(simulator, seed, other);
    return first && second && { first, second };
  }
  const first = byId(choice.first);
  if (first === undefined) return undefined;
  if (choice.kind === 'traffics') {
    const second = byId(choice.second);
    return second && { first, second };
  }
  const { place, line } = first;
  const before = entries.slice(0, choice.done);
  const world = before.at(-1)?.outcome.world ?? start;
  for await (const outcome of simulator.play(world, [{ place, line }], before))
    return { first, second: { place, line, id: first.id, outcome } };
  return undefined;
}

export type Found = { readonly state: 'busy' | 'failed' } | ({ readonly state: 'found' } & Sides);

/** The two sides of a choice, once they were played. */
export function useSides(choice: Choice | undefined): Found | undefined {
  const stores = useStores();
  const key = JSON.stringify(choice);
  const [found, setFound] = useState<{ readonly of: string; readonly is: Found }>();
  useEffect(() => {
    if (key === undefined) return;
    let wanted = true;
    const show = (is: Found) => wanted && setFound({ of: key, is });
    sidesOf(stores, JSON.parse(key) as Choice).then(
      (sides) => show(sides === undefined ? { state: 'failed' } : { state: 'found', ...sides }),
      () => show({ state: 'failed' }),
    );
    return () => {
      wanted = false;
    };
  }, [stores, key]);
  if (choice === undefined) return undefined;
  return found?.of === key ? found.is : { state: 'busy' };
}
