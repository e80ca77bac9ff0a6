import { endProcesses as endAll, startProcess } from '../../kernel/process/processes.ts';
import { bind } from '../../kernel/socket/sockets.ts';
import type { Process } from '../../kernel/process/process.ts';
import { hostnameOf, isRunning, type Container } from './container.ts';
import type { EngineHost } from '../engine.ts';
import { describeCommand, type Command, type Ending } from '../images/command.ts';

const SHIM = '/usr/bin/containerd-shim-runc-v2';
const INIT = '/sbin/docker-init';
/** What a second process gets as its pid in a container: runc has used up the ones before. */
const SECOND_PID = 7;

export const commandOf = ({ command, config }: Container): Command =>
  describeCommand(command, { tty: config.Tty, openStdin: config.OpenStdin });

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
  const init = container.hostConfig.Init ? [INIT, '--', ...container.command] : undefined;
  const main = startMember(host, container, {
    parent: shim.pid,
    pid: 1,
    program: init ? 'docker-init' : command.program,
    title: init ?? command.title,
  });
  container.state.pid = main.pid;
  const server = init
    ? startMember(host, container, {
        parent: main.pid,
        pid: SECOND_PID,
        program: command.program,
        title: command.title,
      })
    : main;
  return runCommand(host, container, command, server, SECOND_PID + (init ? 1 : 0)) ?? command.ending;
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
  const refused = command.listens.filter((listening) => bind(namespace, { ...listening, pid: process.pid }) !== 'ok');
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
  for (const process of membersOf(host, container)) process.frozen = frozen;
}

/** What the processes of a container's present run have written so far. */
export function outputOf(host: EngineHost, container: Container, stream: 'stdout' | 'stderr'): string {
  if (!isRunning(container)) return '';
  const elapsed = host.clock.now - container.state.startedAt;
  const written = (container.ending?.written ?? []).filter((each) => each.stream === stream && each.after <= elapsed);
  const direct = stream === 'stdout' ? membersOf(host, container).map(({ output }) => output ?? '') : [];
  return [...direct, ...written.map(({ text }) => text)].join('');
}
