import { deleteNamespace } from '../../kernel/namespaces.ts';
import { own } from '../../kernel/own.ts';
import { shareEtcFiles, updateHosts, writeEtcFiles } from '../dns/etc-files.ts';
import { checkLinks } from '../dns/links.ts';
import { stopResolver } from '../dns/resolver.ts';
import type { EngineHost } from '../engine.ts';
import { EngineError, conflict, invalid, notFound, prefixed } from '../errors.ts';
import { noteContainer, noteMounts, noteNetwork } from '../events/events.ts';
import { executableProblem } from '../images/executable.ts';
import { imageWith } from '../images/image.ts';
import { attach, detach } from '../network/attachment.ts';
import { checkModeNetwork } from '../network/mode.ts';
import { findContainer } from '../refs.ts';
import { hasNoBridge } from '../settings/settings.ts';
import { withdrawRequests } from '../swarm/attachments.ts';
import { isAnonymous, makeMountPlaces } from '../volumes/mounts.ts';
import { discardVolume, findVolume, usersOf } from '../volumes/volume.ts';
import { isRunning, type Container } from './container.ts';
import { checkDevices, throttleProblem } from './devices.ts';
import { startHealth, stopHealth } from './health.ts';
import { modeOwner } from './host-config.ts';
import { logProblem } from './log-options.ts';
import { endProcesses, freeze, startProcesses } from './processes.ts';
import { createSandbox, hostSandbox, isInUse } from './sandbox.ts';
import { readSignal } from './signals.ts';
import { answerTo, DEFAULT_TIMEOUT, stopSignalOf } from './stopping.ts';
import { checkUser } from './user-spec.ts';

/** Milliseconds until a container's processes run, and until its namespace is taken down. */
const START = 130;
const TEARDOWN = 90;
const TASK_FAILED = 'failed to create task for container';
const CREATE_FAILED = `${TASK_FAILED}: failed to create shim task: OCI runtime create failed: runc create failed`;
/** moby: exitUnknown */
const EXIT_UNKNOWN = 128;
const SIGKILL = 9;

/** A start that failed in the runtime: how the container then shows to have exited. */
class StartError extends EngineError {
  readonly exitCode: number;
  constructor(message: string, exitCode: number) {
    super(message, 400);
    this.exitCode = exitCode;
  }
}

/** Starts a container that does not run. Throws, with the reason in its state, where it cannot. */
export function begin(host: EngineHost, container: Container): void {
  try {
    prepare(host, container);
    connectAll(host, container);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    giveBack(host, container, error instanceof StartError);
    container.state.error = error.message;
    if (error instanceof StartError) container.state.exitCode = error.exitCode;
    else if (container.state.exitCode === 0) container.state.exitCode = EXIT_UNKNOWN;
    if (container.hostConfig.AutoRemove) discardWithVolumes(host, container);
    throw error;
  }
  host.clock.now += START;
  run(host, container);
}

/** Everything up to the point at which the runtime has made the container: its namespace stands, its files are written. */
function prepare(host: EngineHost, container: Container): void {
  const mode = container.hostConfig.NetworkMode;
  const ref = modeOwner(mode);
  const owner = ref === undefined ? undefined : namespaceOwner(host, container, ref);
  checkDevices(container);
  checkLinks(host, container);
  makeMountPlaces(host, container);
  noteMounts(host, container, 'mount');
  if (owner) {
    container.config.Hostname = owner.config.Hostname;
    container.config.Domainname = owner.config.Domainname;
    shareEtcFiles(host, container, owner);
  } else writeEtcFiles(host, container);
  checkJoined(host, container);
  checkUser(container.config.User, container.hostConfig.GroupAdd);
  const problem = logProblem(container.hostConfig);
  if (problem !== undefined)
    throw new StartError(`${TASK_FAILED}: failed to initialize logging driver: ${problem}`, EXIT_UNKNOWN);
  if (container.hostConfig.UTSMode === 'host' && container.config.Domainname !== '')
    throw new StartError(
      'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: sysctl "kernel.domainname" is not in a separate kernel namespace',
      EXIT_UNKNOWN,
    );
  const bare = imageWith(host.engine.images, container.imageId)?.made?.bare;
  const unfit = throttleProblem(container) ?? missingProgram(container, bare);
  if (unfit)
    throw new StartError(
      `${CREATE_FAILED}: unable to start container process: error during container init: ${unfit.text}`,
      unfit.exitCode,
    );
  if (owner?.sandbox) container.sandbox = { id: '', key: '', namespace: owner.sandbox.namespace, own: false };
  else container.sandbox = mode === 'host' ? onHost(host, container) : newSandbox(host, container);
}

