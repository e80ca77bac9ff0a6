import { expect, test } from 'vitest';
import { clockText, noTimes, spentInAll, spentOn, turnedTo } from './times.ts';

test('each scene has its time, also when one comes back to it, and none runs while nobody presents', () => {
  const first = turnedTo(noTimes, 0, 1000);
  const second = turnedTo(first, 7, 4000);
  const back = turnedTo(second, 0, 9000);
  expect([spentOn(back, 0, 9500), spentOn(back, 7, 9500)]).toEqual([3500, 5000]);
  expect(spentInAll(back, 9500)).toBe(8500);
  const ended = turnedTo(back, undefined, 10_000);
  expect(spentInAll(ended, 99_000)).toBe(9000);
  expect(spentInAll(noTimes, 5)).toBe(0);
});

test.each([
  [0, '0:00'],
  [59_999, '0:59'],
  [247_000, '4:07'],
  [3_723_000, '1:02:03'],
])('%i ms are %s', (ms, text) => {
  expect(clockText(ms)).toBe(text);
});
