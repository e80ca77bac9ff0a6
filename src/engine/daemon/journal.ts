import { rfc3339 } from '../calendar.ts';
import type { EngineHost } from '../engine.ts';

/** A line that the daemon wrote to the machine's journal, or that the machine's manager of services wrote of it. */
export interface JournalEntry {
  /** Clock (ms). */
  at: number;
  /** Of dockerd; 1 for systemd. */
  pid: number;
  text: string;
}

/** What is kept; older lines go. */
const MOST = 1000;

/** Writes a line as it stands. */
export function write({ engine, clock }: Pick<EngineHost, 'engine' | 'clock'>, pid: number, text: string): void {
  engine.journal.push({ at: clock.now, pid, text });
  if (engine.journal.length > MOST) engine.journal.splice(0, engine.journal.length - MOST);
}

type Level = 'info' | 'warning' | 'error';

/** Writes a line of dockerd's own log (logrus: TextFormatter): fields stand by name, and what needs quotes has them. */
export function log(
  host: EngineHost,
  level: Level,
  message: string,
  fields: Readonly<Record<string, string>> = {},
): void {
  const told = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
  const words = [
    `time="${nanoseconds(host.clock.now)}"`,
    `level=${level}`,
    `msg=${quoted(message)}`,
    ...told.map(([name, value]) => `${name}=${/^[\w./@^+-]+$/.test(value) ? value : quoted(value)}`),
  ];
  write(host, host.engine.pid, words.join(' '));
}

/** A time with all digits of its fraction. */
function nanoseconds(clock: number): string {
  const [seconds = '', fraction = ''] = rfc3339(clock).slice(0, -1).split('.');
  return `${seconds}.${fraction.padEnd(9, '0')}Z`;
}

const quoted = (text: string): string => JSON.stringify(text);
