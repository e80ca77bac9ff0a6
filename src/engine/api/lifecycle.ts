import { isRunning, type Container } from '../container/container.ts';
import { checkName, createFrom } from '../container/creation.ts';
import { resumeHealth, stopHealth } from '../container/health.ts';
import { checkResources, checkRestartPolicy } from '../container/host-config.ts';
import { begin, discard, exit, kill, mustRun, release } from '../container/lifecycle.ts';
import { freeze } from '../container/processes.ts';
import { parseSignal, readSignal } from '../container/signals.ts';
import { answerTo, DEFAULT_TIMEOUT, stopSignalOf } from '../container/stopping.ts';
import { refreshEtcFiles } from '../dns/etc-files.ts';
import { checkLinks } from '../dns/links.ts';
import type { EngineHost } from '../engine.ts';
import { conflict, internal, invalid, notFound, prefixed } from '../errors.ts';
import type { Ending } from '../images/command.ts';
import { dnsNamesOf, renameEndpoint } from '../network/attachment.ts';
import { isUserDefined } from '../network/network.ts';
import { own } from '../../kernel/own.ts';
import { findContainer } from '../refs.ts';
import type { ContainerInput, Filters } from './container-json.ts';
import { matchesLabels, parseUntil, readFilters } from './filters.ts';

/** Milliseconds that the daemon takes. */
const CREATE = 20;
const REMOVE = 30;
const SIGNAL = 20;

export interface StopOptions {
  /** Seconds until it is killed; below 0 for never. */
  timeout?: number | undefined;
  signal?: string | undefined;
}

/** `docker create` */
export function createContainer(host: EngineHost, input: ContainerInput): { Id: string; Warnings: string[] } {
  const { container, warnings } = createFrom(host, input);
  host.clock.now += CREATE;
  return { Id: container.id, Warnings: warnings };
}

/** `docker start` */
export function startContainer(host: EngineHost, ref: string): void {
  const container = findContainer(host, ref);
  if (container.state.status === 'paused') throw conflict('cannot start a paused container, try unpause instead');
  if (isRunning(container)) return;
  container.state.restartCount = 0;
  container.state.restartDelay = 0;
  begin(host, container);
}

/** `docker stop` */
export function stopContainer(host: EngineHost, ref: string, options: StopOptions = {}): void {
  const container = findContainer(host, ref);
  const ran = prefixed(`cannot stop container: ${ref}`, () => stop(host, container, options));
  if (ran && container.hostConfig.AutoRemove) discard(host, container);
}

/** Ends a container as `docker stop` does. Returns whether it ran. */
function stop(host: EngineHost, container: Container, { timeout, signal }: StopOptions): boolean {
  const { state, config } = container;
  if (!isRunning(container) && state.status !== 'restarting') return false;
  const stopSignal = signal ? readSignal(signal) : stopSignalOf(container);
  state.manuallyStopped = true;
  if (state.status === 'restarting') {
    delete host.engine.pending[container.id];
    state.status = 'exited';
    return false;
  }
  freeze(host, container, false);
  const seconds = timeout ?? config.StopTimeout ?? DEFAULT_TIMEOUT;
  const exitCode = answerTo(container, stopSignal);
  // What answers its signal does so before even a timeout of 0 s is over (7 of 8 times on the reference engine).
  if (exitCode !== undefined) {
    host.clock.now += SIGNAL;
    release(host, container, exitCode);
  } else {
    host.clock.now += Math.max(seconds, 0) * 1000;
    kill(host, container);
  }
  return true;
}

/** `docker restart` */
export function restartContainer(host: EngineHost, ref: string, options: StopOptions = {}): void {
  const container = findContainer(host, ref);
  prefixed(`Cannot restart container ${ref}`, () => {
    stop(host, container, options);
    container.state.restartCount = 0;
    container.state.restartDelay = 0;
    begin(host, container);
  });
}

