import { treeAt } from '../../files/tree.ts';
import { visibleProcesses } from '../../files/proc-pid.ts';
import type { Call } from '../../tool.ts';

/** A line of `ps`, its pids as the place sees them. */
export interface Row {
  readonly pid: number;
  readonly parent: number;
  readonly user: string;
  /** As /proc/PID/comm has it. */
  readonly name: string;
  readonly command: string;
  readonly state: string;
  /** Clock (ms) of its start. */
  readonly started: number;
  /** Virtual and resident size, KiB. */
  readonly size: readonly [virtual: number, resident: number];
}

/** Typical sizes in KiB, by program. */
const SIZES: Readonly<Record<string, readonly [number, number]>> = {
  nginx: [15212, 9952],
  sleep: [2600, 1640],
  sh: [2692, 2116],
  ps: [6712, 4324],
  'docker-proxy': [1746856, 5132],
  dockerd: [2302228, 85220],
};
const OTHER: readonly [number, number] = [12068, 8284];

/** Programs of several threads, which ps marks with an l. */
const THREADED = new Set(['docker-proxy', 'dockerd', 'containerd', 'containerd-shim']);

/** Debian's nginx lets its workers run as www-data (nginx.conf: user). */
const userOf = (command: string): string => (command.startsWith('nginx: worker') ? 'www-data' : 'root');

/** The processes that a place sees, the running ps and its shell included. */
export function processes(call: Call): Row[] {
  const { kernel, clock } = call.world();
  const seen = [...visibleProcesses(treeAt(call.world(), call.place))];
  const pidHere = new Map(seen.map(([here, { pid }]) => [pid, here]));
  const rows = seen.map(([pid, process]): Row => {
    const command = process.command.join(' ');
    const leads = process.container ? process.container.pid === 1 : process.parent <= 1;
    return {
      pid,
      parent: pidHere.get(process.parent) ?? (process.container ? 0 : process.parent),
      user: userOf(command),
      name: process.program,
      command,
      state: `${process.frozen ? 'D' : 'S'}${leads ? 's' : ''}${THREADED.has(process.program) ? 'l' : ''}`,
      started: process.started,
      size: SIZES[process.program] ?? OTHER,
    };
  });
  const inside = seen.some(([, { container }]) => container);
  const next = inside ? Math.max(0, ...seen.map(([pid]) => pid)) + 1 : kernel.nextPid;
  const own = { user: 'root', started: clock.now };
  const shell = { ...own, pid: next, parent: 0, name: 'sh', command: 'sh', state: 'Ss', size: SIZES.sh ?? OTHER };
  const self = { ...own, pid: next + 1, parent: next, name: 'ps', state: 'R', size: SIZES.ps ?? OTHER };
  return [...rows, shell, { ...self, command: call.argv.join(' ') }].sort((a, b) => a.pid - b.pid);
}
