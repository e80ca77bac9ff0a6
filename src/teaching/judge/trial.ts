import { run } from '../../shell/run.ts';
import type { Outcome } from '../../shell/tool/call.ts';
import { locate } from '../../world/place.ts';
import { tracerOf } from '../../world/trace.ts';
import type { Place, World } from '../../world/world.ts';
import type { Said } from '../said.ts';
import type { Roster } from './roster.ts';

/** What checks are judged by. */
export interface Trial {
  readonly world: World;
  /** The containers of the lesson's beginning. */
  readonly first: Roster;
  /** Walks traffic of which nothing is left behind. */
  readonly walk: ReturnType<typeof tracerOf>;
}

export const trialOf = (world: World, first: Roster): Trial => ({ world, first, walk: tracerOf(world) });

/** What was found where a check looked; the page has a sentence for each. */
export type FoundKey =
  | 'reached'
  | 'refused'
  | 'silent'
  | 'unreachable'
  | 'unknown-name'
  | 'answered-by'
  | 'answered-by-nobody-known'
  | 'answered-twice-by'
  | 'not-published'
  | 'seen-as'
  | 'no-address'
  | 'absent'
  | 'not-running'
  | 'running'
  | 'stopped'
  | 'resolves-to'
  | 'resolves-to-nothing'
  | 'has-addresses'
  | 'has-mac'
  | 'not-on'
  | 'still-on'
  | 'shares-stack'
  | 'another-container'
  | 'no-file'
  | 'file-differs'
  | 'no-network'
  | 'network-exists'
  | 'network-driver'
  | 'network-internal'
  | 'network-not-internal'
  | 'no-service'
  | 'no-task'
  | 'cable-up'
  | 'cable-down'
  | 'open-ports'
  | 'no-open-ports'
  | 'output-differs'
  | 'exit'
  | 'holds-after-all';

export type Found = Said<FoundKey>;

/** Whether something holds, and what was found where it does not. */
export interface Verdict {
  readonly held: boolean;
  readonly found?: Found;
}

export const HELD: Verdict = { held: true };
export const failed = (found: Found): Verdict => ({ held: false, found });

/** Runs a line at a place in a shell of its own; nothing of it stays. */
export const tried = (
  { world, walk }: Trial,
  place: Place,
  line: string,
  options: { outcomesOnly?: boolean } = {},
): Promise<Outcome> => run(world, place, line, { fresh: true, walk, ...options });

/** Where a place's traffic starts; undefined where it is not there, or does not run. */
export const namespaceAt = ({ world }: Pick<Trial, 'world'>, place: Place): string | undefined =>
  locate(world, place)?.namespace;

/** Why traffic can neither start nor arrive at a place; undefined where it can. */
export function whyNot(trial: Trial, place: Place): Found | undefined {
  const location = locate(trial.world, place);
  if (location === undefined) return { key: 'absent', values: { who: place } };
  const { container } = location;
  const runs = container === undefined || container.state.status === 'running';
  return runs ? undefined : { key: 'not-running', values: { who: place } };
}
