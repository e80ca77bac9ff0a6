import type { Rule } from '../table.ts';

/** Whether two rules are the same but for what they counted. */
export const sameRule = (a: Rule, b: Rule): boolean => a === b || sameFields(a, b, told);

/** What a rule says, beside what it counted. */
const told = (key: string): boolean => key !== 'counters' && key !== 'bucket' && key !== 'handle';

function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  return sameFields(a, b, () => true);
}

function sameFields(a: object, b: object, counts: (key: string) => boolean): boolean {
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  const keys = Object.keys(left).filter(counts);
  return (
    keys.length === Object.keys(right).filter(counts).length && keys.every((key) => sameValue(left[key], right[key]))
  );
}
