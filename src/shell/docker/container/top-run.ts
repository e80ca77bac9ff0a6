import { EngineError, findContainer, noteContainer } from '../../../engine/api.ts';
import { civil } from '../../../engine/calendar.ts';
import { isRunning, type Container } from '../../../engine/container/container.ts';
import type { Process } from '../../../kernel/process/process.ts';
import { userOf } from '../../linux/processes/seen.ts';
import type { Asking, Context } from '../cli/command.ts';
import { two } from '../cli/format/go-time.ts';
import { ask, named, order } from '../engine.ts';

type Column = readonly [title: string, cell: (process: Process) => string];

const clock = (process: Process): string => {
  const { hour, minute } = civil(process.started);
  return `${two(hour)}:${two(minute)}`;
};

const commandLine = (process: Process): string => process.command.join(' ');

const full: readonly Column[] = [
  ['UID', userOf],
  ['PID', ({ pid }) => String(pid)],
  ['PPID', ({ parent }) => String(parent)],
  ['C', () => '0'],
  ['STIME', clock],
  ['TTY', () => '?'],
  ['TIME', () => '00:00:00'],
  ['CMD', commandLine],
];

const bsd: readonly Column[] = [
  ['USER', userOf],
  ['PID', ({ pid }) => String(pid)],
  ['%CPU', () => '0.0'],
  ['%MEM', () => '0.0'],
  ['VSZ', () => '2600'],
  ['RSS', () => '1692'],
  ['TTY', () => '?'],
  ['STAT', () => 'Ss'],
  ['START', clock],
  ['TIME', () => '0:00'],
  ['COMMAND', commandLine],
];

const chosen: Readonly<Record<string, Column>> = {
  user: ['USER', userOf],
  uid: ['UID', (process) => (userOf(process) === 'root' ? '0' : '33')],
  pid: ['PID', ({ pid }) => String(pid)],
  ppid: ['PPID', ({ parent }) => String(parent)],
  tty: ['TT', () => '?'],
  time: ['TIME', () => '00:00:00'],
  stime: ['STIME', clock],
  comm: ['COMMAND', ({ program }) => program],
  cmd: ['CMD', commandLine],
  args: ['COMMAND', commandLine],
};

/** The columns that ps is asked for: -ef by default, aux, or -o. Throws EngineError. */
function columnsOf(options: readonly string[]): readonly Column[] {
  const [first = '-ef', second] = options;
  const [, inWord] = /^-[aAe]*o(.*)$/.exec(first) ?? [];
  const listed = inWord === '' ? second : inWord;
  if (listed !== undefined)
    return listed.split(',').map((name) => {
      const column = Object.hasOwn(chosen, name) ? chosen[name] : undefined;
      if (!column) throw new EngineError(`ps: error: unknown user-defined format specifier "${name}"`, 500);
      return column;
    });
  if (/^a?u?x?$/.test(first)) return bsd;
  if (/^-[efly]+$/i.test(first)) return full;
  throw new EngineError(
    first === '-q' ? 'ps: error: List of process IDs must follow -q.' : 'ps: error: unsupported option (BSD syntax)',
    500,
  );
}

const width = 20;

/** The processes of a container as ps shows them on the host. */
export interface ProcessTable {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Throws EngineError. */
export function processTable(asking: Asking, container: Container, options: readonly string[] = []): ProcessTable {
  if (!isRunning(container)) throw new EngineError(`container ${container.id} is not running`, 409);
  const columns = columnsOf(options);
  // The daemon finds a container's lines by their pids (daemon/top_unix.go: parsePSOutput).
  if (!columns.some(([title]) => title === 'PID')) throw new EngineError("Couldn't find PID field in ps output", 500);
  order(asking, (host) => noteContainer(host, container, 'top'));
  const processes = Object.values(asking.call.world().kernel.processes)
    .filter((process) => process.container?.id === container.id)
    .sort((a, b) => a.pid - b.pid);
  return {
    titles: columns.map(([title]) => title),
    rows: processes.map((process) => columns.map(([, cell]) => cell(process))),
  };
}

/** `docker top`. */
export function runTop(context: Context<never>): number {
  const [name = '', ...options] = context.arguments;
  const container = ask(context, (host) => findContainer(host, named('container', name)));
  const table = processTable(context, container, options);
  const rows = [table.titles, ...table.rows];
  const line = (cells: readonly string[]) =>
    cells.map((cell, i) => (i < cells.length - 1 ? cell.padEnd(Math.max(width, widest(rows, i) + 3)) : cell)).join('');
  context.call.out(rows.map((cells) => `${line(cells)}\n`).join(''));
  return 0;
}

const widest = (rows: readonly (readonly string[])[], column: number): number =>
  Math.max(...rows.map((cells) => cells[column]?.length ?? 0));
