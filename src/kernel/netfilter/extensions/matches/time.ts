import { civil, clockOf } from '../../../calendar.ts';
import { own } from '../../../own.ts';
import { RuleError } from '../../rule/rule-error.ts';
import type { Match } from '../../table.ts';
import { type ExtensionOption, type MatchExtension } from '../extension.ts';

type Time = Extract<Match, { kind: 'time' }>;

const DAY = 86_400;
/** The last second of a day, and of the dates that xt_time knows. */
const DAY_END = DAY - 1;
const DATE_END = 0x7fffffff;

/** From Monday, the first day of the week (ISO 8601), by their first two letters. */
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const ALL_DAYS = [1, 2, 3, 4, 5, 6, 7];
const ALL_MONTHDAYS = Array.from({ length: 31 }, (_, i) => i + 1);

const two = (value: number): string => String(value).padStart(2, '0');

/** Seconds of a day as hh:mm:ss. */
export const clockText = (seconds: number): string =>
  `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;

/** A date of UTC as YYYY-MM-DD, `between`, hh:mm:ss. */
export function dateText(stamp: number, between: string): string {
  const { year, month, day } = civil(stamp * 1000);
  return `${year}-${two(month)}-${two(day)}${between}${clockText(stamp % DAY)}`;
}

function parseClock(text: string): number {
  const [, hour, minute, second = '0'] = /^(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?$/.exec(text) ?? [];
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  if (!(h <= 23 && m <= 59 && s <= 59))
    throw new RuleError(`invalid time "${text}" specified, should be hh:mm[:ss] format and within the boundaries`);
  return h * 3600 + m * 60 + s;
}

function parseDate(text: string): number {
  const parts = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:T(\d{1,2})(?::(\d{1,2})(?::(\d{1,2}))?)?)?)?)?$/.exec(text);
  const [year = NaN, month = 1, day = 1, hour = 0, minute = 0, second = 0] = (parts ?? [])
    .slice(1)
    .map((part: string | undefined) => (part === undefined ? undefined : Number(part)));
  const fits = month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 23 && minute <= 59 && second <= 59;
  if (!(year >= 1970 && year <= 2038) || !fits)
    throw new RuleError(`Invalid date "${text}" specified. Should be YYYY[-MM[-DD[Thh[:mm[:ss]]]]]`);
  return Math.min(DATE_END, clockOf(year, month, day) / 1000 + hour * 3600 + minute * 60 + second);
}

function parseMonthdays(text: string): number[] {
  return text.split(',').map((word) => {
    const day = /^\d+$/.test(word) ? Number(word) : NaN;
    if (!(day >= 1 && day <= 31)) throw new RuleError(`${word} is not a valid day for --monthdays`);
    return day;
  });
}

const DAY_NAMES: Readonly<Record<string, number>> = Object.fromEntries(
  DAYS.flatMap((name, i) => [
    [name.toLowerCase(), i + 1],
    [name.slice(0, 2).toLowerCase(), i + 1],
  ]),
);

function parseWeekdays(text: string): number[] {
  return text.split(',').map((word) => {
    const day = /^[1-7]$/.test(word) ? Number(word) : own(DAY_NAMES, word.toLowerCase());
    if (day === undefined) throw new RuleError(`${word} is not a valid day specifier`);
    return day;
  });
}

/** A choice of days: what is named, or with `!` the others. All of them are no choice. */
const days = (
  name: 'weekdays' | 'monthdays',
  all: readonly number[],
  parse: (text: string) => number[],
): ExtensionOption<Time> => ({
  names: [name],
  words: 1,
  negatable: true,
  take(time, { value, not }) {
    const named = parse(value);
    const left = all.filter((day) => named.includes(day) !== not);
    if (left.length < all.length) time[name] = left;
  },
});

const option = (name: string, set: (time: Time, value: string) => void): ExtensionOption<Time> => ({
  names: [name],
  words: 1,
  take: (time, { value }) => set(time, value),
});

const ordinal = (day: number): string => {
  const last = day > 10 && day < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${last}`;
};

const weekdayNames = (days: readonly number[]): string => days.map((day) => DAYS[day - 1]).join(',');

/** Whether it speaks of times of the day. */
export const hasHours = ({ start, stop }: Time): boolean => start !== 0 || stop !== DAY_END;
export const hasEnd = ({ until }: Time): boolean => until !== DATE_END;

/** time_mt, net/netfilter/xt_time.c; a host here keeps UTC, so that the kernel's time zone changes nothing. */
function holdsAt({ from, until, start, stop, weekdays, monthdays, contiguous }: Time, now: number): boolean {
  const stamp = Math.floor(now / 1000);
  if (stamp < from || stamp > until) return false;
  const ofDay = stamp % DAY;
  let day = Math.floor(stamp / DAY);
  if (start < stop) {
    if (ofDay < start || ofDay > stop) return false;
  } else {
    if (ofDay < start && ofDay > stop) return false;
    // Over midnight what counts is the day on which it began.
    if (contiguous && ofDay < stop) day -= 1;
  }
  if (weekdays && !weekdays.includes(((day + 3) % 7) + 1)) return false;
  return !monthdays || monthdays.includes(civil(day * DAY * 1000).day);
}

/** `-m time`, libxt_time. */
export const time: MatchExtension<Time> = {
  options: [
    option('datestart', (time, value) => (time.from = parseDate(value))),
    option('datestop', (time, value) => (time.until = parseDate(value))),
    option('timestart', (time, value) => (time.start = parseClock(value))),
    option('timestop', (time, value) => (time.stop = parseClock(value))),
    { names: ['contiguous'], words: 0, take: (time) => void (time.contiguous = true) },
    days('weekdays', ALL_DAYS, parseWeekdays),
    days('monthdays', ALL_MONTHDAYS, parseMonthdays),
    { names: ['kerneltz'], words: 0, take: (time) => void (time.kernelZone = true) },
    { names: ['utc'], words: 0, take: () => undefined },
  ],
  create: () => ({ kind: 'time', from: 0, until: DATE_END, start: 0, stop: DAY_END }),
  save: (time) =>
    [
      ...(hasHours(time) ? [`--timestart ${clockText(time.start)} --timestop ${clockText(time.stop)}`] : []),
      ...(time.monthdays ? [`--monthdays ${time.monthdays.join(',')}`] : []),
      ...(time.weekdays ? [`--weekdays ${weekdayNames(time.weekdays)}`] : []),
      ...(time.from === 0 ? [] : [`--datestart ${dateText(time.from, 'T')}`]),
      `--datestop ${dateText(time.until, 'T')}`,
      ...(time.kernelZone ? ['--kerneltz'] : []),
      ...(time.contiguous ? ['--contiguous'] : []),
    ].join(' '),
  list: (time) =>
    [
      'TIME',
      ...(hasHours(time) ? [`from ${clockText(time.start)} to ${clockText(time.stop)}`] : []),
      ...(time.weekdays ? [`on ${weekdayNames(time.weekdays)}`] : []),
      ...(time.monthdays ? [`on ${time.monthdays.map(ordinal).join(',')}`] : []),
      ...(time.from === 0 ? [] : [`starting from ${dateText(time.from, ' ')}`]),
      ...(hasEnd(time) ? [`until date ${dateText(time.until, ' ')}`] : []),
      ...(time.kernelZone ? [] : ['UTC']),
      ...(time.contiguous ? ['contiguous'] : []),
    ].join(' '),
  matches: (time, { context }) => holdsAt(time, context.now),
};
