import { plain } from '../value/format.ts';
import { indirect, int, sortedKeys, value } from '../value/type.ts';
import type { Value } from '../value/type.ts';
import { fail, MOST_TURNS, type State } from './state.ts';
import { own } from '../../../../../kernel/own.ts';

/** One turn of a `{{range}}`. */
export interface Turn {
  readonly key: Value | undefined;
  readonly element: Value | undefined;
}

/** The turns that a value gives a range with so many variables. */
export function turnsOf(state: State, subject: Value | undefined, variables: number): Turn[] {
  const held = subject ? indirect(subject) : undefined;
  if (!held || held.nil) return [];
  const { type, data } = held.value;
  switch (type.kind) {
    case 'slice':
      return ((data ?? []) as unknown[]).map((item, i) => ({ key: value(int, i), element: value(type.element, item) }));
    case 'map':
      return sortedKeys(data).map((key) => ({
        key: value(type.key, key),
        element: value(type.element, own(data as Record<string, unknown>, key)),
      }));
    case 'int':
      if (variables > 1) fail(state, `can't use ${plain(held.value)} to iterate over more than one variable`);
      if (Number(data) > MOST_TURNS) fail(state, `more than ${MOST_TURNS} turns`);
      return Array.from({ length: Math.max(Number(data), 0) }, (_, i) => ({ key: undefined, element: value(type, i) }));
    default:
      return fail(state, `range can't iterate over ${plain(held.value)}`);
  }
}