/** Why its program cannot be run. One of the lab's own, in the place of its image's, is always there. */
function missingProgram({ command, runs, hub, files }: Container, bare = false): ReturnType<typeof executableProblem> {
  if (runs && hub === undefined) return undefined;
  return executableProblem(command[0] ?? '', files, { bare, hub });
}

/** The running container whose namespace another one joins (daemon/container_operations_unix.go: getNetworkedContainer). */
function namespaceOwner(host: EngineHost, container: Container, ref: string): Container {
  const joining = 'joining network namespace of container';
  const owner = prefixed(joining, () => findContainer(host, ref), notFound);
  if (owner.id === container.id) throw invalid('cannot join own network namespace');
  if (owner.state.status === 'restarting')
    throw conflict(`${joining}: Container ${owner.id} is restarting, wait until the container is running`);
  if (!isRunning(owner))
    throw conflict(
      `cannot join network namespace of a non running container: container ${owner.name} is ${owner.state.status}`,
    );
  return owner;
}

/** IPC and PID namespaces of other containers (daemon/daemon_unix.go: getIpcContainer, getPIDContainer). */
function checkJoined(host: EngineHost, { hostConfig }: Container): void {
  for (const [mode, what] of [
    [hostConfig.IpcMode, 'IPC'],
    [hostConfig.PidMode, 'PID'],
  ] as const) {
    const ref = modeOwner(mode);
    if (ref === undefined) continue;
    prefixed(`failed to join ${what} namespace`, () => {
      const owner = findContainer(host, ref);
      if (!isRunning(owner)) throw conflict(`container ${owner.id} is not running`);
      if (what === 'IPC' && !['shareable', 'host'].includes(String(owner.hostConfig.IpcMode)))
        throw invalid(`container ${owner.id}: non-shareable IPC (hint: use IpcMode:shareable for the donor container)`);
    });
  }
}

function onHost(host: EngineHost, { hostConfig }: Container) {
  const [name] = Object.keys(hostConfig.Sysctls ?? {});
  if (name !== undefined)
    throw new StartError(
      `${CREATE_FAILED}: sysctl ${JSON.stringify(name)} not allowed in host network namespace`,
      EXIT_UNKNOWN,
    );
  return hostSandbox(host);
}

function newSandbox(host: EngineHost, container: Container) {
  try {
    return createSandbox(host, container);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new StartError(
      `${CREATE_FAILED}: unable to start container process: error during container init: ${error.message}`,
      EXIT_UNKNOWN,
    );
  }
}

/**
 * Attaches a container to its networks. The daemon walks a Go map, which of a few keys gives them as they came, begun at random
 * (daemon/container_operations.go: allocateNetwork): here it begins with the first, as most often there.
 */
function connectAll(host: EngineHost, container: Container): void {
  let last = '';
  try {
    checkModeNetwork(host, container);
    for (const settings of Object.values(container.networks)) {
      last = settings.networkName;
      // Without a default bridge, containers that want no other network have none (daemon/container_operations.go: connectToNetwork).
      if (last === 'bridge' && hasNoBridge(host.engine.settings)) continue;
      attach(host, container, settings);
      noteAttachment(host, container, settings.networkName, 'connect');
    }
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    // What stood before is handed back; the one that failed goes with the namespace.
    for (const name of Object.keys(container.endpoints)) if (name !== last) detach(host, container, name, 'sandbox');
    throw new EngineError(`failed to set up container networking: ${error.message}`, error.status);
  }
  tellParents(host, container);
}

