import { describe, expect, it } from 'vitest';
import { strftime } from './calendar.ts';

const at = Date.UTC(2026, 10, 5, 9, 3, 7, 42);

describe('strftime', () => {
  it.each([
    ['%F %T', '2026-11-05 09:03:07'],
    ['%a %A %b %B %e %d', 'Thu Thursday Nov November  5 05'],
    ['%H:%M %I %p', '09:03 09 AM'],
    ['%s %N', `${(at / 1000) | 0} 042000000`],
    ['%y %j %u %w', '26 309 4 4'],
    ['%% %n%t', '% \n\t'],
    ['%Z %z', 'UTC +0000'],
    ['%D %R', '11/05/26 09:03'],
  ])('%s', (format, expected) => expect(strftime(format, at)).toBe(expected));
});