/** `docker kill` */
export function killContainer(host: EngineHost, ref: string, signal = 'SIGKILL'): void {
  prefixed(`cannot kill container: ${ref}`, () => {
    const parsed = parseSignal(signal || 'SIGKILL');
    const container = findContainer(host, ref);
    mustRun(container);
    container.state.manuallyStopped = true;
    // A frozen container is thawed for the signal to arrive.
    if (container.state.status === 'paused') resume(host, container);
    const exitCode = answerTo(container, parsed);
    host.clock.now += SIGNAL;
    if (exitCode === undefined) return;
    release(host, container, exitCode);
    if (container.hostConfig.AutoRemove) discard(host, container);
  });
}

/** `docker pause` */
export function pauseContainer(host: EngineHost, ref: string): void {
  const container = findContainer(host, ref);
  const { state, id } = container;
  if (state.status === 'restarting')
    throw conflict(`Container ${id} is restarting, wait until the container is running`);
  mustRun(container);
  if (state.status === 'paused') throw conflict(`Container ${id} is already paused`);
  freeze(host, container, true);
  state.status = 'paused';
  stopHealth(container);
}

/** `docker unpause` */
export function unpauseContainer(host: EngineHost, ref: string): void {
  const container = findContainer(host, ref);
  if (container.state.status !== 'paused') throw internal(`Container ${container.id} is not paused`);
  resume(host, container);
}

function resume(host: EngineHost, container: Container): void {
  freeze(host, container, false);
  container.state.status = 'running';
  resumeHealth(host, container);
}

