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
  [400, 'Less than a second'],
  [1500, '1 second'],
  [59_000, '59 seconds'],
  [60_000, 'About a minute'],
  [125_000, '2 minutes'],
  [3_600_000, 'About an hour'],
  [47 * 3_600_000, '47 hours'],
  [49 * 3_600_000, '2 days'],
  [15 * 86_400_000, '2 weeks'],
  [70 * 86_400_000, '2 months'],
  [800 * 86_400_000, '2 years'],
])('%i ms are %s', (ms, words) => {
  expect(humanDuration(ms)).toBe(words);
});
