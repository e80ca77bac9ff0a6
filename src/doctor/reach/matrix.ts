import { isLoopback } from '../../ip/address.ts';
import { tracerOf } from '../../world/trace.ts';
import type { World } from '../../world/world.ts';
import { finished, type Gradual } from '../gradual.ts';
import { decided, resultOf, type Result, type Walk } from './cell.ts';
import { namesOf, sourcesOf, type Names, type Source } from './sources.ts';
import { targetsOf, type Target } from './targets.ts';
import type { Why } from './why.ts';

/** How everything is reached from everywhere: a row for each source, whose results are in the order of the targets. */
export interface Matrix {
  readonly sources: readonly Source[];
  readonly targets: readonly Target[];
  /** Undefined where an address means something else from there: another's loopback. */
  readonly rows: readonly (readonly (Result | undefined)[])[];
}

/** One answer of a matrix. */
export interface Reached {
  readonly from: Source;
  readonly target: Target;
  readonly result: Result;
  readonly why: Why;
}

const isAsked = (source: Source, { address, namespace }: Target): boolean =>
  !isLoopback(address) || namespace === source.namespace;

/** The rows of a matrix one after the other, so that whoever waits can be told of them, and stop. */
export function* rowsOf(
  world: World,
  sources: readonly Source[],
  targets: readonly Target[],
): Generator<readonly (Result | undefined)[]> {
  const walk = tracerOf(world);
  // Who shares a network namespace reaches the same.
  const known = new Map<string, readonly (Result | undefined)[]>();
  for (const source of sources) {
    const row =
      known.get(source.namespace) ??
      targets.map((target) => (isAsked(source, target) ? resultOf(walk, source, target) : undefined));
    known.set(source.namespace, row);
    yield row;
  }
}

/** All of a matrix, row by row. */
export function* matrixIn(world: World, names: Names = namesOf(world)): Gradual<Matrix> {
  const sources = sourcesOf(world, names);
  const targets = targetsOf(world, names);
  const rows: Matrix['rows'][number][] = [];
  for (const row of rowsOf(world, sources, targets)) {
    rows.push(row);
    yield { done: rows.length, count: sources.length };
  }
  return { sources, targets, rows };
}

/** All of a matrix at once. */
export const matrixOf = (world: World): Matrix => finished(matrixIn(world));

/** Every answer with what decided it, one after the other. */
export function* reachedOf(
  world: World,
  sources: readonly Source[] = sourcesOf(world),
  targets: readonly Target[] = targetsOf(world),
  walk: Walk = tracerOf(world),
): Generator<Reached> {
  for (const from of sources)
    for (const target of targets) {
      if (!isAsked(from, target)) continue;
      const { result, why } = decided(walk, world, from, target);
      yield { from, target, result, why };
    }
}
