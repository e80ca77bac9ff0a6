import { isRunning, type Container } from '../container/container.ts';
import { checkName, createFrom } from '../container/creation.ts';
import { resumeHealth, stopHealth } from '../container/health.ts';
import { checkRestartPolicy } from '../container/host-config.ts';
import { checkResources, granted } from '../container/resources.ts';
import {
  begin,
  discard,
  discardWithVolumes,
  exit,
  halt,
  kill,
  mustRun,
  release,
  type StopOptions,
} from '../container/lifecycle.ts';
import { freeze, mainPid } from '../container/processes.ts';
import { parseSignal, type Signal } from '../container/signals.ts';
import { answerTo } from '../container/stopping.ts';
import { refreshEtcFiles } from '../dns/etc-files.ts';
import { checkLinks } from '../dns/links.ts';
import type { EngineHost } from '../engine.ts';
import { conflict, internal, invalid, notFound, prefixed } from '../errors.ts';
import { noteContainer, notePrune } from '../events/events.ts';
import type { Ending } from '../images/command.ts';
import { dnsNamesOf, renameEndpoint } from '../network/attachment.ts';
import { isUserDefined } from '../network/network.ts';
import { own } from '../../kernel/own.ts';
import { handlerOf, sendSignal } from '../../kernel/process/task.ts';
import { findContainer } from '../refs.ts';
import type { ContainerInput, Filters } from './container-json.ts';
import { matchesLabels, parseUntil, readFilters } from './filters.ts';

/** Milliseconds that the daemon takes. */
const CREATE = 20;
const REMOVE = 30;
const SIGNAL = 20;

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
  if (ran && container.hostConfig.AutoRemove) discardWithVolumes(host, container);
}

/** Ends a container as `docker stop` does. Returns whether it ran. */
function stop(host: EngineHost, container: Container, options: StopOptions): boolean {
  const { state } = container;
  if (isRunning(container) || state.status === 'restarting') state.manuallyStopped = true;
  return halt(host, container, options);
}

/** `docker restart` */
export function restartContainer(host: EngineHost, ref: string, options: StopOptions = {}): void {
  const container = findContainer(host, ref);
  prefixed(`Cannot restart container ${ref}`, () => {
    stop(host, container, options);
    container.state.restartCount = 0;
    container.state.restartDelay = 0;
    begin(host, container);
    noteContainer(host, container, 'restart');
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
    const main = mainPid(host, container);
    if (handlerOf(host.kernel, main, parsed.name) === 'later')
      sendSignal(host.kernel, main, parsed.name, host.clock.now);
    const exitCode = answerTo(host, container, parsed);
    host.clock.now += SIGNAL;
    noteContainer(host, container, 'kill', { signal: String(parsed.number) });
    if (exitCode === undefined) return;
    release(host, container, exitCode);
    if (container.hostConfig.AutoRemove) discardWithVolumes(host, container);
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
  noteContainer(host, container, 'pause');
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
  noteContainer(host, container, 'unpause');
}

/** So many are kept of each. */
const FORMER_NAMES = 8;

/** `docker rename` */
export function renameContainer(host: EngineHost, ref: string, name: string): void {
  if (ref === '' || name === '') throw invalid('Neither old nor new names may be empty');
  const container = findContainer(host, ref);
  const bare = name.replace(/^\//, '');
  if (bare === container.name) throw invalid('Renaming a container with the same name as its current name');
  prefixed('Error when allocating new name', () => checkName(host, name, `/${bare}`));
  const oldName = `/${container.name}`;
  delete host.engine.names[container.name];
  host.engine.names[bare] = container.id;
  container.formerly = [...(container.formerly ?? []), container.name].slice(-FORMER_NAMES);
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
  noteContainer(host, container, 'rename', { oldName });
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
  host.clock.now += REMOVE;
  if (isRunning(container)) kill(host, container);
  if (options.volumes) discardWithVolumes(host, container);
  else discard(host, container);
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

/** Its main process has ended by itself, what it wrote being in its log. */
export function endMain(host: EngineHost, ref: string, exitCode: number): void {
  const container = findContainer(host, ref);
  if (isRunning(container)) exit(host, container, exitCode);
}

/**
 * Sends a signal to a main process that handles it in its own time, and keeps the container from being started again where it is
 * to stop. Returns whether it will be handled so: then time has to pass before anybody sees how.
 */
export function askToStop(host: EngineHost, ref: string, signal: Signal): boolean {
  const container = findContainer(host, ref);
  if (!isRunning(container) || handlerOf(host.kernel, mainPid(host, container), signal.name) !== 'later') return false;
  if (container.state.status === 'paused') resume(host, container);
  container.state.manuallyStopped = true;
  sendSignal(host.kernel, mainPid(host, container), signal.name, host.clock.now);
  return true;
}

/** Its main process gets a signal past the engine, from the machine or from inside: there pid 1 cannot even be killed. */
export function signalMain(host: EngineHost, ref: string, signal: string, inside: boolean): void {
  const container = findContainer(host, ref);
  if (!isRunning(container) || (inside && signal === 'KILL')) return;
  const parsed = parseSignal(signal);
  if (handlerOf(host.kernel, mainPid(host, container), parsed.name) === 'later')
    return sendSignal(host.kernel, mainPid(host, container), parsed.name, host.clock.now);
  const exitCode = answerTo(host, container, parsed);
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
  const { hostConfig: changed, warnings } = granted(resources);
  const container = findContainer(host, ref);
  const { Memory = 0, MemorySwap = 0 } = resources;
  if (MemorySwap === 0 && Number(Memory) > Number(container.hostConfig.MemorySwap ?? 0))
    throw conflict(
      `Cannot update container ${container.id}: Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time`,
    );
  Object.assign(container.hostConfig, changed);
  if (restartPolicy) {
    if (container.hostConfig.AutoRemove && restartPolicy.Name !== 'no')
      throw internal('Restart policy cannot be updated because AutoRemove is enabled for the container');
    container.hostConfig.RestartPolicy = restartPolicy as Container['hostConfig']['RestartPolicy'];
  }
  noteContainer(host, container, 'update');
  return { Warnings: warnings };
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
  notePrune(host, 'container');
  return { ContainersDeleted: deleted, SpaceReclaimed: 0 };
}
