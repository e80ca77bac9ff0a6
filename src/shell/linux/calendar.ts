import { civil, clockOf, months, shortMonth, shortWeekday, weekdays } from '../../engine/calendar.ts';

const DAY = 86_400_000;

/** The day of the year of a clock, from 1. */
const dayOfYear = (clock: number): number => Math.floor((clock - clockOf(civil(clock).year, 1, 1)) / DAY) + 1;

const two = (value: number): string => String(value).padStart(2, '0');

/** strftime(3) in the C locale and UTC. */
export function strftime(format: string, clock: number): string {
  const at = civil(clock);
  const month = shortMonth(at.month);
  const weekday = shortWeekday(at.weekday);
  const time = `${two(at.hour)}:${two(at.minute)}:${two(at.second)}`;
  const twelve = at.hour % 12 || 12;
  const parts: Readonly<Record<string, string>> = {
    '%': '%',
    a: weekday,
    A: weekdays[at.weekday] ?? '',
    b: month,
    B: months[at.month - 1] ?? '',
    c: `${weekday} ${month} ${String(at.day).padStart(2)} ${time} ${at.year}`,
    d: two(at.day),
    D: `${two(at.month)}/${two(at.day)}/${two(at.year % 100)}`,
    e: String(at.day).padStart(2),
    F: `${at.year}-${two(at.month)}-${two(at.day)}`,
    h: month,
    H: two(at.hour),
    I: two(twelve),
    j: String(dayOfYear(clock)).padStart(3, '0'),
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
