import type { Rule } from '../table.ts';

/** Whether two rules are the same but for what they counted. */
export const sameRule = (a: Rule, b: Rule): boolean => a === b || (sameEnds(a, b) && sameFields(a, b, told));

/** What tells most rules apart: a chain of thousands is looked through for one. */
const sameEnds = (a: Rule, b: Rule): boolean =>
  a.destination?.value.address === b.destination?.value.address &&
  a.source?.value.address === b.source?.value.address &&
  a.in?.value === b.in?.value &&
  a.out?.value === b.out?.value;

/** What a rule says, beside what it counted. */
const told = (key: string): boolean => key !== 'counters' && key !== 'bucket' && key !== 'handle';

function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  return sameFields(a, b, () => true);
}

function sameFields(a: object, b: object, counts: (key: string) => boolean): boolean {
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  let more = 0;
  for (const key in left) {
    if (!counts(key)) continue;
    if (!sameValue(left[key], right[key])) return false;
    more++;
  }
  for (const key in right) if (counts(key)) more--;
  return more === 0;
}
