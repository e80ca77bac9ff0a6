const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MONTH_NAMES = [
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
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const DAY = 86_400_000;

/** A moment in UTC, taken apart. */
export interface Moment {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** From 0, Sunday. */
  readonly weekday: number;
  /** From 1. */
  readonly dayOfYear: number;
}

const floorMod = (value: number, by: number): number => ((value % by) + by) % by;

/** Takes a clock (ms since 1970, UTC) apart, by the proleptic Gregorian calendar. */
export function momentOf(clock: number): Moment {
  const days = Math.floor(clock / DAY);
  const time = clock - days * DAY;
  // Days since 0000-03-01, so that a leap day is the last of its year.
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfMarchYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfMarchYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const january = dayOfMarchYear >= 306 ? dayOfMarchYear - 306 : dayOfMarchYear + 59 + (leap ? 1 : 0);
  return {
    year,
    month,
    day: dayOfMarchYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
    hour: Math.floor(time / 3_600_000),
    minute: Math.floor(time / 60_000) % 60,
    second: Math.floor(time / 1000) % 60,
    millisecond: Math.floor(time % 1000),
    weekday: floorMod(days + 4, 7),
    dayOfYear: january + 1,
  };
}

const two = (value: number): string => String(value).padStart(2, '0');

/** strftime(3) in the C locale and UTC. */
export function strftime(format: string, clock: number): string {
  const at = momentOf(clock);
  const month = MONTHS[at.month - 1] ?? '';
  const weekday = DAYS[at.weekday] ?? '';
  const time = `${two(at.hour)}:${two(at.minute)}:${two(at.second)}`;
  const twelve = at.hour % 12 || 12;
  const parts: Readonly<Record<string, string>> = {
    '%': '%',
    a: weekday.slice(0, 3),
    A: weekday,
    b: month,
    B: MONTH_NAMES[at.month - 1] ?? '',
    c: `${weekday.slice(0, 3)} ${month} ${String(at.day).padStart(2)} ${time} ${at.year}`,
    d: two(at.day),
    D: `${two(at.month)}/${two(at.day)}/${two(at.year % 100)}`,
    e: String(at.day).padStart(2),
    F: `${at.year}-${two(at.month)}-${two(at.day)}`,
    h: month,
    H: two(at.hour),
    I: two(twelve),
    j: String(at.dayOfYear).padStart(3, '0'),
    m: two(at.month),
    M: two(at.minute),
    n: '\n',
    N: String(at.millisecond * 1_000_000).padStart(9, '0'),
    p: at.hour < 12 ? 'AM' : 'PM',
    r: `${two(twelve)}:${two(at.minute)}:${two(at.second)} ${at.hour < 12 ? 'AM' : 'PM'}`,
    R: `${two(at.hour)}:${two(at.minute)}`,
    s: String(Math.floor(clock / 1000)),
    S: two(at.second),
    t: '\t',
    T: time,
    u: String(at.weekday || 7),
    w: String(at.weekday),
    y: two(at.year % 100),
    Y: String(at.year),
    z: '+0000',
    Z: 'UTC',
  };
  return format.replace(/%([-_0]?)(\d*)([%a-zA-Z])/g, (whole, flag: string, width: string, letter: string) => {
    const text = parts[letter];
    if (text === undefined) return whole;
    if (letter === 'N' && width !== '') return text.slice(0, Number(width));
    return flag === '-'
      ? text.replace(/^[0 ]+(?=.)/, '')
      : flag === '_'
        ? text.replace(/^0+(?=.)/, (zeros) => ' '.repeat(zeros.length))
        : text;
  });
}
