import { civil, clockOf } from '../../../../engine/calendar.ts';

/** A moment in UTC, as Go's time.Time keeps it. */
export interface GoTime {
  /** Whole seconds since 1970-01-01T00:00:00Z. */
  readonly seconds: number;
  readonly nanoseconds: number;
}

/** Reads an RFC 3339 time, or undefined where the text is none. */
export function parseTime(text: string): GoTime | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/.exec(text);
  if (!match) return undefined;
  const [year, month, date, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const zone = match[8] ?? 'Z';
  const offset =
    zone === 'Z' ? 0 : (zone.startsWith('-') ? -60 : 60) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4)));
  return {
    seconds: clockOf(year, month, date) / 1000 + hour * 3600 + minute * 60 + second - offset,
    nanoseconds: Number((match[7] ?? '').padEnd(9, '0')),
  };
}

/** A number in two digits. */
export const two = (value: number): string => String(value).padStart(2, '0');

/** `2026-11-21 08:26:20`. */
export function dateAndTime(seconds: number): string {
  const { year, month, day, hour, minute, second } = civil(seconds * 1000);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`;
}

/** As Go's time.Time prints itself: `2026-11-21 08:26:20.154313141 +0000 UTC`. */
export function goTime({ seconds, nanoseconds }: GoTime): string {
  const fraction = nanoseconds === 0 ? '' : `.${String(nanoseconds).padStart(9, '0').replace(/0+$/, '')}`;
  return `${dateAndTime(seconds)}${fraction} +0000 UTC`;
}
