import { expect, test } from 'vitest';
import { allParts, part, withParts } from './part.ts';

test('what comes to a part is begun anew once that is there, and from then on is done at once', async () => {
  let loads = 0;
  const sum = part(async () => {
    loads += 1;
    return { of: (a: number, b: number) => a + b };
  });
  let begun = 0;
  const work = () => {
    begun += 1;
    return sum().of(2, 3);
  };
  expect(work).toThrow(/not loaded/);
  expect(await withParts(work)).toBe(5);
  expect(work()).toBe(5);
  expect([loads, begun]).toEqual([1, 4]);
});

test('every part that is missing can be loaded beforehand', async () => {
  const [one, other] = [part(async () => ({ is: 1 })), part(async () => ({ is: 2 }))];
  await allParts();
  expect([one().is, other().is]).toEqual([1, 2]);
  expect(allParts()).toBeUndefined();
});

test('a part that could not be loaded is loaded again by what comes to it next; other failures are told as they are', async () => {
  const answers = [Promise.reject(new Error('offline')), Promise.resolve({ is: 1 })];
  const one = part(() => answers.shift() ?? Promise.reject(new Error('no more')));
  await expect(withParts(() => one())).rejects.toThrow('offline');
  expect(await withParts(async () => one().is)).toBe(1);
  const refused = () => {
    throw new Error('refused');
  };
  await expect(withParts(refused)).rejects.toThrow('refused');
});
