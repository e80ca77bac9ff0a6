import { civil, clockOf } from '../../../engine/calendar.ts';
import { own } from '../../../kernel/own.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const SPANS: Readonly<Record<string, number>> = {
  sec: SECOND,
  second: SECOND,
  min: MINUTE,
  minute: MINUTE,
  hour: HOUR,
  day: DAY,
  week: 7 * DAY,
  fortnight: 14 * DAY,
};

/** What a text says of a time; parts that it does not tell are taken from now, or begin the day. */
interface Reading {
  date?: { year: number; month: number; day: number };
  /** ms since midnight. */
  time?: number;
  /** ms east of UTC. */
  zone: number;
  weekday?: { day: number; weeks: number };
  span: number;
  months: number;
}

type Item = readonly [RegExp, (reading: Reading, words: readonly string[], now: number) => boolean];

const monthOf = (word = ''): number => MONTHS.indexOf(word.slice(0, 3)) + 1;
const yearOf = (word: string | undefined, now: number): number => {
  if (word === undefined) return civil(now).year;
  const year = Number(word);
  return word.length > 2 ? year : year + (year < 69 ? 2000 : 1900);
};

function dated(reading: Reading, year: number, month: number, day: number): boolean {
  if (reading.date || month < 1 || month > 12 || day < 1) return false;
  const next = month === 12 ? clockOf(year + 1, 1, 1) : clockOf(year, month + 1, 1);
  if (clockOf(year, month, day) >= next) return false;
  reading.date = { year, month, day };
  return true;
}

function timed(reading: Reading, [, hour = '0', minute = '0', second = '0', half]: readonly string[]): boolean {
  const whole = Number(hour);
  if (reading.time !== undefined || Number(minute) > 59 || Number(second) >= 61) return false;
  if (half !== undefined ? whole < 1 || whole > 12 : whole > 23) return false;
  const hours = half === undefined ? whole : (whole % 12) + (half.startsWith('p') ? 12 : 0);
  reading.time = hours * HOUR + Number(minute) * MINUTE + Math.floor(Number(second) * SECOND);
  return true;
}

function moved(reading: Reading, count: number, unit: string): boolean {
  const name = unit.replace(/s$/, '');
  if (name === 'month' || name === 'year') reading.months += count * (name === 'year' ? 12 : 1);
  else if (Object.hasOwn(SPANS, name)) reading.span += count * (SPANS[name] ?? 0);
  else return false;
  return true;
}

const ORDINALS: Readonly<Record<string, number>> = { last: -1, this: 0, next: 1 };
const UNIT = '(sec|second|min|minute|hour|day|week|fortnight|month|year)s?';
const WEEKDAY = '(sun|mon|tue|wed|thu|fri|sat)[a-z]*\\.?,?';
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';

