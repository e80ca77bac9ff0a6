import { define, recordCopy } from './copies.ts';

/** What makes one plain value of another: nothing where they are the same. Plain data itself. */
export type Change =
  | { readonly kind: 'value'; readonly value: unknown }
  | {
      readonly kind: 'object';
      /** In the order of the keys that come to it. */
      readonly entries: readonly (readonly [key: string, Change])[];
      readonly gone: readonly string[];
      /** All keys in their order, where that is not the old ones' followed by the new ones'. */
      readonly order?: readonly string[];
    }
  | {
      readonly kind: 'array';
      /** So many elements from the beginning, and from the end, are as they were. */
      readonly head: number;
      readonly tail: number;
      /** What stands between, where it was so many before as after; else the values themselves. */
      readonly changes?: readonly (Change | undefined)[];
      readonly values?: readonly unknown[];
    };

type Plain = Readonly<Record<string, unknown>>;

/**
 * How a plain value differs from another with which it shares what did not change: what is the same object is not looked at.
 * @returns undefined where nothing differs
 */
export function changeOf(before: unknown, after: unknown): Change | undefined {
  if (Object.is(before, after)) return undefined;
  if (Array.isArray(before) && Array.isArray(after)) return arrayChange(before, after);
  if (isObject(before) && isObject(after)) return objectChange(before, after);
  return { kind: 'value', value: after };
}

/** The value that a change makes of another. It shares what did not change. */
export function changedBy(before: unknown, change: Change | undefined): unknown {
  if (change === undefined) return before;
  switch (change.kind) {
    case 'value':
      return change.value;
    case 'object':
      return changedObject(before as Plain, change);
    case 'array':
      return changedArray(before as readonly unknown[], change);
  }
}

/** The value that changes make of another, one after the other. It shares what did not change; nothing between is made. */
export function changedByAll(before: unknown, changes: readonly (Change | undefined)[]): unknown {
  const own = new WeakSet<object>();
  return changes.reduce<unknown>((value, change) => changedInto(own, value, change), before);
}

/** The same where what is one's own is changed itself. */
function changedInto(own: WeakSet<object>, before: unknown, change: Change | undefined): unknown {
  if (change === undefined) return before;
  if (change.kind === 'value') return change.value;
  const apply = (inner: unknown, each: Change | undefined): unknown => changedInto(own, inner, each);
  if (change.kind === 'object' && change.order === undefined && own.has(before as object)) {
    const record = before as Record<string, unknown>;
    for (const key of change.gone) delete record[key];
    for (const [key, each] of change.entries)
      define(record, key, apply(Object.hasOwn(record, key) ? record[key] : undefined, each));
    return record;
  }
  const after =
    change.kind === 'object'
      ? changedObject(before as Plain, change, apply)
      : changedArray(before as readonly unknown[], change, apply);
  own.add(after);
  return after;
}

type Apply = (before: unknown, change: Change | undefined) => unknown;

const isObject = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function objectChange(before: Plain, after: Plain): Change | undefined {
  const entries: (readonly [string, Change])[] = [];
  const [was, is] = [Object.keys(before), Object.keys(after)];
  for (const key of is) {
    const [old, now] = [before[key], after[key]];
    // Most of a large record is the very same.
    if (old === now && old !== undefined) continue;
    const change: Change | undefined = Object.hasOwn(before, key) ? changeOf(old, now) : { kind: 'value', value: now };
    if (change) entries.push([key, change]);
  }
  const isLonger = was.length <= is.length && was.every((key, at) => is[at] === key);
  if (isLonger) return entries.length === 0 ? undefined : { kind: 'object', entries, gone: [] };
  const gone = was.filter((key) => !Object.hasOwn(after, key));
  const stayed = was.filter((key) => Object.hasOwn(after, key));
  const isInOrder = stayed.every((key, at) => is[at] === key);
  if (entries.length === 0 && gone.length === 0 && isInOrder) return undefined;
  return { kind: 'object', entries, gone, ...(!isInOrder && { order: is }) };
}

function changedObject(
  before: Plain,
  { entries, gone, order }: Change & { kind: 'object' },
  apply: Apply = changedBy,
): Plain {
  const after = recordCopy(before);
  for (const key of gone) delete after[key];
  for (const [key, change] of entries)
    define(after, key, apply(Object.hasOwn(before, key) ? before[key] : undefined, change));
  return order === undefined ? after : Object.fromEntries(order.map((key) => [key, after[key]]));
}

function arrayChange(before: readonly unknown[], after: readonly unknown[]): Change | undefined {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && Object.is(before[head], after[head])) head += 1;
  let tail = 0;
  while (tail < shorter - head && Object.is(before.at(-1 - tail), after.at(-1 - tail))) tail += 1;
  const values = after.slice(head, after.length - tail);
  if (before.length !== after.length) return { kind: 'array', head, tail, values };
  const changes = values.map((value, at) => changeOf(before[head + at], value));
  return changes.every((change) => change === undefined) ? undefined : { kind: 'array', head, tail, changes };
}

function changedArray(
  before: readonly unknown[],
  change: Change & { kind: 'array' },
  apply: Apply = changedBy,
): readonly unknown[] {
  const { head, tail, values, changes = [] } = change;
  const between = values ?? changes.map((each, at) => apply(before[head + at], each));
  return [...before.slice(0, head), ...between, ...before.slice(before.length - tail)];
}
