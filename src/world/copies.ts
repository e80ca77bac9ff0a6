type Plain = Record<string, unknown>;

/** A copy of a plain value that shares nothing with it. */
export function copied<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copied) as T;
  const copy: Plain = { ...(value as Plain) };
  for (const key of Object.keys(copy)) {
    const inner = copy[key];
    if (typeof inner === 'object' && inner !== null) define(copy, key, copied(inner));
  }
  return copy as T;
}

/** From so many entries on V8 keeps an object's properties in a dictionary, which it copies slowly. */
const MANY = 128;

/** A record with the same entries. Of many, entry by entry into what has no prototype yet takes half of what spreading takes. */
export function recordCopy(record: Readonly<Plain>): Plain {
  const keys = Object.keys(record);
  if (keys.length < MANY) return { ...record };
  const copy = Object.create(null) as Plain;
  for (const key of keys) copy[key] = record[key];
  return Object.setPrototypeOf(copy, Object.prototype) as Plain;
}

/**
 * What a value has become, as one that shares with it all that is the same: the opposite of a copy.
 * @param after nobody else's: what is the same in it becomes the other value's very own
 */
export const sharing = <T>(before: T, after: T): T => shared(before, after) as T;

function shared(before: unknown, after: unknown): unknown {
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null) return after;
  if (before === after || Array.isArray(before) !== Array.isArray(after)) return after;
  return Array.isArray(before)
    ? sharedArray(before as readonly unknown[], after as unknown[])
    : sharedObject(before as Plain, after as Plain);
}

function sharedObject(before: Plain, after: Plain): Plain {
  const [was, is] = [Object.keys(before), Object.keys(after)];
  let same = was.length === is.length;
  for (const [at, key] of is.entries()) {
    if (!Object.hasOwn(before, key)) {
      same = false;
      continue;
    }
    const [old, now] = [before[key], after[key]];
    const inner = shared(old, now);
    if (inner !== now) define(after, key, inner);
    same &&= Object.is(inner, old) && was[at] === key;
  }
  return same ? before : after;
}

/** Elements are the same from the beginning on, and from the end; between, each is compared with the one of its place. */
function sharedArray(before: readonly unknown[], after: unknown[]): readonly unknown[] {
  const more = after.length - before.length;
  const take = (from: number, at: number): boolean => {
    after[at] = shared(before[from], after[at]);
    return Object.is(after[at], before[from]);
  };
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && take(head, head)) head += 1;
  let end = before.length;
  while (end > head && end + more > head && take(end - 1, end + more - 1)) end -= 1;
  for (let at = head + 1; at < Math.min(end, end + more) - 1; at += 1) take(at, at);
  return head === before.length && more === 0 ? before : after;
}

/** Sets a property whatever its name is: `__proto__` too. */
export const define = (object: Plain, key: string, value: unknown): unknown =>
  key === '__proto__'
    ? Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true })
    : (object[key] = value);