/** The items of a date, in the order in which they are tried at a place (gnulib: parse-datetime.y). */
const ITEMS: readonly Item[] = [
  [/^(\d{4})-(\d{1,2})-(\d{1,2})(?:t(?=\d)|(?!\d))/, (r, [, y, m, d]) => dated(r, Number(y), Number(m), Number(d))],
  [/^(\d{4})\/(\d{1,2})\/(\d{1,2})/, (r, [, y, m, d]) => dated(r, Number(y), Number(m), Number(d))],
  [/^(\d{1,2})\/(\d{1,2})(?:\/(\d{2,4}))?/, (r, [, m, d, y], now) => dated(r, yearOf(y, now), Number(m), Number(d))],
  [/^(\d{1,2}):(\d{2})(?::(\d{2}(?:[.,]\d+)?))?(?:\s*([ap])\.?m\.?)?(?![a-y])/, (r, words) => timed(r, words)],
  [/^(\d{1,2})()()\s*([ap])\.?m\.?(?![a-z])/, (r, words) => timed(r, words)],
  [
    new RegExp(`^${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])(?:,?\\s+(\\d{4})(?!\\d))?`),
    (r, [, m, d, y], now) => dated(r, yearOf(y, now), monthOf(m), Number(d)),
  ],
  [
    new RegExp(`^(\\d{1,2})[\\s-]+${MONTH}(?:[\\s,-]+(\\d{4})(?![\\d:]))?`),
    (r, [, d, m, y], now) => dated(r, yearOf(y, now), monthOf(m), Number(d)),
  ],
  [/^(\d{4})(\d{2})(\d{2})(?!\d)/, (r, [, y, m, d]) => dated(r, Number(y), Number(m), Number(d))],
  [
    new RegExp(`^([+-]?\\s*\\d+)\\s*${UNIT}(?![a-z])(\\s+ago)?`),
    (r, [, n = '', unit = '', ago]) => moved(r, Number(n.replace(/\s/g, '')) * (ago ? -1 : 1), unit),
  ],
  [
    new RegExp(`^(last|this|next)\\s+${UNIT}(?![a-z])`),
    (r, [, which = '', unit = '']) => moved(r, own(ORDINALS, which) ?? 0, unit),
  ],
  [
    new RegExp(`^(?:(last|this|next)\\s+)?${WEEKDAY}(?![a-z])`),
    (r, [, which = 'this', day = '']) => {
      r.weekday = { day: WEEKDAYS.indexOf(day), weeks: own(ORDINALS, which) ?? 0 };
      return true;
    },
  ],
  [new RegExp(`^${UNIT}(?![a-z])(\\s+ago)?`), (r, [, unit = '', ago]) => moved(r, ago ? -1 : 1, unit)],
  [/^(?:now|today)(?![a-z])/, () => true],
  [/^tomorrow(?![a-z])/, (r) => moved(r, 1, 'day')],
  [/^yesterday(?![a-z])/, (r) => moved(r, -1, 'day')],
  [/^(?:midnight)(?![a-z])/, (r) => timed(r, [])],
  [/^(?:noon)(?![a-z])/, (r) => timed(r, ['', '12'])],
  [/^(?:z|utc|gmt)(?![a-z])/, () => true],
  [
    /^([+-])(\d{2}):?(\d{2})(?!\d)/,
    (r, [, sign, hours, minutes]) => {
      r.zone = (Number(hours) * HOUR + Number(minutes) * MINUTE) * (sign === '-' ? -1 : 1);
      return true;
    },
  ],
];

/** A point in time (ms since 1970, UTC) as `date -d` reads it; undefined where it is none. */
export function readDate(text: string, now: number): number | undefined {
  const given = text.trim().toLowerCase();
  const [, seconds] = /^@(-?\d+(?:\.\d+)?)$/.exec(given) ?? [];
  if (seconds !== undefined) return Math.floor(Number(seconds) * SECOND);
  const reading: Reading = { zone: 0, span: 0, months: 0 };
  if (given === '') reading.time = 0;
  for (let rest = given; rest !== '';) {
    const left = takeItem(reading, rest, now);
    if (left === undefined) return undefined;
    rest = left.replace(/^[\s,]+/, '');
  }
  return resolve(reading, now);
}

function takeItem(reading: Reading, rest: string, now: number): string | undefined {
  for (const [pattern, take] of ITEMS) {
    const match = pattern.exec(rest);
    if (match && take(reading, match, now)) return rest.slice(match[0].length);
  }
  return undefined;
}

function resolve({ date, time, zone, weekday, span, months }: Reading, now: number): number {
  const today = civil(now);
  const { year, month, day } = date ?? today;
  const first = month - 1 + months;
  let midnight = clockOf(year + Math.floor(first / 12), (((first % 12) + 12) % 12) + 1, 1) + (day - 1) * DAY;
  if (weekday) {
    const ahead = (weekday.day - civil(midnight).weekday + 7) % 7;
    midnight += (ahead + 7 * (weekday.weeks - (weekday.weeks > 0 && ahead > 0 ? 1 : 0))) * DAY;
  }
  const begins = date !== undefined || weekday !== undefined;
  return midnight + (time ?? (begins ? 0 : now - Math.floor(now / DAY) * DAY)) - zone + span;
}