/** `docker rename` */
export function renameContainer(host: EngineHost, ref: string, name: string): void {
  if (ref === '' || name === '') throw invalid('Neither old nor new names may be empty');
  const container = findContainer(host, ref);
  const bare = name.replace(/^\//, '');
  if (bare === container.name) throw invalid('Renaming a container with the same name as its current name');
  prefixed('Error when allocating new name', () => checkName(host, name, `/${bare}`));
  delete host.engine.names[container.name];
  host.engine.names[bare] = container.id;
  container.name = bare;
  for (const id of container.linkedBy)
    for (const link of host.engine.containers[id]?.links ?? []) if (link.target === container.id) link.name = bare;
  for (const [networkName, endpoint] of Object.entries(container.endpoints)) {
    const network = host.engine.networks[endpoint.network];
    const settings = own(container.networks, networkName);
    if (!network || !settings) continue;
    settings.dnsNames = dnsNamesOf(container, settings);
    if (isUserDefined(network)) renameEndpoint(network, endpoint, settings.dnsNames);
  }
}

/** `docker rm` */
export function removeContainer(
  host: EngineHost,
  ref: string,
  options: { force?: boolean | undefined; volumes?: boolean | undefined; link?: boolean | undefined } = {},
): void {
  if (options.link) {
    removeLink(host, ref);
    return;
  }
  const container = findContainer(host, ref);
  const { status } = container.state;
  const refuse = (why: string): never => {
    throw conflict(`cannot remove container ${JSON.stringify(container.name)}: ${why}`);
  };
  if (!options.force) {
    if (status === 'paused') refuse('container is paused and must be unpaused first');
    if (status === 'running' || status === 'restarting')
      refuse(`container is ${status}: stop the container before removing or force remove`);
  }
  if (isRunning(container)) kill(host, container);
  discard(host, container);
  host.clock.now += REMOVE;
}

/** `docker rm --link PARENT/ALIAS` */
function removeLink(host: EngineHost, ref: string): void {
  const text = ref.replace(/^\//, '');
  const [parentName = '', alias] = text.split('/');
  if (alias === undefined) {
    findContainer(host, text);
    throw conflict('Conflict, cannot remove the default link name of the container');
  }
  const parent = host.engine.containers[own(host.engine.names, parentName) ?? ''];
  const link = parent?.links.find((each) => each.alias === alias);
  const target = link && host.engine.containers[link.target];
  // Names of links go with what they lead to; the link itself stays (daemon/links.go: delete).
  if (!parent || !target) throw notFound(`No such container: ${text}`);
  parent.links = parent.links.filter((each) => each !== link);
  if (!parent.links.some((each) => each.target === target.id))
    target.linkedBy = target.linkedBy.filter((id) => id !== parent.id);
  if (isRunning(parent)) refreshEtcFiles(host, parent);
}

/** Its main process ended by itself; `stdout` and `stderr` are what it had written, for its log. */
export function finishContainer(host: EngineHost, ref: string, exitCode: number, stdout = '', stderr = ''): void {
  const container = findContainer(host, ref);
  if (!isRunning(container)) return;
  const ending: Ending = { after: host.clock.now - container.state.startedAt, exitCode, stdout, stderr };
  container.usualEnding = ending;
  container.log.stdout += stdout;
  container.log.stderr += stderr;
  exit(host, container, exitCode);
}

/** Its main process will end by itself; how and when was found out by running it ahead of time. */
export function foreseeEnding(host: EngineHost, ref: string, ending: Ending): void {
  const container = findContainer(host, ref);
  if (!isRunning(container)) return;
  container.ending = ending;
  container.usualEnding = ending;
  host.engine.pending[container.id] = { at: container.state.startedAt + ending.after, event: 'exit' };
}

/** Its main process gets a signal past the engine, from the machine or from inside: there pid 1 cannot even be killed. */
export function signalMain(host: EngineHost, ref: string, signal: string, inside: boolean): void {
  const container = findContainer(host, ref);
  if (!isRunning(container) || (inside && signal === 'KILL')) return;
  const exitCode = answerTo(container, parseSignal(signal));
  if (exitCode !== undefined) exit(host, container, exitCode);
}

/** `docker update` */
export function updateContainer(
  host: EngineHost,
  ref: string,
  changes: {
    restartPolicy?: { Name: string; MaximumRetryCount: number } | undefined;
    resources?: Record<string, unknown> | undefined;
  },
): { Warnings: string[] } {
  const { restartPolicy, resources = {} } = changes;
  if (restartPolicy) checkRestartPolicy(restartPolicy);
  checkResources(resources);
  const container = findContainer(host, ref);
  const { Memory = 0, MemorySwap = 0 } = resources;
  if (MemorySwap === 0 && Number(Memory) > Number(container.hostConfig.MemorySwap ?? 0))
    throw conflict(
      `Cannot update container ${container.id}: Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time`,
    );
  Object.assign(container.hostConfig, resources);
  if (restartPolicy) {
    if (container.hostConfig.AutoRemove && restartPolicy.Name !== 'no')
      throw internal('Restart policy cannot be updated because AutoRemove is enabled for the container');
    container.hostConfig.RestartPolicy = restartPolicy as Container['hostConfig']['RestartPolicy'];
  }
  return { Warnings: [] };
}

/** The container in which `docker exec` may run a command. Throws unless it runs, is not paused, and its links hold. */
export function containerForExec(host: EngineHost, ref: string): Container {
  const container = findContainer(host, ref);
  if (container.state.status === 'paused')
    throw conflict(`Container ${ref} is paused, unpause the container before exec`);
  if (container.state.status === 'restarting')
    throw conflict(`Container ${container.id} is restarting, wait until the container is running`);
  mustRun(container);
  checkLinks(host, container);
  return container;
}

/** `docker container prune`. Returns the ids of what went. */
export function pruneContainers(
  host: EngineHost,
  filters: Filters = {},
): { ContainersDeleted: string[]; SpaceReclaimed: number } {
  readFilters(filters, ['label', 'label!', 'until']);
  const until = parseUntil(host, filters);
  const deleted: string[] = [];
  for (const container of Object.values(host.engine.containers)) {
    const { Labels } = container.config;
    if (isRunning(container) || container.state.status === 'restarting' || container.created > until) continue;
    if (!matchesLabels(Labels, filters.label ?? [])) continue;
    if ((filters['label!'] ?? []).some((label) => matchesLabels(Labels, [label]))) continue;
    discard(host, container);
    deleted.push(container.id);
  }
  return { ContainersDeleted: deleted, SpaceReclaimed: 0 };
}
