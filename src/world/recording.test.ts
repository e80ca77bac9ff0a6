import fc from 'fast-check';
import { expect, test } from 'vitest';
import { value } from './changes.fixture.ts';
import { changedBy } from './changes.ts';
import { copied } from './copies.ts';
import { recordingOf } from './recording.ts';

type Any = Record<string, unknown> & unknown[];

/** An order that asks a value for no method of its own, which a drawn `toString` would not be. */
const byText = (one: unknown, other: unknown): number =>
  String(JSON.stringify(one)).localeCompare(String(JSON.stringify(other)));

/** Edits something by draws: sets, adds, deletes, moves, replaces and searches, deep in it. */
function edit(root: Any, next: () => number, other: unknown): void {
  let at = root;
  for (let step = next(); step > 2; step -= 3) {
    const inner = Object.values(at).filter((each): each is Any => typeof each === 'object' && each !== null);
    at = inner[next() % Math.max(1, inner.length)] ?? at;
  }
  const keys = Object.keys(at);
  const key = keys[next() % Math.max(1, keys.length)] ?? 'a';
  switch (next()) {
    case 0:
      return void (Array.isArray(at)
        ? at.push(copied(other))
        : ((at as Record<string, unknown>)['new'] = copied(other)));
    case 1:
      return void (Array.isArray(at) ? at.splice(next() % (at.length + 1), 1) : delete at[key]);
    case 2: {
      const was = at[key as never];
      if (Array.isArray(at)) at.reverse();
      else if (delete at[key]) at[key] = was as never;
      return;
    }
    case 3:
      return void (root[(Array.isArray(root) ? `${root.length}` : 'held') as never] = {
        again: copied(other),
        of: [1],
      } as never);
    case 4:
      if (Array.isArray(at)) at.unshift(...at.filter((_, place) => place % 2 === 0).map(copied));
      else at[key] = { ...(at[key] as object | null) } as never;
      return;
    case 5:
      return void (Array.isArray(at) ? at.sort(byText) : Object.assign(at, { b: 1, 7: 2 }));
    default:
      at[(Array.isArray(at) ? `${next() % (at.length + 1)}` : key) as never] = next();
  }
}

test('what is told makes of a copy what was made of the value, with its keys in order', () => {
  const root = fc.oneof(fc.dictionary(fc.string(), value), fc.array(value));
  fc.assert(
    fc.property(root, value, fc.infiniteStream(fc.nat(9)), (start, other, draws) => {
      const next = (): number => (draws.next() as IteratorYieldResult<number>).value;
      const own = copied(start) as Any;
      const { edited, settle, change } = recordingOf<Any>(own);
      let copy: unknown = structuredClone(start);
      for (let round = 0; round < 4; round += 1) {
        for (let count = next(); count > 0; count -= 1) edit(edited, next, other);
        settle();
        copy = changedBy(copy, structuredClone(change()));
        expect(JSON.stringify(copy)).toBe(JSON.stringify(own));
      }
    }),
    { numRuns: 1000 },
  );
});

test('tells of what was edited alone', () => {
  const own = { large: Array.from({ length: 1000 }, (_, i) => ({ i })), other: { deep: 1 } };
  const { edited, change } = recordingOf(own);
  const found = edited.large.find(({ i }) => i === 500);
  if (found) found.i = -1;
  expect(own.large[500]).toEqual({ i: -1 });
  expect(JSON.stringify(change()).length).toBeLessThan(200);
  expect(change()).toBeUndefined();
});

test('what is put in two places is two things from then on', () => {
  const own: { a: { n: number }[]; b: { n: number }[] } = { a: [], b: [] };
  const { edited, settle, change } = recordingOf(own);
  const same = { n: 1 };
  edited.a.push(same);
  edited.b.push(same);
  settle();
  change();
  const [first] = edited.a;
  if (first) first.n = 2;
  expect(own).toEqual({ a: [{ n: 2 }], b: [{ n: 1 }] });
});

test('what was found is what it was found by', () => {
  const own: { rules: { n: number }[] } = { rules: [{ n: 1 }, { n: 2 }, { n: 3 }] };
  const { edited, plain, settle } = recordingOf(own);
  const found = edited.rules.find(({ n }) => n === 2);
  edited.rules = edited.rules.filter((rule) => rule !== found);
  settle();
  expect(own).toEqual({ rules: [{ n: 1 }, { n: 3 }] });
  expect(plain(edited.rules)).toBe(own.rules);
});
