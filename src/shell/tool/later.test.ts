import { expect, test } from 'vitest';
import type { Call } from './call.ts';
import { later } from './later.ts';

const call = {} as Call;

test('what a tool does is loaded at its first call alone, and later calls wait for nothing', async () => {
  let loads = 0;
  const run = later(async () => {
    loads += 1;
    return () => 7;
  });
  expect(loads).toBe(0);
  const first = run(call);
  expect(first).toBeInstanceOf(Promise);
  expect(await first).toBe(7);
  expect(run(call)).toBe(7);
  expect(loads).toBe(1);
});

test('what could not be loaded is loaded again', async () => {
  const answers = [Promise.reject(new Error('offline')), Promise.resolve(() => 0)];
  const run = later<Call>(() => answers.shift() ?? Promise.reject(new Error('no more')));
  await expect(run(call)).rejects.toThrow('offline');
  expect(await run(call)).toBe(0);
});
