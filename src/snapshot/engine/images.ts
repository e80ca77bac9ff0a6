import type { Discard } from '../draft.ts';
import { wordOf } from '../fields.ts';

/** An image's name, without what somebody may have written before its registry. */
export function imageOf(value: unknown, discard: Discard): string {
  const text = wordOf(value);
  const name = text?.replace(/^(?:.*:\/\/)?.*@(?!sha\d+:)/, '');
  if (name !== text) discard('credentials');
  return name !== undefined && /^[\w][\w./:@-]*$/.test(name) ? name : 'unknown';
}
