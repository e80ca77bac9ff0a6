/** Go's time.Time, which templates print and ask for its parts. */
import { civil, months, shortMonth, shortWeekday, weekdays } from '../../../../../engine/calendar.ts';
import { goTime, parseTime, two } from '../../format/go-time.ts';
import type { GoTime } from '../../format/go-time.ts';
import { int, int64, named, string, struct, text, truth, value } from './type.ts';
import type { Method, Value } from './type.ts';

const zeroTime = '0001-01-01T00:00:00Z';
const momentOf = (data: unknown): GoTime =>
  parseTime(typeof data === 'string' ? data : zeroTime) ?? { seconds: 0, nanoseconds: 0 };

const asking = (answer: (moment: GoTime) => Value): Method => ({
  parameters: [],
  call: (data) => answer(momentOf(data)),
});
const part = (of: (moment: GoTime) => number): Method => asking((moment) => value(int, of(moment)));
const count = (of: (moment: GoTime) => number): Method => asking((moment) => value(int64, of(moment)));

/** The parts of a layout and what they stand for (Go's package time, format.go). */
const layoutParts =
  /2006|January|Jan|Monday|Mon|MST|Z07:00|-07:00|-0700|[.,]0+|[.,]9+|_2|PM|pm|01|02|03|04|05|06|15|1|2|3|4|5/g;

function layout(moment: GoTime, form: string): string {
  const { year, month, day, hour, minute, second, weekday } = civil(moment.seconds * 1000);
  const nanoseconds = String(moment.nanoseconds).padStart(9, '0');
  const fraction = (token: string) => {
    const digits = nanoseconds.slice(0, token.length - 1);
    if (!token.includes('9')) return token.charAt(0) + digits;
    const kept = digits.replace(/0+$/, '');
    return kept === '' ? '' : token.charAt(0) + kept;
  };
  const parts: Record<string, string> = {
    2006: String(year).padStart(4, '0'),
    '06': two(year % 100),
    January: months[month - 1] ?? '',
    Jan: shortMonth(month),
    Monday: weekdays[weekday] ?? '',
    Mon: shortWeekday(weekday),
    MST: 'UTC',
    'Z07:00': 'Z',
    '-07:00': '+00:00',
    '-0700': '+0000',
    _2: String(day).padStart(2),
    PM: hour >= 12 ? 'PM' : 'AM',
    pm: hour >= 12 ? 'pm' : 'am',
    '01': two(month),
    '02': two(day),
    '03': two(hour % 12 || 12),
    '04': two(minute),
    '05': two(second),
    15: two(hour),
    1: String(month),
    2: String(day),
    3: String(hour % 12 || 12),
    4: String(minute),
    5: String(second),
  };
  return form.replace(layoutParts, (token) => parts[token] ?? fraction(token));
}

const month = named('time.Month');

export const time = struct('time.Time', [], {
  print: (data) => goTime(momentOf(data)),
  json: (data) => `"${typeof data === 'string' ? data : zeroTime}"`,
  methods: {
    String: asking((moment) => text(goTime(moment))),
    Format: {
      parameters: [string],
      call: (data, form) => text(layout(momentOf(data), String(form))),
    },
    Unix: count(({ seconds }) => seconds),
    UnixMilli: count(({ seconds, nanoseconds }) => seconds * 1000 + Math.floor(nanoseconds / 1e6)),
    Year: part(({ seconds }) => civil(seconds * 1000).year),
    Month: asking(({ seconds }) => value(month, months[civil(seconds * 1000).month - 1] ?? '')),
    Day: part(({ seconds }) => civil(seconds * 1000).day),
    Hour: part(({ seconds }) => civil(seconds * 1000).hour),
    Minute: part(({ seconds }) => civil(seconds * 1000).minute),
    Second: part(({ seconds }) => civil(seconds * 1000).second),
    Nanosecond: part(({ nanoseconds }) => nanoseconds),
    Weekday: asking(({ seconds }) => value(named('time.Weekday'), weekdays[civil(seconds * 1000).weekday] ?? '')),
    IsZero: asking((moment) => truth(goTime(moment) === goTime(momentOf(zeroTime)))),
    UTC: { parameters: [], call: (data) => ({ type: time, data }) },
    Local: { parameters: [], call: (data) => ({ type: time, data }) },
  },
});
