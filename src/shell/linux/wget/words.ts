import { strftime } from '../calendar.ts';

const DOTS = 50;
const DOT = 1024;
const GROUP = 10;

/** `2026-12-01 08:46:28` */
export const stamp = (clock: number): string => strftime('%Y-%m-%d %H:%M:%S', clock);

/** A rate with its unit, three figures of it. */
function rate(bytes: number, ms: number): readonly [figure: string, unit: string] {
  let value = ms > 0 ? (bytes * 1000) / ms : bytes * 1000;
  let unit = 0;
  while (value >= 1024 && unit < 3) {
    value /= 1024;
    unit += 1;
  }
  const figure = unit === 0 || value >= 99.95 ? value.toFixed(0) : value >= 9.995 ? value.toFixed(1) : value.toFixed(2);
  return [figure, 'BKMG'.charAt(unit)];
}

/** `101 MB/s` */
export function speed(bytes: number, ms: number): string {
  const [figure, unit] = rate(bytes, ms);
  return `${figure} ${unit === 'B' ? '' : unit}B/s`;
}

/** The dots of a download that is done (progress.c: dot_draw), a row for each 50 KiB. */
export function dots(size: number, ms: number): string {
  const [figure, unit] = rate(size, ms);
  const rows = Math.max(1, Math.ceil(size / (DOTS * DOT)));
  const lines = Array.from({ length: rows }, (_, row) => {
    const done = Math.min(size - row * DOTS * DOT, DOTS * DOT);
    const full = Math.floor(done / DOT);
    const drawn = Array.from({ length: DOTS }, (__, i) => (i % GROUP === 0 ? ' ' : '') + (i < full ? '.' : ' ')).join(
      '',
    );
    const percent = size === 0 ? 100 : Math.floor(((row * DOTS * DOT + done) * 100) / size);
    const left = row === rows - 1 ? `=${time(ms)}` : ' 0s';
    return `${String(row * DOTS).padStart(6)}K${drawn}${String(percent).padStart(3)}% ${figure.padStart(4)}${unit}${left}\n`;
  });
  return lines.join('');
}

/** Seconds as they stand behind the dots. */
function time(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 0.001) return '0s';
  if (seconds >= 10) return `${Math.round(seconds)}s`;
  return `${seconds.toFixed(seconds < 0.01 ? 3 : seconds < 0.1 ? 2 : 1)}s`;
}

/** A size, in bytes and, where it is larger, in units. */
export function length(size: number): string {
  if (size < 1024) return String(size);
  const units = 'KMG';
  let value = size;
  let unit = -1;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${size} (${value < 9.95 ? value.toFixed(1) : value.toFixed(0)}${units.charAt(unit)})`;
}
