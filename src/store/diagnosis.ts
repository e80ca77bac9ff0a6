import { storyOf, type Diagnosis, type Finding } from '../diagnosis/diagnosis.ts';
import { failedFlow } from '../diagnosis/flows.ts';
import { diagnoseRefusal } from '../diagnosis/refusals.ts';
import type { Hop } from '../kernel/hop.ts';
import type { Entry } from './steps.ts';

const known = new WeakMap<readonly Hop[], Promise<Diagnosis | undefined>>();

/** Why a command sent nothing, where it was to; undefined where it was not. */
export const refusalOf = (entry: Entry): Finding | undefined =>
  entry.outcome.exit === 0 ? undefined : diagnoseRefusal(storyOf(entry, [], entry.outcome));

/**
 * Why a command's traffic failed, told by its hops; undefined where it did not. What knows it comes with the first command that
 * fails.
 */
export function diagnosisOf(entry: Entry, hops: readonly Hop[]): Promise<Diagnosis | undefined> {
  const found = known.get(hops) ?? diagnosed(entry, hops);
  known.set(hops, found);
  found.catch(() => known.delete(hops));
  return found;
}

async function diagnosed(entry: Entry, hops: readonly Hop[]): Promise<Diagnosis | undefined> {
  const story = storyOf(entry, hops, entry.outcome);
  if (story.outcomes.length === 0) return refusalOf(entry);
  if (failedFlow(story) === undefined) return undefined;
  const { diagnose } = await import('../diagnosis/diagnose.ts');
  return diagnose(story);
}
