/** How a command is begun by a process of its own: as a shell, as a server, as something that follows or repeats. */
import { become, describeCommand, type Command, type Ending } from '../../engine/api.ts';
import type { ProgramWork, ScriptWork, Task } from '../../kernel/process/task.ts';
import { startTask } from '../../kernel/process/task.ts';
import { engineHost } from '../../world/engine-host.ts';
import { find, treeAt } from '../files/tree.ts';
import { resolvePath } from '../files/path.ts';
import { followerOf } from './followers.ts';
import { isShellName, scriptAt, timeoutOf, type Limit } from './recognise.ts';
import { runLeaf } from './leaf.ts';
import { print } from './output.ts';
import { newScript } from './new-script.ts';
import { containerOf, surroundings } from './place.ts';
import type { Stepping, Went } from './types.ts';

/** The script that words stand for: `sh -c TEXT`, `sh FILE`, `sh` with its standard input, or a script by its path. */
function scriptOf(
  { running: { session }, place }: Stepping,
  { argv, stdin = '' }: ProgramWork,
  around: { cwd: string; env: Record<string, string> },
): ScriptWork | string | undefined {
  const [name = '', ...args] = argv;
  const common = { ...around, stdin, bash: name.endsWith('bash') };
  if (!isShellName(name)) {
    const text = scriptAt(session.world, place, around.cwd, name);
    return text === undefined
      ? undefined
      : newScript(text, {
          ...common,
          name,
          words: args,
          bash: /^#!.*bash/.test(text),
          ...errexit(text.split('\n', 1)),
        });
  }
  const operand = args.findIndex((arg) => !arg.startsWith('-'));
  const options = operand < 0 ? args : args.slice(0, operand);
  const option = options.findIndex((arg) => /^-[a-z]*c$/.test(arg));
  if (option >= 0)
    return newScript(args[option + 1] ?? '', {
      ...common,
      name: args[option + 2] ?? name,
      words: args.slice(option + 3),
      ...errexit(options),
      // bash lets the last command of what it is given take its place.
      ...(common.bash && { frames: [{ kind: 'text' as const, at: [0], step: 0, only: true as const }] }),
    });
  const [path, ...words] = operand < 0 ? [] : args.slice(operand);
  if (path === undefined) return newScript(stdin, { ...common, name, stdin: '', ...errexit(options) });
  const file = find(treeAt(session.world, place), resolvePath(around.cwd, path));
  if (file?.kind !== 'file') return `${name}: 0: cannot open ${path}: No such file\n`;
  return newScript(file.read(), { ...common, name: path, words, ...errexit(options) });
}

const errexit = (options: readonly string[]): { errexit?: true } =>
  options.some((option) => /(?:^|\s)-\w*e/.test(option)) ? { errexit: true } : {};

/** Begins a command in its process. */
export async function begin(stepping: Stepping, work: ProgramWork): Promise<Went | 'on'> {
  const { running, pid, task } = stepping;
  const { session } = running;
  const process = session.world.kernel.processes[pid];
  if (!process) return 'gone';
  const own = surroundings(session.world, process);
  const around = { cwd: work.cwd ?? own.cwd, env: work.env ?? own.env };
  const { argv } = work;
  const script = scriptOf(stepping, work, around);
  if (typeof script === 'string') {
    print(running, pid, 'err', script);
    return { exit: 2 };
  }
  const command = describeCommand(argv);
  if (script) {
    rename(stepping, command.program, argv);
    task.work = script;
    delete task.handlers;
    return 'on';
  }
  const limited = timeoutOf(argv);
  if (limited) return limit(stepping, limited, around);
  const follower = followerOf(argv);
  if (follower !== undefined) {
    rename(stepping, command.program, argv);
    task.work = { kind: 'follow', what: follower, argv, ...around, state: {} };
    return 'on';
  }
  if (command.runsForever && command.program !== 'nc') return serve(stepping, command, around.cwd);
  const began = session.world.clock.now;
  stepping.spend(1);
  const leaf = await runLeaf(stepping, argv, { ...around, bash: false, stdin: work.stdin ?? '', itself: true });
  const ended = session.world.clock.now;
  session.update(({ clock }) => void (clock.now = began));
  if (!session.world.kernel.processes[pid]) return 'gone';
  rename(stepping, command.program, argv);
  for (const { at, stream, text } of leaf.written)
    if (at <= began) print(running, pid, stream, text);
    else (task.unseen ??= []).push({ at, stream, text });
  delete task.at;
  if (leaf.endless || leaf.held?.kind === 'process') {
    task.work = { kind: 'server' };
    if (leaf.held?.kind === 'process' && leaf.held.pid !== pid) task.waits = leaf.held.pid;
    return 'waits';
  }
  if (ended <= began) return { exit: leaf.status };
  task.work = { kind: 'ended', status: leaf.status };
  if (Number.isFinite(ended)) task.at = ended;
  return 'waits';
}

/** A process takes another program's name and words. */
function rename({ running: { session }, pid }: Stepping, program: string, argv: readonly string[]): void {
  const process = session.world.kernel.processes[pid];
  if (!process || (process.program === program && process.command.join('\0') === argv.join('\0'))) return;
  session.update(({ kernel }) => {
    const renamed = kernel.processes[pid];
    if (!renamed || renamed.program === 'docker-init') return;
    renamed.program = program;
    renamed.command = [...argv];
  });
}

/** A server with its sockets; it fails where it cannot have them. */
function serve({ running, pid, task }: Stepping, command: Command, cwd: string): Went {
  const { session } = running;
  const failed = session.update((world): Ending | undefined => {
    const process = world.kernel.processes[pid];
    const container = process && containerOf(world, process);
    if (!process || !container) return undefined;
    return become(engineHost(world, process.machine), container, pid, command, cwd);
  });
  task.handlers = { ...command.signals };
  delete task.at;
  if (!failed) {
    task.work = { kind: 'server' };
    return 'waits';
  }
  const now = session.world.clock.now;
  print(running, pid, 'err', failed.firstComplaint ?? '');
  task.unseen = [{ at: now + failed.after, stream: 'err', text: failed.stderr }];
  task.work = { kind: 'ended', status: failed.exitCode };
  task.at = now + failed.after;
  return 'waits';
}

/** What timeout gives where it does not even begin. */
const CANCELED = 125;

function limit(
  { running: { session }, pid, task }: Stepping,
  { time, signal, preserve, command }: Limit,
  around: { cwd: string; env: Record<string, string> },
): Went {
  // Its child takes a parent of pid 1 for one that is gone (coreutils: timeout.c).
  if (session.world.kernel.processes[pid]?.container?.pid === 1) return { exit: CANCELED };
  const now = session.world.clock.now;
  const inner: Task = { at: now, ...(task.as && { as: task.as }), work: { kind: 'program', argv: command, ...around } };
  const child = session.update(({ kernel }) => {
    const process = kernel.processes[pid];
    if (!process) return undefined;
    const { machine, namespace, sinks, hostname, container } = process;
    return startTask(
      kernel,
      {
        ...{ parent: pid, machine, namespace, program: command[0] ?? '', command: [...command], started: now },
        ...(sinks && { sinks }),
        ...(hostname !== undefined && { hostname }),
        ...(container && { container: { id: container.id, pid: kernel.nextPid } }),
      },
      inner,
    ).pid;
  });
  if (child === undefined) return 'gone';
  task.work = { kind: 'timeout', child, signal, preserve };
  task.waits = child;
  if (time > 0) task.at = now + time;
  else delete task.at;
  return 'waits';
}
