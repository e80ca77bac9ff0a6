import { commandOf } from '../../../engine/api.ts';
import { groupOf, userNamed } from '../../../engine/container/users.ts';
import type { Process } from '../../../kernel/process/process.ts';
import { locate } from '../../../world/place.ts';
import { inodeOf } from '../../files/proc-pid.ts';
import { treeAt } from '../../files/tree.ts';
import type { Call } from '../../tool/call.ts';
import { processesAt, type SeenProcess } from '../processes/seen.ts';

/** A line of `ps`, its pids as the place sees them. */
export interface Row {
  readonly pid: number;
  readonly parent: number;
  /** Process group and session. */
  readonly group: number;
  readonly session: number;
  readonly tty: string;
  readonly user: string;
  /** As /proc/PID/comm has it. */
  readonly name: string;
  readonly command: string;
  /** Before the command where a tree is drawn. */
  readonly prefix: string;
  readonly state: string;
  readonly threads: number;
  readonly wchan: string;
  readonly flags: number;
  /** Clock (ms) of its start. */
  readonly started: number;
  /** Virtual and resident size, KiB. */
  readonly size: readonly [virtual: number, resident: number];
  /** Of its network namespace. */
  readonly inode: number;
  /** Id of its container. */
  readonly container: string | undefined;
  /** Whether this is ps itself. */
  readonly self: boolean;
}

/** What a program looks like: sizes in KiB, threads, and what it waits in, as seen on the reference engine. */
type Look = readonly [virtual: number, resident: number, threads: number, wchan: string];
const LOOKS: Readonly<Record<string, Look>> = {
  containerd: [1894260, 45472, 9, 'futex_'],
  'containerd-shim': [2088736, 18928, 12, 'futex_'],
  'docker-proxy': [1746856, 5132, 8, 'futex_'],
  dockerd: [2302228, 85220, 11, 'futex_'],
  nginx: [15212, 9780, 1, 'sigsus'],
  'nginx: worker': [15592, 4096, 1, 'do_epo'],
  ps: [6712, 4260, 1, '-'],
  sh: [2692, 2116, 1, 'do_wai'],
  sleep: [2600, 1640, 1, 'hrtime'],
};
const OTHER: Look = [10564, 8652, 1, 'poll_s'];

/** What a process looks like. */
export const looksOf = ({ program, command }: Pick<Process, 'program' | 'command'>): Look =>
  LOOKS[command[0]?.startsWith('nginx: worker') === true ? 'nginx: worker' : program] ?? OTHER;

/** A user's ids and group; numbers without a name are of root's group. */
export function idsOf(user: string): { uid: number; gid: number; group: string } {
  const known = userNamed(user);
  const gid = known?.gid ?? 0;
  return { uid: known?.uid ?? Number(user), gid, group: groupOf(gid) ?? String(gid) };
}

/** The processes that a place sees, the running ps and its shell included, by pid. */
export function processes(call: Call): Row[] {
  const tree = treeAt(call.world(), call.place, call.namespace);
  const seen = processesAt(call);
  const byPid = new Map(seen.map((each) => [each.process.pid, each]));
  const containerd = seen.find(({ process }) => process.program === 'containerd')?.pid;
  const leaderOf = (each: SeenProcess): SeenProcess | undefined => {
    const parent = byPid.get(each.process.parent);
    const { container, program } = each.process;
    if (program === 'containerd-shim') return undefined;
    // The first process of all is its own parent.
    if (!parent || parent === each || program === 'containerd' || parent.process.container?.id !== container?.id)
      return each;
    return leaderOf(parent);
  };
  const { machine, container: here } = tree.location;
  const hasTerminal = ({ container }: Process): boolean =>
    machine.engine?.containers[container?.id ?? '']?.config.Tty === true;
  const rows = seen.map((each): Row => {
    const { process, pid, parent, user } = each;
    const { program, container, frozen, started } = process;
    const command = process.command.join(' ');
    const worker = command.startsWith('nginx: worker');
    const [virtual, resident, threads, waitsIn] = looksOf(process);
    // Others' processes do not say.
    const wchan = here && user !== 'root' ? '-' : command === 'sleep infinity' ? 'do_sys' : waitsIn;
    const leader = leaderOf(each);
    const terminal = hasTerminal(process) && leader?.process.container?.pid === 1;
    const stat = `${frozen ? 'D' : 'S'}${leader === each ? 's' : ''}${threads > 1 ? 'l' : ''}${terminal ? '+' : ''}`;
    return {
      ...{ pid, parent, user, command, started, threads, wchan },
      group: leader?.pid ?? pid,
      session: leader?.pid ?? containerd ?? pid,
      tty: terminal && here ? 'pts/0' : '?',
      name: program.slice(0, 15),
      prefix: '',
      state: stat,
      flags: worker ? 5 : leader === each || program === 'containerd-shim' ? 4 : 0,
      size: [virtual, resident],
      inode: inodeOf(tree, process.namespace),
      container: container?.id,
      self: false,
    };
  });
  const main = mainOf(call, rows);
  const others = main?.name === 'ps' ? rows.filter((row) => row !== main) : rows;
  return [...others, ...own(call, rows, inodeOf(tree, tree.namespace), main)].sort((a, b) => a.pid - b.pid);
}

/** A container's main process, where this very ps is it, or is started by it: none that goes on by itself. */
function mainOf(call: Call, rows: readonly Row[]): Row | undefined {
  const location = locate(call.world(), call.place);
  if (!location?.container || location.machine.engine?.pending[location.container.id]) return undefined;
  const { id } = location.container;
  if (commandOf(location.container).runsForever) return undefined;
  return rows.findLast(({ container }) => container === id);
}

/** What a container's second process gets as its pid: runc has used up the ones before. */
const SECOND_PID = 7;

/** ps and the shell that started it, if any did. */
function own(call: Call, rows: readonly Row[], inode: number, main: Row | undefined): Row[] {
  const { kernel, clock } = call.world();
  const container = locate(call.world(), call.place)?.container;
  const inside = container !== undefined && container.hostConfig.PidMode !== 'host';
  const next = inside ? Math.max(0, ...rows.map(({ pid }) => pid)) + 1 : kernel.nextPid;
  const row = (pid: number, parent: number, name: string, rest: Pick<Row, 'command' | 'state' | 'flags'>): Row => {
    const [virtual, resident, threads, wchan] = LOOKS[name] ?? OTHER;
    const common = { session: next, tty: call.tty ? 'pts/0' : '?', user: 'root', prefix: '' };
    const size = [virtual, resident] as const;
    const place = { inode, container: container?.id, started: clock.now, self: name === 'ps' };
    // On a terminal every command is a group of its own.
    const group = call.tty ? pid : next;
    return { pid, parent, group, name, ...rest, ...common, ...place, size, threads, wchan };
  };
  const top = inside ? 0 : 1;
  const command = call.argv.join(' ');
  const foreground = call.tty ? '+' : '';
  if (main) {
    const { pid, parent } = main;
    const child = Math.max(SECOND_PID, pid + 1);
    const itself = main.name === 'ps';
    const rest = { command, state: itself ? `Rs${foreground}` : `R${foreground}`, flags: itself ? 4 : 0 };
    return [row(itself ? pid : child, itself ? parent : pid, 'ps', rest)];
  }
  if (call.alone) return [row(next, top, 'ps', { command, state: `Rs${foreground}`, flags: 4 })];
  return [
    row(next, top, 'sh', { command: 'sh', state: 'Ss', flags: 4 }),
    row(next + 1, next, 'ps', { command, state: `R${foreground}`, flags: 0 }),
  ];
}
