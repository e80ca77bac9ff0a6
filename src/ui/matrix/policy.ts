import { createStore } from 'zustand/vanilla';
import type { End } from '../../world/ends.ts';
import type { Probe, Reach, Row } from '../../world/reach.ts';
import type { World } from '../../world/world.ts';

/** What is meant to be of a cell. */
export type Meant = 'must' | 'must-not';

/** What somebody means of who reaches whom, by `keyOf`. */
export type Policy = Readonly<Record<string, Meant>>;

interface PolicyState {
  /** The world that the lab begins with, of which it is. */
  readonly lab: World | undefined;
  readonly policy: Policy;
}

/** The policy that is marked in the matrix, as long as the page is open and the lab is the same. */
export const policyStore = createStore<PolicyState>()(() => ({ lab: undefined, policy: {} }));

type Ends = Pick<End, 'place'>;

/** What tells a cell from others: JSON, for places may be called anything. */
export const keyOf = (from: Ends, to: Ends, probe: Probe): string =>
  JSON.stringify([from.place, to.place, probe.kind === 'ping' ? 'ping' : probe.port]);

/** From no matter to must, to must not, to no matter. */
export function cycled(policy: Policy, key: string): Policy {
  const { [key]: meant, ...others } = policy;
  if (meant === 'must-not') return others;
  return { ...others, [key]: meant === 'must' ? 'must-not' : 'must' };
}

/** Whether a cell is not as it is meant; what cannot be told is not. */
export const isBroken = (meant: Meant | undefined, reach: Reach): boolean =>
  meant !== undefined && (meant === 'must' ? reach !== 'reached' : reach === 'reached');

/** Each cell of some rows, where something was tried. */
function* cellsOf(ends: readonly End[], rows: readonly Row[]) {
  for (const [row, cells] of rows.entries())
    for (const [column, reach] of cells.entries()) {
      const [from, to] = [ends[row], ends[column]];
      if (from !== undefined && to !== undefined && reach !== undefined) yield { from, to, reach };
    }
}

/** A policy by which all is meant to be as it is. */
export function asItIs(policy: Policy, ends: readonly End[], rows: readonly Row[], probe: Probe): Policy {
  const now = [...cellsOf(ends, rows)].map(
    ({ from, to, reach }) => [keyOf(from, to, probe), reach === 'reached' ? 'must' : 'must-not'] as const,
  );
  return { ...policy, ...Object.fromEntries(now) };
}

/** The cells that are not as they are meant. */
export const brokenCells = (policy: Policy, ends: readonly End[], rows: readonly Row[], probe: Probe) =>
  [...cellsOf(ends, rows)].flatMap((cell) => {
    const meant = policy[keyOf(cell.from, cell.to, probe)];
    return meant !== undefined && isBroken(meant, cell.reach) ? [{ ...cell, meant }] : [];
  });