/** Containers with a link to this one learn its address. */
function tellParents(host: EngineHost, container: Container): void {
  const ip = container.endpoints.bridge?.ipv4;
  for (const id of container.linkedBy) {
    const parent = host.engine.containers[id];
    if (!parent || !isRunning(parent) || ip === undefined) continue;
    for (const link of parent.links) if (link.target === container.id) updateHosts(host, parent, ip, link.alias);
  }
}

function run(host: EngineHost, container: Container): void {
  const { state } = container;
  const ending = startProcesses(host, container) ?? container.usualEnding;
  state.status = 'running';
  state.startedAt = host.clock.now;
  state.exitCode = 0;
  state.error = '';
  state.manuallyStopped = false;
  delete host.engine.pending[container.id];
  delete container.ending;
  startHealth(host, container);
  noteContainer(host, container, 'start');
  if (!ending) return;
  container.ending = ending;
  container.log.stderr += ending.firstComplaint ?? '';
  host.engine.pending[container.id] = { at: host.clock.now + ending.after, event: 'exit' };
}

/** Takes down what stands of a container that did not come to run. */
function abandon(host: EngineHost, container: Container): void {
  const { sandbox } = container;
  if (!sandbox) return;
  for (const name of Object.keys(container.endpoints)) detach(host, container, name, 'namespace');
  if (sandbox.own) deleteNamespace(host.kernel, sandbox.namespace);
  delete container.sandbox;
}

/** The same, and tells of what the daemon hands back (daemon/start.go: Cleanup). */
function giveBack(host: EngineHost, container: Container, inRuntime: boolean): void {
  const networked = !container.hostConfig.NetworkMode.startsWith('container:');
  const attached = (inRuntime || container.sandbox) && networked;
  for (const name of attached ? Object.keys(container.networks) : [])
    noteAttachment(host, container, name, 'disconnect');
  abandon(host, container);
  noteMounts(host, container, 'unmount');
}

/** Tells of a container's coming to a network of its own, or leaving it. */
function noteAttachment(host: EngineHost, container: Container, name: string, action: 'connect' | 'disconnect'): void {
  const settings = own(container.networks, name);
  const network = host.engine.networks[settings?.network || (own(host.engine.networkNames, name) ?? '')];
  if (settings && network) noteNetwork(host, network, action, container.id);
}

/**
 * What follows when a container's main process is gone: its processes, names, addresses, ports and interfaces go as well.
 * `told` is what the engine's events say of it beside that it died.
 */
export function release(host: EngineHost, container: Container, exitCode: number, told?: 'stop'): void {
  const { sandbox, state } = container;
  stopHealth(container);
  endProcesses(host, container);
  host.clock.now += TEARDOWN;
  stopResolver(host, container);
  for (const name of Object.keys(container.endpoints)) {
    detach(host, container, name, 'sandbox');
    noteAttachment(host, container, name, 'disconnect');
  }
  if (sandbox?.own && !isInUse(host, sandbox.namespace)) deleteNamespace(host.kernel, sandbox.namespace);
  if (sandbox && !sandbox.own) forgetNamespace(host, sandbox.namespace);
  delete container.sandbox;
  delete host.engine.pending[container.id];
  state.status = 'exited';
  state.exitCode = exitCode;
  state.finishedAt = host.clock.now;
  noteMounts(host, container, 'unmount');
  if (told) noteContainer(host, container, told);
  const execDuration = String(Math.floor((state.finishedAt - state.startedAt) / 1000));
  noteContainer(host, container, 'die', { execDuration, exitCode: String(exitCode) });
  // The first process of a PID namespace takes all others along.
  for (const other of Object.values(host.engine.containers))
    if (other.hostConfig.PidMode === `container:${container.id}` && isRunning(other))
      exit(host, other, EXIT_UNKNOWN + SIGKILL);
}

/** A namespace that outlived its owner ends with the last process in it. */
function forgetNamespace(host: EngineHost, namespace: string): void {
  if (namespace === host.namespace || isInUse(host, namespace)) return;
  const owned = Object.values(host.engine.containers).some(
    ({ sandbox }) => sandbox?.own && sandbox.namespace === namespace,
  );
  if (!owned) deleteNamespace(host.kernel, namespace);
}

/** Milliseconds: the first wait of a restart policy, the longest, and how long a run must last to begin anew. */
const FIRST_DELAY = 100;
const LONGEST_DELAY = 60_000;
const LONG_RUN = 10_000;

