import { signalMain } from '../../engine/api.ts';
import { endsByDefault, parseSignal, type Signal } from '../../engine/container/signals.ts';
import { endProcess } from '../../kernel/process/processes.ts';
import type { Process } from '../../kernel/process/process.ts';
import { engineHost, locate } from '../../world/place.ts';
import { userNamed } from '../../engine/container/users.ts';
import { visibleProcesses } from '../files/proc-pid.ts';
import { treeAt } from '../files/tree.ts';
import type { Call, Tool } from '../tool.ts';
import { getopt, type Parsed } from './getopt.ts';
import { placeOfProcess } from './process-place.ts';
import { userOf } from './processes.ts';

const USAGE = `sh: 1: kill: Usage: kill [-s sigspec | -signum | -sigspec] [pid | job]... or
kill -l [exitstatus]
`;

export const processesAt = (call: Call): ReadonlyMap<number, Process> =>
  visibleProcesses(treeAt(call.world(), call.place, call.namespace));

/** What `kill -0` sends: nothing. */
const PROBE: Signal = { name: '0', number: 0 };

export function signalOf(text: string): Signal | undefined {
  if (text === '0') return PROBE;
  try {
    return parseSignal(text);
  } catch {
    return undefined;
  }
}

/** Sends a signal to a process. A container's main process answers it as the engine's images do; the engine itself goes on. */
export function deliver(call: Call, process: Process, signal: Signal): void {
  if (signal === PROBE || process.program === 'dockerd') return;
  const inside = locate(call.world(), call.place)?.container !== undefined;
  const { container } = process;
  if (container?.pid === 1) {
    call.update((world) => signalMain(engineHost(world, process.machine), container.id, signal.name, inside));
  } else if (process.capture && ['INT', 'TERM', 'HUP'].includes(signal.name)) call.end(process.pid);
  else if (endsByDefault(signal)) call.update(({ kernel }) => endProcess(kernel, process.pid));
}

/** dash's kill, by pid. */
export const kill: Tool = (call) => {
  const args = call.argv.slice(1);
  const [first = ''] = args;
  if (first === '-l') {
    call.out(listed);
    return 0;
  }
  const [, short] = /^-(?:n|s)?(.+)$/.exec(first) ?? [];
  const apart = first === '-s' || first === '-n';
  const name = apart ? args[1] : first === '--' ? 'TERM' : short;
  const pids = args.slice(apart ? 2 : name === undefined && first !== '--' ? 0 : 1).filter((arg) => arg !== '--');
  const signal = signalOf(name ?? 'TERM');
  if (!signal) {
    call.err(
      apart ? `sh: 1: kill: invalid signal number or name: ${name}\n` : `sh: 1: kill: Illegal option -${short?.[0]}\n`,
    );
    return 2;
  }
  if (pids.length === 0) {
    call.err(USAGE);
    return 2;
  }
  let exit = 0;
  for (const pid of pids) {
    if (pid.startsWith('%')) {
      const job = call.bash ? [...call.jobs.attached.keys()][Number(pid.slice(1)) - 1] : undefined;
      const process = job === undefined ? undefined : call.world().kernel.processes[job];
      if (process) deliver(call, process, signal);
      else if (call.jobs.attached.size === 0) {
        call.err(`sh: 1: kill: No such job: ${pid}\n`);
        return 2;
      } else {
        call.err('sh: 1: kill: No such process\n\n');
        exit = 1;
      }
      continue;
    }
    if (!/^-?\d+$/.test(pid)) {
      call.err(`sh: 1: kill: Illegal number: ${pid}\n`);
      return 2;
    }
    const process = processesAt(call).get(Number(pid));
    if (process) deliver(call, process, signal);
    else if (Number(pid) !== 1) {
      call.err('sh: 1: kill: No such process\n\n');
      exit = 1;
    }
  }
  return exit;
};

const listed = ['0', ...Array.from({ length: 64 }, (_, i) => signalOf(String(i + 1))?.name ?? String(i + 1))]
  .map((name) => `${name}\n`)
  .join('');

