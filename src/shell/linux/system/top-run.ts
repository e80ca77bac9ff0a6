import { TOP } from '../../tasks/followers/top.ts';
import type { Call } from '../../tool/call.ts';
import { getopt } from '../../tool/options.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { processes, type Row } from '../ps/list.ts';
import { memoryAt } from './memory.ts';
import { uptimeLine } from './uptime.ts';

const MIB = 1024 * 1024;
/** Octets of memory that a process shares, of those that are resident. */
const SHARED = 0.6;
/** KiB that top itself takes. */
const OWN = [7612, 5504] as const;

const USAGE = `
Usage:
 top [options]

Options:
 -b, --batch                     run in non-interactive batch mode
 -c, --cmdline-toggle            reverse last remembered 'c' state
 -d, --delay =SECS [.TENTHS]     iterative delay as SECS [.TENTHS]
 -n, --iterations =NUMBER        exit on maximum iterations NUMBER
 -o, --sort-override =FIELD      force sorting on this named FIELD
 -p, --pid =PIDLIST              monitor only the tasks in PIDLIST
 -u, --filter-only-euser =USER   show only processes owned by USER

For more details see top(1).
`;

const mib = (octets: number): string => (octets / MIB).toFixed(1).padStart(9);

const cell = (value: number | string, width: number): string => String(value).padStart(width);

function row(each: Row, full: boolean, total: number): string {
  const [virtual, resident] = each.self ? OWN : each.size;
  const state = each.self ? 'R' : each.state.slice(0, 1);
  const percent = ((resident * 1024 * 100) / total).toFixed(1);
  const name = each.self ? 'top' : each.name;
  return [
    cell(each.pid, 7),
    each.user.slice(0, 8).padEnd(8),
    cell(20, 3),
    cell(0, 3),
    cell(virtual, 7),
    cell(resident, 6),
    cell(Math.round(resident * SHARED), 6),
    state,
    cell('0.0', 5),
    cell(percent, 5),
    cell('0:00.00', 9),
    full ? each.command : name,
  ].join(' ');
}

/** A page of top: the machine's figures, and the processes that the place sees. */
export function topPage(call: Call): string {
  const { has, value } = getopt(call.argv.slice(1), TOP);
  const memory = memoryAt(call);
  const all = processes(call);
  const pids = value('p')?.split(',').map(Number);
  const user = value('u') ?? value('U');
  const shown = all.filter(
    (each) => (pids === undefined || pids.includes(each.pid)) && (user === undefined || each.user === user),
  );
  const frozen = shown.filter(({ state }) => state.startsWith('D')).length;
  const running = shown.filter(({ self }) => self).length;
  const sorted = shown.toSorted(
    (a, b) => (/^%?MEM$|RES/.test(value('o') ?? '') ? b.size[1] - a.size[1] : 0) || a.pid - b.pid,
  );
  return [
    `top - ${uptimeLine(call)}`,
    `Tasks: ${shown.length} total, ${running} running, ${shown.length - running - frozen} sleep, ${frozen} d-sleep, 0 stopped, 0 zombie`,
    '%Cpu(s):  0.0 us,  0.0 sy,  0.0 ni,100.0 id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st ',
    `MiB Mem :${mib(memory.total)} total,${mib(memory.free)} free,${mib(memory.used)} used,${mib(memory.buffers + memory.cache)} buff/cache     `,
    `MiB Swap:${mib(0)} total,${mib(0)} free,${mib(0)} used.${mib(memory.available)} avail Mem `,
    '',
    '    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND',
    ...sorted.map((each) => row(each, has('c'), memory.total)),
    '',
  ].join('\n');
}

/** top that ends by itself: `-bn1`. Without -b it needs a terminal. */
export function runTop(call: Call): number {
  const { error, has, value } = getopt(call.argv.slice(1), TOP);
  if (error !== undefined) throw new ToolError(`top: ${error}\n${USAGE}`, 1);
  if (has('h')) call.out(USAGE);
  else if (has('v')) call.out('top from procps-ng 4.0.6\n');
  else if (!has('b') && !call.tty) return 1;
  else for (let page = 0; page < Math.min(100, Number(value('n') ?? 1) || 1); page += 1) call.out(`${topPage(call)}\n`);
  return 0;
}
