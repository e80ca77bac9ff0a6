import { civil, clockOf, type Civil } from '../kernel/calendar.ts';

export { civil, clockOf, type Civil };

export const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
export const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
/** The name of a weekday (from 0, Sunday) and of a month (from 1) in three letters. */
export const shortWeekday = (weekday: number): string => (weekdays[weekday] ?? '').slice(0, 3);
export const shortMonth = (month: number): string => (months[month - 1] ?? '').slice(0, 3);
const padded = (value: number, digits = 2): string => String(value).padStart(digits, '0');

/** `Mon, 05 Jan 2026 09:00:00 GMT`, as HTTP writes dates (RFC 9110). */
export function httpDate(clock: number): string {
  const { year, month, day, hour, minute, second, weekday } = civil(clock);
  const time = [hour, minute, second].map((part) => padded(part)).join(':');
  return `${shortWeekday(weekday)}, ${padded(day)} ${shortMonth(month)} ${year} ${time} GMT`;
}

/** `2026-01-05T09:00:00.25Z`: zeros at the end of the fraction are left out, as Go does. */
export function rfc3339(clock: number): string {
  const { year, month, day, hour, minute, second, millisecond } = civil(clock);
  const date = [padded(year, 4), padded(month), padded(day)].join('-');
  const time = [hour, minute, second].map((part) => padded(part)).join(':');
  const fraction = millisecond === 0 ? '' : `.${padded(millisecond, 3).replace(/0+$/, '')}`;
  return `${date}T${time}${fraction}Z`;
}

/** A clock as the API writes times; 0 stands for never. */
export const timestamp = (clock: number): string => (clock === 0 ? '0001-01-01T00:00:00Z' : rfc3339(clock));

/** The clock of a date and time in that form, its time and zone being optional; undefined for other text. */
export function parseRfc3339(text: string): number | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d)(?:\.(\d+))?)?)?(Z|[+-]\d\d:?\d\d)?)?$/.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone = 'Z'] = parts;
  const [, sign, zoneHours, zoneMinutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  const offset = sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(zoneHours) * 60 + Number(zoneMinutes));
  const clock = clockOf(Number(year), Number(month), Number(day));
  const time = ((Number(hour) * 60 + Number(minute) - offset) * 60 + Number(second)) * 1000;
  return clock + time + Math.floor(Number(`0.${fraction}`) * 1000);
}
