import type { Rule } from '../table.ts';

/** Whether two rules are the same but for what they counted. */
export function sameRule(a: Rule, b: Rule): boolean {
  return sameValue(bare(a), bare(b));
}

function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => sameValue(left[key], right[key]));
}

function bare(rule: Rule): Partial<Rule> {
  const { counters: _counters, bucket: _bucket, ...rest } = rule;
  return rest;
}
