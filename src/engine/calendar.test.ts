import fc from 'fast-check';
import { expect, test } from 'vitest';
import { civil, clockOf, httpDate, parseRfc3339, rfc3339 } from './calendar.ts';
import { humanDuration } from './human-duration.ts';

test('writes dates', () => {
  const clock = clockOf(2026, 11, 21) + ((8 * 60 + 22) * 60 + 32) * 1000 + 770;
  expect(rfc3339(clock)).toBe('2026-11-21T08:22:32.77Z');
  expect(httpDate(clock)).toBe('Sat, 21 Nov 2026 08:22:32 GMT');
  expect(civil(clockOf(2024, 2, 29))).toMatchObject({ year: 2024, month: 2, day: 29, weekday: 4 });
});

test('reads what it writes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (clock) => {
      expect(parseRfc3339(rfc3339(clock))).toBe(clock);
    }),
  );
  expect(parseRfc3339('2026-01-05T10:00:00+01:00')).toBe(parseRfc3339('2026-01-05T09:00:00Z'));
  expect(parseRfc3339('yesterday')).toBeUndefined();
});

test.each([
  [0.4, 'Less than a second'],
  [1.5, '1 second'],
  [59, '59 seconds'],
  [60, 'About a minute'],
  [119, 'About a minute'],
  [125, '2 minutes'],
  [3600, 'About an hour'],
  [3600 * 47, '47 hours'],
  [3600 * 49, '2 days'],
  [3600 * 71.4, '2 days'],
  [3600 * 71.5, '3 days'],
  [86_400 * 15, '2 weeks'],
  [86_400 * 70, '2 months'],
  [86_400 * 800, '2 years'],
])('%d seconds are %s', (seconds, words) => {
  expect(humanDuration(seconds)).toBe(words);
});
