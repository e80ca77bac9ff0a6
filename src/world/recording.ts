import type { Change } from './changes.ts';
import { copied, define } from './copies.ts';

type Plain = Record<string, unknown>;
type List = unknown[];

/** A plain value that is edited in place, and tells what was edited. */
export interface Recording<T extends object> {
  /** To be edited through. What is read of it may be kept and edited too, until it is asked what changed. */
  readonly edited: T;
  /** What stands behind something that was read through it. */
  readonly plain: <V>(value: V) => V;
  /** To be called after edits that belong together: what they put in two places becomes two things, as in all plain data. */
  readonly settle: () => void;
  /** What became of the value since this was last asked: as `changeOf` would find it, but for the cost of what was edited alone. */
  readonly change: () => Change | undefined;
}

/** How a record was before it was edited, by the keys that were; absent where it had no such key. */
interface Was {
  readonly values: Map<string, { readonly value: unknown } | undefined>;
  /** A key went and came back: the record's keys stand in another order. */
  reordered: boolean;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function noteIn<V>(all: Map<object, Set<V>>, of: object, each: V): void {
  const known = all.get(of);
  if (known) known.add(each);
  else all.set(of, new Set([each]));
}

/** @param value nobody else's: it is edited itself */
export function recordingOf<T extends object>(value: T): Recording<T> {
  const proxies = new WeakMap<object, object>();
  const targets = new WeakMap<object, object>();
  /** By what an object was reached, and under which keys. */
  const above = new WeakMap<object, Map<object, string>>();
  /** What was looked through for what was read of the value: it holds the plain things themselves. */
  const cleared = new WeakSet<object>();
  /** Where something was put since the last edits were settled. */
  let put = new Map<object, Set<string>>();
  /** The elements of lists that were read since it was last asked what changed. */
  let recent = new Map<object, Set<object>>();
  let records = new Map<object, Was>();
  let lists = new Map<object, List>();

  const plain = <V>(found: V): V => (isObject(found) ? ((targets.get(found) as V | undefined) ?? found) : found);

  function reached(found: object, from: object, key: string): object {
    const target = plain(found);
    const parents = above.get(target);
    if (parents) parents.set(from, key);
    else above.set(target, new Map([[from, key]]));
    if (Array.isArray(from)) noteIn(recent, from, target);
    const known = proxies.get(target);
    if (known) return known;
    const proxy = new Proxy(target, handler);
    proxies.set(target, proxy);
    targets.set(proxy, target);
    return proxy;
  }

  function touch(target: object, key: string): void {
    if (Array.isArray(target)) {
      if (!lists.has(target)) lists.set(target, [...(target as List)]);
      return;
    }
    const was = records.get(target) ?? { values: new Map(), reordered: false };
    records.set(target, was);
    const isThere = Object.hasOwn(target, key);
    if (!was.values.has(key)) was.values.set(key, isThere ? { value: (target as Plain)[key] } : undefined);
    else if (!isThere) was.reordered = true;
  }

  const handler: ProxyHandler<object> = {
    get(target, key) {
      const found: unknown = Reflect.get(target, key);
      if (typeof key === 'symbol') return found;
      if (typeof found === 'function')
        return Array.isArray(target) ? (searching(target, key) ?? (found as unknown)) : found;
      return isObject(found) && Object.hasOwn(target, key) ? reached(found, target, key) : found;
    },
    set(target, key, found) {
      if (typeof key === 'symbol') return false;
      const next: unknown = plain(found);
      if (Object.hasOwn(target, key) && Object.is((target as Plain)[key], next)) return true;
      touch(target, key);
      if (isObject(next)) noteIn(put, target, key);
      return Reflect.set(target, key, next);
    },
    defineProperty(target, key, descriptor) {
      if (typeof key === 'symbol') return false;
      touch(target, key);
      noteIn(put, target, key);
      const next = 'value' in descriptor ? { ...descriptor, value: plain(descriptor.value as unknown) } : descriptor;
      return Reflect.defineProperty(target, key, next);
    },
    deleteProperty(target, key) {
      if (typeof key === 'symbol') return false;
      if (Object.hasOwn(target, key)) touch(target, key);
      return Reflect.deleteProperty(target, key);
    },
  };

  /** Who searches a long list looks at its plain elements: a proxy for each would cost more than the search. */
  function searching(list: List, name: string): unknown {
    const given = (at: number): unknown => {
      const found = list[at];
      return isObject(found) ? reached(found, list, `${at}`) : found;
    };
    type Test = (element: unknown, at: number, all: List) => unknown;
    // What was read before is compared with what it is known as.
    const known = recent.get(list);
    const test =
      (is: Test): Test =>
      (element, at) =>
        is(known !== undefined && isObject(element) && known.has(element) ? proxies.get(element) : element, at, list);
    switch (name) {
      case 'find':
        return (is: Test) => given(list.findIndex(test(is)));
      case 'findLast':
        return (is: Test) => given(list.findLastIndex(test(is)));
      case 'filter':
        return (is: Test) => [...list.keys()].filter((at) => test(is)(list[at], at, list)).map(given);
      case 'some':
        return (is: Test) => list.some(test(is));
      case 'every':
        return (is: Test) => list.every(test(is));
      case 'findIndex':
        return (is: Test) => list.findIndex(test(is));
      case 'findLastIndex':
        return (is: Test) => list.findLastIndex(test(is));
      case 'includes':
        return (element: unknown) => list.some((each) => plain(each) === plain(element));
      case 'indexOf':
        return (element: unknown) => list.findIndex((each) => plain(each) === plain(element));
      default:
        return undefined;
    }
  }

  /** What came new into the value may hold things that were read of it: they give way to the plain things. */
  function clear<V>(found: V, fresh: Set<object>): V {
    const target = plain(found);
    if (!isObject(target)) return target;
    if (cleared.has(target)) return fresh.has(target) ? copied(target) : target;
    cleared.add(target);
    fresh.add(target);
    for (const key of Object.keys(target)) clearAt(target as Plain, key, fresh);
    return target;
  }

  function clearAt(target: Plain, key: string, fresh: Set<object>): void {
    const own = clear(target[key], fresh);
    if (own !== target[key]) define(target, key, own);
  }

  function settle(): void {
    const fresh = new Set<object>();
    for (const [target, keys] of put)
      for (const key of keys) if (Object.hasOwn(target, key)) clearAt(target as Plain, key, fresh);
    put = new Map();
  }

  /** All that was edited and what holds it, each with the keys of what it holds. */
  function concerned(): Map<object, Set<string>> {
    const all = new Map<object, Set<string>>();
    const add = (target: object): void => {
      if (all.has(target)) return;
      all.set(target, new Set());
      for (const [parent, key] of above.get(target) ?? []) {
        add(parent);
        all.get(parent)?.add(key);
      }
    };
    for (const target of records.keys()) add(target);
    for (const target of lists.keys()) add(target);
    return all;
  }

  function change(): Change | undefined {
    settle();
    const found = differences(records, lists, concerned())(value, value);
    records = new Map();
    lists = new Map();
    recent = new Map();
    return found;
  }

  above.set(value, new Map());
  const edited = new Proxy(value, handler);
  proxies.set(value, edited);
  targets.set(edited, value);
  return { edited: edited as T, plain, settle, change };
}

type Differ = (before: unknown, after: unknown) => Change | undefined;

/** How values differ from what they, or others, were before they were edited. */
function differences(
  records: ReadonlyMap<object, Was>,
  lists: ReadonlyMap<object, List>,
  concerned: ReadonlyMap<object, ReadonlySet<string>>,
): Differ {
  const isSame = (before: unknown, after: unknown): boolean =>
    Object.is(before, after) && !(isObject(after) && concerned.has(after));

  const differ: Differ = (before, after) => {
    if (isSame(before, after)) return undefined;
    if (!isObject(before) || !isObject(after) || Array.isArray(before) !== Array.isArray(after))
      return { kind: 'value', value: after };
    if (Array.isArray(before)) return ofList(lists.get(before) ?? before, after as List);
    return before === after ? ofRecord(after as Plain) : ofOther(before as Plain, after as Plain);
  };

  /** Of a record that is the same object: only what was edited of it, and in it. */
  function ofRecord(record: Plain): Change | undefined {
    const was = records.get(record);
    const entries: (readonly [string, Change])[] = [];
    const gone: string[] = [];
    const take = (key: string, found: Change | undefined): void => void (found && entries.push([key, found]));
    for (const [key, old] of was?.values ?? []) {
      if (!Object.hasOwn(record, key)) {
        if (old) gone.push(key);
      } else take(key, old ? differ(old.value, record[key]) : { kind: 'value', value: record[key] });
    }
    for (const key of concerned.get(record) ?? [])
      if (!was?.values.has(key) && Object.hasOwn(record, key)) take(key, differ(record[key], record[key]));
    const order = was?.reordered === true && { order: Object.keys(record) };
    return entries.length === 0 && gone.length === 0 && !order
      ? undefined
      : { kind: 'object', entries, gone, ...order };
  }

  /** Of a record in whose place there is another. */
  function ofOther(before: Plain, after: Plain): Change | undefined {
    const old: Plain = { ...before };
    for (const [key, was] of records.get(before)?.values ?? [])
      if (was) define(old, key, was.value);
      else delete old[key];
    const entries = Object.keys(after).flatMap((key): [string, Change][] => {
      if (!Object.hasOwn(old, key)) return [[key, { kind: 'value', value: after[key] }]];
      const found = differ(old[key], after[key]);
      return found ? [[key, found]] : [];
    });
    const gone = Object.keys(old).filter((key) => !Object.hasOwn(after, key));
    return { kind: 'object', entries, gone, order: Object.keys(after) };
  }

  function ofList(before: List, after: List): Change | undefined {
    const shorter = Math.min(before.length, after.length);
    let head = 0;
    while (head < shorter && isSame(before[head], after[head])) head += 1;
    let tail = 0;
    while (tail < shorter - head && isSame(before[before.length - 1 - tail], after[after.length - 1 - tail])) tail += 1;
    const values = after.slice(head, after.length - tail);
    if (before.length !== after.length) return { kind: 'array', head, tail, values };
    const changes = values.map((each, at) => differ(before[head + at], each));
    return changes.every((each) => each === undefined) ? undefined : { kind: 'array', head, tail, changes };
  }

  return differ;
}
