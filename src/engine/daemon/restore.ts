import { namespaceOf } from '../../kernel/kernel.ts';
import { bind } from '../../kernel/socket/sockets.ts';
import { isRunning, type Container } from '../container/container.ts';
import { resumeHealth } from '../container/health.ts';
import { begin, discardWithVolumes } from '../container/lifecycle.ts';
import { openResolver } from '../dns/resolver.ts';
import type { EngineHost } from '../engine.ts';
import { EngineError } from '../errors.ts';
import { isUserDefined } from '../network/network.ts';
import { resumeTask } from '../swarm/scheduler.ts';
import { restorePorts } from '../ports/ports.ts';
import { shutDown } from './stop.ts';

/** Takes over the containers that an earlier daemon left running: live-restore lets them go on. Returns whether any does. */
export function takeOver(host: EngineHost): boolean {
  const { containers, settings } = host.engine;
  if (!settings.liveRestore) shutDown(host);
  return Object.values(containers).some(isRunning);
}

/** Gives the containers that went on what their daemon had for them: ports, name servers, health checks (libnetwork: sandboxRestore). */
export function resume(host: EngineHost): void {
  for (const container of Object.values(host.engine.containers)) {
    if (!isRunning(container)) continue;
    restorePorts(host, container);
    if (container.sandbox?.own && Object.values(container.endpoints).some(onUserNetwork(host)))
      openResolver(host, container.sandbox);
    resumeHealth(host, container);
  }
}

/** Opens the ports again that a swarm's node had open. */
export function openHeld({ engine, kernel, namespace }: EngineHost): void {
  for (const socket of engine.swarm?.held ?? []) bind(namespaceOf(kernel, namespace), { ...socket, pid: engine.pid });
  if (engine.swarm) delete engine.swarm.held;
}

const onUserNetwork =
  ({ engine }: EngineHost) =>
  ({ network }: Container['endpoints'][string]): boolean => {
    const known = engine.networks[network];
    return known !== undefined && isUserDefined(known);
  };

/** Starts side by side the containers whose restart policies want it, those that others link to first, and removes those that were to go. */
export function beginAgain(host: EngineHost): void {
  const { clock, engine } = host;
  const wanted = Object.values(engine.containers).filter(
    (container) => comesBack(container) || (engine.swarm !== undefined && isTask(container)),
  );
  const begun = clock.now;
  let last = begun;
  for (const container of linkedFirst(wanted)) {
    clock.now = begun;
    container.state.restartCount = 0;
    container.state.restartDelay = 0;
    try {
      begin(host, container);
      resumeTask(host, container);
    } catch (error) {
      // It stays as it is, with the reason in its state.
      if (!(error instanceof EngineError)) throw error;
    }
    last = Math.max(last, clock.now);
  }
  clock.now = last;
  for (const container of Object.values(engine.containers))
    if (container.hostConfig.AutoRemove && !isRunning(container)) discardWithVolumes(host, container);
}

/** A task of a swarm's is begun again where it was; the lab does not put another in its place. */
const isTask = ({ task, state }: Container): boolean => task !== undefined && state.status === 'exited';

/** restartmanager/restartmanager.go: ShouldRestart; a container that never ran does not begin by itself. */
function comesBack({ state, hostConfig: { RestartPolicy } }: Container): boolean {
  if (state.status !== 'exited' || state.startedAt === 0) return false;
  switch (RestartPolicy.Name) {
    case 'always':
      return true;
    case 'unless-stopped':
      return !state.manuallyStopped;
    case 'on-failure': {
      const { MaximumRetryCount } = RestartPolicy;
      return state.exitCode !== 0 && (MaximumRetryCount === 0 || state.restartCount < MaximumRetryCount);
    }
    case 'no':
      return false;
  }
}

function linkedFirst(containers: readonly Container[]): Container[] {
  const done = new Set<Container>();
  const byId = new Map(containers.map((container) => [container.id, container]));
  const visit = (container: Container): void => {
    if (done.has(container)) return;
    done.add(container);
    for (const { target } of container.links) {
      const child = byId.get(target);
      if (child) visit(child);
    }
    order.push(container);
  };
  const order: Container[] = [];
  for (const container of containers) visit(container);
  return order;
}