const SYNTAX = {
  short: 'acflnoxvs:u:U:P:',
  long: {
    'list-full': 'a',
    count: 'c',
    full: 'f',
    'ignore-case': 'i',
    'list-name': 'l',
    newest: 'n',
    oldest: 'o',
    exact: 'x',
    inverse: 'v',
    'signal=': 'signal',
    'parent=': 'P',
    'euid=': 'u',
  },
};

/** The processes that pgrep's and pkill's arguments name, by pid; an exit code where they are wrong. */
function matching(call: Call, name: string, { options, operands, error }: Parsed): [number, Process][] | number {
  const hint = `Try \`${name} --help' for more information.\n`;
  const wrong = (text: string): number => {
    call.err(`${name}: ${text}\n${hint}`);
    return 2;
  };
  if (error !== undefined) return wrong(error);
  if (operands.length > 1) return wrong('only one pattern can be provided');
  const parent = options.findLast((option) => option.name === 'P')?.value;
  const [pattern] = operands;
  const users = options.findLast((option) => option.name === 'u')?.value.split(',');
  if (pattern === undefined && parent === undefined && !users) return wrong('no matching criteria specified');
  const has = (letter: string): boolean => options.some((option) => option.name === letter);
  const sought = new RegExp(has('x') ? `^(?:${pattern})$` : (pattern ?? ''), has('i') ? 'i' : '');
  const found = [...processesAt(call)].filter(
    ([, process]) =>
      sought.test(has('f') ? process.command.join(' ') : process.program.slice(0, 15)) !== has('v') &&
      (parent === undefined || String(process.parent) === parent) &&
      (!users || users.some((user) => isOf(call, process, user))),
  );
  return has('n') ? found.slice(-1) : has('o') ? found.slice(0, 1) : found;
}

/** Whether a process runs as a user, given by name or number. */
function isOf(call: Call, process: Process, user: string): boolean {
  const container = locate(call.world(), placeOfProcess(call.world(), process))?.container;
  const name = userOf(process, container?.config.User);
  return name === user || String(userNamed(name)?.uid) === user;
}

/** procps' pgrep */
export const pgrep: Tool = (call) => {
  const parsed = getopt(call.argv.slice(1), SYNTAX);
  const found = matching(call, 'pgrep', parsed);
  if (typeof found === 'number') return found;
  const has = (letter: string): boolean => parsed.options.some(({ name }) => name === letter);
  if (has('c')) call.out(`${found.length}\n`);
  else
    for (const [pid, { program, command }] of found)
      call.out(`${pid}${has('a') ? ` ${command.join(' ')}` : has('l') ? ` ${program}` : ''}\n`);
  return found.length > 0 ? 0 : 1;
};

/** procps' pkill */
export const pkill: Tool = (call) => {
  const args = call.argv.slice(1);
  const given = args.findIndex((arg) => /^-(\d+|[A-Z][A-Z0-9+-]+)$/.test(arg));
  const parsed = getopt(
    args.filter((_, i) => i !== given),
    SYNTAX,
  );
  const found = matching(call, 'pkill', parsed);
  if (typeof found === 'number') return found;
  const name = parsed.options.findLast((option) => option.name === 'signal')?.value ?? args[given]?.slice(1) ?? 'TERM';
  const signal = signalOf(name);
  if (!signal) {
    call.err(`Unknown signal "${name}".\n`);
    return 2;
  }
  for (const [, process] of found) deliver(call, process, signal);
  return found.length > 0 ? 0 : 1;
};

/** procps' pidof */
export const pidof: Tool = (call) => {
  const { operands } = getopt(call.argv.slice(1), { short: 'sqcnxwo:t:S:' });
  const found = [...processesAt(call)].filter(([, { program, command }]) =>
    operands.some((name) => name === program || name === command[0]),
  );
  if (found.length === 0) return 1;
  call.out(
    `${found
      .map(([pid]) => pid)
      .toReversed()
      .join(' ')}\n`,
  );
  return 0;
};
