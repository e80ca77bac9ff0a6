import { diagnose } from '../diagnosis/diagnose.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { Hop } from '../kernel/hop.ts';
import type { Entry } from './steps.ts';

const known = new WeakMap<readonly Hop[], { readonly diagnosis: Diagnosis | undefined }>();

/** Why a command's traffic failed, told by its hops; undefined where it did not. */
export function diagnosisOf(entry: Entry, hops: readonly Hop[]): Diagnosis | undefined {
  let found = known.get(hops);
  if (!found) known.set(hops, (found = { diagnosis: findOut(entry, hops) }));
  return found.diagnosis;
}

function findOut({ place, line, outcome }: Entry, hops: readonly Hop[]): Diagnosis | undefined {
  const { world, exit, stderr, traces, probes } = outcome;
  const outcomes = traces.flatMap((trace) => trace.outcomes);
  return diagnose({ world, place, line, hops, outcomes, exit, stderr, probes });
}
