import { strftime } from '../calendar.ts';
import type { Row } from './list.ts';

/** A column of ps: its title, what stands in it, and how wide it is; names stand left, numbers right (procps: src/ps/output.c). */
export interface Column {
  readonly title: string;
  readonly cell: (row: Row) => string;
  readonly width: number;
  readonly left: boolean;
}

const left = (title: string, width: number, cell: Column['cell']): Column => ({ title, cell, width, left: true });
const right = (title: string, width: number, cell: Column['cell']): Column => ({ title, cell, width, left: false });

const UIDS: Readonly<Record<string, string>> = { root: '0', 'www-data': '33' };
const start = ({ started }: Row): string => strftime('%H:%M', started);
const args = ({ command }: Row): string => command;
const pid = right('PID', 7, (row) => String(row.pid));
const ppid = right('PPID', 7, (row) => String(row.parent));
const user = (title: string): Column => left(title, 8, (row) => row.user);
const tty = (title: string): Column => left(title, 8, () => '?');
const time = right('TIME', 8, () => '00:00:00');
const stat = left('STAT', 4, (row) => row.state);
const cpu = right('%CPU', 4, () => '0.0');
const memory = right('%MEM', 4, () => '0.0');
const vsz = right('VSZ', 6, ({ size }) => String(size[0]));
const rss = right('RSS', 5, ({ size }) => String(size[1]));
const share = right('C', 2, () => '0');
const name = (title: string): Column => left(title, 15, (row) => row.name);

/** The columns of -o, by their names. */
const COLUMNS: Readonly<Record<string, Column>> = {
  pid,
  ppid,
  user: user('USER'),
  euser: user('EUSER'),
  uname: user('USER'),
  uid: right('UID', 5, (row) => UIDS[row.user] ?? '0'),
  comm: name('COMMAND'),
  ucmd: name('CMD'),
  ucomm: name('COMMAND'),
  args: left('COMMAND', 27, args),
  command: left('COMMAND', 27, args),
  cmd: left('CMD', 27, args),
  tty: tty('TT'),
  tt: tty('TT'),
  tname: tty('TTY'),
  time,
  cputime: time,
  stat,
  state: left('S', 1, (row) => row.state.slice(0, 1)),
  s: left('S', 1, (row) => row.state.slice(0, 1)),
  stime: right('STIME', 5, start),
  start_time: right('START', 5, start),
  pcpu: cpu,
  '%cpu': cpu,
  pmem: memory,
  '%mem': memory,
  vsz,
  rss,
  c: share,
};

/** `-o` columns: names with an optional title behind `=`, which takes all that follows. Undefined where a name is unknown. */
export function columnsNamed(list: string): Column[] | undefined {
  const columns: Column[] = [];
  const equals = list.indexOf('=');
  const names = (equals < 0 ? list : list.slice(0, equals)).split(/[ ,]+/).filter((each) => each !== '');
  for (const [i, each] of names.entries()) {
    const column = Object.hasOwn(COLUMNS, each.toLowerCase()) ? COLUMNS[each.toLowerCase()] : undefined;
    if (!column) return undefined;
    columns.push(equals >= 0 && i === names.length - 1 ? { ...column, title: list.slice(equals + 1) } : column);
  }
  return columns;
}

const bsdTime = right('TIME', 6, () => '0:00');
const cmd = left('CMD', 27, args);
const command = left('COMMAND', 27, args);

/** What ps prints without -o. */
export const FORMATS = {
  plain: [pid, tty('TTY'), time, left('CMD', 15, (row) => row.name)],
  full: [user('UID'), pid, ppid, share, right('STIME', 5, start), tty('TTY'), time, cmd],
  bsd: [pid, tty('TTY'), stat, bsdTime, command],
  bsdUser: [user('USER'), pid, cpu, memory, vsz, rss, tty('TTY'), stat, right('START', 5, start), bsdTime, command],
} satisfies Record<string, Column[]>;

/** The table's text; the titles stand above where any is not empty and they are wanted. */
export function table(columns: readonly Column[], rows: readonly Row[], titles: boolean): string {
  const line = (cells: readonly string[]): string =>
    `${columns
      .map((column, i) => {
        const cell = cells[i] ?? '';
        if (!column.left) return cell.padStart(column.width);
        return i === columns.length - 1 ? cell : cell.padEnd(column.width);
      })
      .join(' ')}\n`;
  const head = titles && columns.some(({ title }) => title !== '') ? line(columns.map(({ title }) => title)) : '';
  return head + rows.map((row) => line(columns.map(({ cell }) => cell(row)))).join('');
}
