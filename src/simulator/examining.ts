import { examined } from '../doctor/findings/doctor.ts';
import { compare } from '../doctor/compare/compare.ts';
import { whatIf } from '../doctor/compare/what-if.ts';
import { exposureOf } from '../doctor/exposure/exposure.ts';
import { deviations, type Intent } from '../doctor/policy/policy.ts';
import { canReach, sinceWhen, type Ask } from '../doctor/reach/ask.ts';
import { matrixOf, rowsOf } from '../doctor/reach/matrix.ts';
import { reportOf } from '../doctor/report/report.ts';
import { sourcesOf, type Source } from '../doctor/reach/sources.ts';
import { targetsOf, type Target } from '../doctor/reach/targets.ts';
import type { History } from '../history/history.ts';
import type { World } from '../world/world.ts';

/** Where one can ask from, and what can be reached or should be. */
export interface Ends {
  readonly sources: readonly Source[];
  readonly targets: readonly Target[];
}

/** What is asked of a world where it is examined. */
export const examining = {
  ends: (world: World): Ends => ({ sources: sourcesOf(world), targets: targetsOf(world) }),
  reachRows: (world: World, sources: readonly Source[], targets: readonly Target[]) => [
    ...rowsOf(world, sources, targets),
  ],
  canReach,
  sinceWhen: (_world: World, history: History, ask: Ask) => sinceWhen(history, ask),
  exposure: exposureOf,
  findings: examined,
  changes: compare,
  whatIf,
  deviations: (world: World, intents: readonly Intent[]) => deviations(matrixOf(world), intents),
  report: reportOf,
};
