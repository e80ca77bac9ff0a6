import { examinedIn } from '../doctor/findings/doctor.ts';
import { compared } from '../doctor/compare/compare.ts';
import { composed } from '../doctor/compare/composed.ts';
import { whatIf } from '../doctor/compare/what-if.ts';
import { exposureIn } from '../doctor/exposure/exposure.ts';
import { deviations } from '../doctor/policy/policy.ts';
import { canReach, sinceWhen, type Ask } from '../doctor/reach/ask.ts';
import { reportIn } from '../doctor/report/report.ts';
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
  canReach,
  sinceWhen: (_world: World, history: History, ask: Ask) => sinceWhen(history, ask),
  exposure: exposureIn,
  findings: examinedIn,
  changes: compared,
  composed,
  whatIf,
  deviations,
  report: reportIn,
};
