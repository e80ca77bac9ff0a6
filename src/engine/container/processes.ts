import { endProcesses as endAll, startProcess } from '../../kernel/process/processes.ts';
import { bind } from '../../kernel/socket/sockets.ts';
import type { Process } from '../../kernel/process/process.ts';
import { hostnameOf, isRunning, mainCommand, type Container } from './container.ts';
import type { EngineHost } from '../engine.ts';
import { serverFiles } from '../files/server-files.ts';
import { describeCommand, type Command, type Ending } from '../images/command.ts';
import { saidAtStart } from '../images/hub.ts';
import { isOwnConfig, prepare } from '../programs/nginx/start.ts';

const SHIM = '/usr/bin/containerd-shim-runc-v2';
const INIT = '/sbin/docker-init';
/** What a second process gets as its pid in a container: runc has used up the ones before. */
const SECOND_PID = 7;

/** What a container's main process does. */
export const commandOf = (container: Container): Command =>
  describeCommand(mainCommand(container), { tty: container.config.Tty, openStdin: container.config.OpenStdin });

/** Starts a container's processes in its namespace. Returns how its main process will end, where that is known. */
export function startProcesses(host: EngineHost, container: Container): Ending | undefined {
  const command = commandOf(container);
  const shim = startProcess(host.kernel, {
    parent: 1,
    machine: host.machine,
    namespace: host.namespace,
    program: 'containerd-shim',
    command: [SHIM, '-namespace', 'moby', '-id', container.id, '-address', '/run/docker/containerd/containerd.sock'],
    started: host.clock.now,
  });
  container.shim = shim.pid;
  const init = container.hostConfig.Init ? [INIT, '--', ...mainCommand(container)] : undefined;
  const main = startMember(host, container, {
    parent: shim.pid,
    pid: 1,
    program: init ? 'docker-init' : command.program,
    title: init ?? command.title,
  });
  container.state.pid = main.pid;
  const said = container.hub === undefined ? '' : saidAtStart(container.hub, container.command);
  if (said !== '') main.output = said;
  const server = init
    ? startMember(host, container, {
        parent: main.pid,
        pid: SECOND_PID,
        program: command.program,
        title: command.title,
      })
    : main;
  if (command.steps)
    (host.kernel.tasks ??= {})[server.pid] = {
      at: host.clock.now,
      work: { kind: 'program', argv: [...mainCommand(container)] },
    };
  return runCommand(host, container, command, server, SECOND_PID + (init ? 1 : 0)) ?? command.ending;
}

/** The process that runs a container's command: its first, or what that watches over (`--init`). */
export function mainPid({ kernel }: EngineHost, { state, hostConfig }: Container): number {
  if (!hostConfig.Init) return state.pid;
  return Object.values(kernel.processes).find(({ parent }) => parent === state.pid)?.pid ?? state.pid;
}

/** A process of a container becomes a server by its command. Returns how that ends where it cannot have its sockets. */
export function become(
  host: EngineHost,
  container: Container,
  pid: number,
  command: Command,
  cwd?: string,
): Ending | undefined {
  const process = host.kernel.processes[pid];
  if (!process) return undefined;
  process.program = command.program;
  process.command = [...command.title];
  if (cwd !== undefined && cwd !== '/') process.cwd = cwd;
  return runCommand(host, container, command, process, host.kernel.nextPid);
}

/** How long nginx takes to find out that it cannot start (ms). */
const BRIEF = 90;

/** A server that reads a configuration listens where that says; what is wrong with it ends the server. */
function withConfiguration(
  host: EngineHost,
  container: Container,
  command: Command,
  process: Process,
): Command | Ending {
  const { mounts, files } = container;
  const isMaster = command.program === 'nginx' && command.children.length > 0;
  const mounted = mounts.map(({ destination }) => destination);
  if (!isMaster || !isOwnConfig(files, mounted, mainCommand(container))) return command;
  const seen = serverFiles({
    files,
    mounts,
    host: { files: host.files, volumes: host.engine.volumes },
    volumes: host.engine.volumes,
  });
  const ready = prepare(host, process.namespace, seen, command.title, process.container?.pid ?? process.pid);
  if ('complaint' in ready) return { after: BRIEF, exitCode: 1, stdout: '', stderr: ready.complaint };
  process.loaded = ready.loaded;
  const said = [...ready.warnings, ...ready.notices];
  if (said.length > 0) process.errors = said.join('');
  return { ...command, listens: ready.listens };
}

/** Opens a command's sockets and starts its children; a socket that cannot be had decides how it ends. */
function runCommand(
  host: EngineHost,
  container: Container,
  command: Command,
  process: Process,
  nextPid: number,
): Ending | undefined {
  const namespace = host.kernel.namespaces[process.namespace];
  if (!namespace) throw new Error(`no namespace ${process.namespace}`);
  const served = withConfiguration(host, container, command, process);
  if ('exitCode' in served) return served;
  const refused = served.listens.filter((listening) => bind(namespace, { ...listening, pid: process.pid }) !== 'ok');
  if (refused.length > 0) {
    namespace.sockets = namespace.sockets.filter(({ pid }) => pid !== process.pid);
    return command.bindFailure?.(refused);
  }
  let failed: Ending | undefined;
  command.children.forEach((child, i) => {
    const { program, title } = child;
    const started = startMember(host, container, { parent: process.pid, pid: nextPid + i, program, title });
    failed ??= runCommand(host, container, child, started, nextPid + i + 1);
  });
  return failed;
}

interface Member {
  parent: number;
  pid: number;
  program: string;
  title: readonly string[];
}

function startMember(host: EngineHost, container: Container, { parent, pid, program, title }: Member): Process {
  return startProcess(host.kernel, {
    parent,
    machine: host.machine,
    namespace: container.sandbox?.namespace ?? host.namespace,
    container: { id: container.id, pid },
    hostname: hostnameOf(container) || host.machine,
    program,
    command: [...title],
    ...(container.config.WorkingDir !== '' && { cwd: container.config.WorkingDir }),
    started: host.clock.now,
  });
}

const membersOf = ({ kernel }: EngineHost, container: Container): Process[] =>
  Object.values(kernel.processes).filter((process) => process.container?.id === container.id);

/** Ends all of a container's processes; what they wrote stays in its log. */
export function endProcesses(host: EngineHost, container: Container): void {
  for (const stream of ['stdout', 'stderr'] as const) container.log[stream] += outputOf(host, container, stream);
  const members = membersOf(host, container).map(({ pid }) => pid);
  endAll(host.kernel, container.shim === undefined ? members : [...members, container.shim]);
  delete container.shim;
  container.state.pid = 0;
}

/** The cgroup freezer: frozen processes do nothing, while their kernel still answers for them. */
export function freeze(host: EngineHost, container: Container, frozen: boolean): void {
  for (const process of membersOf(host, container)) {
    if (process.frozen && !frozen) process.thawed = host.clock.now;
    process.frozen = frozen;
  }
}

/** What the processes of a container's present run have written so far. */
export function outputOf(host: EngineHost, container: Container, stream: 'stdout' | 'stderr'): string {
  if (!isRunning(container)) return '';
  const elapsed = host.clock.now - container.state.startedAt;
  const written = (container.ending?.written ?? []).filter((each) => each.stream === stream && each.after <= elapsed);
  const direct = membersOf(host, container).map(({ output, errors }) => (stream === 'stdout' ? output : errors) ?? '');
  return [...direct, ...written.map(({ text }) => text)].join('');
}
