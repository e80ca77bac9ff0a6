import { decided, lineOf, type Result } from '../doctor/reach/cell.ts';
import { sourcesOf, type Source } from '../doctor/reach/sources.ts';
import { targetsOf, type Protocol, type Target } from '../doctor/reach/targets.ts';
import type { Why } from '../doctor/reach/why.ts';
import { tracerOf } from '../world/trace.ts';
import type { Place, World } from '../world/world.ts';

export interface Endpoints {
  readonly sources: readonly Source[];
  readonly targets: readonly Target[];
}

/** Where one can ask from, and what can be reached or should be. */
export const endpoints = (world: World): Endpoints => ({ sources: sourcesOf(world), targets: targetsOf(world) });

export interface Answer {
  readonly result: Result;
  readonly why: Why;
  /** The command that makes the same traffic. */
  readonly line: string;
}

/** Whether an address and port is reached from a place, and what decides it. */
export function canReach(
  world: World,
  from: Place,
  asked: { readonly address: string; readonly port: number; readonly protocol: Protocol },
): Answer | undefined {
  const source = sourcesOf(world).find(({ place }) => place === from);
  if (source === undefined) return undefined;
  const { result, why } = decided(tracerOf(world), world, source, asked);
  return { result, why, line: lineOf(asked) };
}
