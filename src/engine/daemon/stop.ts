import { namespaceOf } from '../../kernel/kernel.ts';
import { endProcesses } from '../../kernel/process/processes.ts';
import { closeSocketsOf } from '../../kernel/socket/sockets.ts';
import { isRunning, type Container } from '../container/container.ts';
import { stopHealth } from '../container/health.ts';
import { discardWithVolumes, halt, release } from '../container/lifecycle.ts';
import type { EngineHost } from '../engine.ts';
import { log } from './journal.ts';

/** Stops the daemon, and the containers with it unless live-restore keeps them (daemon/daemon.go: Shutdown). */
export function stopEngine(host: EngineHost): void {
  log(host, 'info', "Processing signal 'terminated'");
  if (!host.engine.settings.liveRestore) shutDown(host);
  log(host, 'info', 'Daemon shutdown complete');
  end(host);
}

/** Ends all containers side by side; that this is no stop by hand, their restart policies remember. */
export function shutDown(host: EngineHost): void {
  const { clock, engine } = host;
  const begun = clock.now;
  let last = begun;
  for (const container of Object.values(engine.containers)) {
    clock.now = begun;
    const ran = halt(host, container, {});
    last = Math.max(last, clock.now);
    if (ran && container.hostConfig.AutoRemove) discardWithVolumes(host, container);
  }
  clock.now = last;
}

/** The machine goes down under containers that the daemon had left running: nobody knows how they ended (moby: exit code 255). */
export function loseContainers(host: EngineHost): void {
  for (const container of Object.values(host.engine.containers))
    if (isRunning(container)) release(host, container, LOST);
}

const LOST = 255;

/** The daemon's process is gone, and with it its helpers for ports and all sockets; nothing else is touched. */
export function end(host: EngineHost): void {
  const { engine, kernel } = host;
  const { pid } = engine;
  const helpers = Object.values(kernel.processes).filter(({ parent }) => parent === pid);
  for (const container of Object.values(engine.containers)) if (isRunning(container)) leave(host, container, pid);
  if (engine.swarm) keepPorts(host);
  endProcesses(kernel, [pid, ...helpers.map((helper) => helper.pid)]);
  engine.pid = 0;
  engine.down = true;
}

/** A swarm's node opens the same ports again. */
function keepPorts({ engine, kernel, namespace }: EngineHost): void {
  const held = namespaceOf(kernel, namespace).sockets.filter(
    ({ pid, address }) => pid === engine.pid && address === '::',
  );
  if (engine.swarm) engine.swarm.held = held;
}

/** What a daemon that goes takes from a container that stays. */
function leave({ kernel }: EngineHost, container: Container, pid: number): void {
  const { sandbox } = container;
  for (const mapping of container.ports) delete mapping.proxy;
  stopHealth(container);
  if (!sandbox?.own) return;
  closeSocketsOf(namespaceOf(kernel, sandbox.namespace), new Set([pid]));
  delete sandbox.resolver;
}