/** A container's main process has ended by itself: its restart policy decides how it goes on (restartmanager). */
export function exit(host: EngineHost, container: Container, exitCode: number): void {
  const { state, hostConfig } = container;
  const ran = host.clock.now - state.startedAt;
  release(host, container, exitCode);
  const { Name, MaximumRetryCount } = hostConfig.RestartPolicy;
  const again =
    Name === 'always' ||
    Name === 'unless-stopped' ||
    (Name === 'on-failure' && exitCode !== 0 && (MaximumRetryCount === 0 || state.restartCount < MaximumRetryCount));
  if (!again) {
    if (hostConfig.AutoRemove) discardWithVolumes(host, container);
    return;
  }
  state.restartDelay =
    ran >= LONG_RUN || state.restartDelay === 0 ? FIRST_DELAY : Math.min(state.restartDelay * 2, LONGEST_DELAY);
  state.restartCount += 1;
  state.status = 'restarting';
  host.engine.pending[container.id] = { at: host.clock.now + state.restartDelay, event: 'restart' };
}

/** Removes a container that does not run, with all that is its own. */
export function discard(host: EngineHost, container: Container): void {
  forget(host, container);
  noteContainer(host, container, 'destroy');
}

function forget(host: EngineHost, container: Container): void {
  const { engine } = host;
  delete engine.containers[container.id];
  delete engine.names[container.name];
  delete engine.pending[container.id];
  delete engine.probed[container.id];
  withdrawRequests(host, container);
  for (const link of container.links) {
    const target = engine.containers[link.target];
    if (target) target.linkedBy = target.linkedBy.filter((id) => id !== container.id);
  }
  const owner = container.etcOf === undefined ? undefined : engine.containers[container.etcOf];
  if (owner) owner.sharers = owner.sharers.filter((id) => id !== container.id);
}

/** Removes a container with its volumes that have no name, where no other container has them. */
export function discardWithVolumes(host: EngineHost, container: Container): void {
  forget(host, container);
  for (const mount of container.mounts)
    if (mount.volume !== undefined && isAnonymous(host, mount) && usersOf(host, mount.volume).length === 0)
      discardVolume(host, findVolume(host, mount.volume));
  noteContainer(host, container, 'destroy');
}

export interface StopOptions {
  /** Seconds until it is killed; below 0 for never. */
  timeout?: number | undefined;
  signal?: string | undefined;
}

/** Milliseconds that the asking and the answer take. */
const SIGNAL = 60;

/** Asks a container to end, and ends it where it does not in time. Returns whether it ran. */
export function halt(host: EngineHost, container: Container, { timeout, signal }: StopOptions): boolean {
  const { state, config } = container;
  if (!isRunning(container) && state.status !== 'restarting') return false;
  const stopSignal = signal ? readSignal(signal) : stopSignalOf(container);
  if (state.status === 'restarting') {
    delete host.engine.pending[container.id];
    state.status = 'exited';
    return false;
  }
  freeze(host, container, false);
  const seconds = timeout ?? config.StopTimeout ?? DEFAULT_TIMEOUT;
  noteContainer(host, container, 'kill', { signal: String(stopSignal.number) });
  const exitCode = answerTo(host, container, stopSignal);
  // What answers its signal does so before even a timeout of 0 s is over (7 of 8 times on the reference engine).
  if (exitCode !== undefined) {
    host.clock.now += SIGNAL;
    if (seconds <= 0) noteContainer(host, container, 'kill', { signal: '9' });
    release(host, container, exitCode, 'stop');
  } else {
    host.clock.now += Math.max(seconds, 0) * 1000;
    kill(host, container, 'stop');
  }
  return true;
}

/** Ends a container at once. */
export function kill(host: EngineHost, container: Container, told?: 'stop'): void {
  noteContainer(host, container, 'kill', { signal: String(SIGKILL) });
  release(host, container, EXIT_UNKNOWN + SIGKILL, told);
}

/** Throws unless a container runs. */
export function mustRun(container: Container): void {
  if (!isRunning(container)) throw conflict(`container ${container.id} is not running`);
}
