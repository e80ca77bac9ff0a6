import {
  beginFirewalld,
  CONTAINERD,
  endFirewalld,
  reloadEngine,
  reloadFirewalld,
  remakeRules,
  startEngine,
  stopEngine,
  writeJournal,
} from '../engine/api.ts';
import { own } from '../kernel/own.ts';
import { startProcess, endProcesses } from '../kernel/process/processes.ts';
import { engineHost } from './engine-host.ts';
import type { Machine, World } from './world.ts';

/** A machine's units that the lab has (systemd.unit(5)). */
export type UnitName = 'docker.service' | 'docker.socket' | 'containerd.service' | 'firewalld.service';

export interface Unit {
  state: 'active' | 'inactive' | 'failed';
  /** Clock (ms) at which it came to be so. */
  since: number;
  /** It does not begin with the machine. */
  disabled?: true;
}

export const DESCRIPTIONS: Readonly<Record<UnitName, string>> = {
  'docker.service': 'Docker Application Container Engine',
  'docker.socket': 'Docker Socket for the API',
  'containerd.service': 'containerd container runtime',
  'firewalld.service': 'firewalld - dynamic firewall daemon',
};

export const isUnit = (name: string): name is UnitName => Object.hasOwn(DESCRIPTIONS, name);

function machineOf(world: World, name: string): Machine {
  const machine = own(world.machines, name);
  if (!machine) throw new Error(`no machine ${name}`);
  return machine;
}

/** A unit as it stands: active since the engine was installed, until something changes it; firewalld is there for who wants it. */
export function unitOf(world: World, machine: string, unit: UnitName): Unit {
  const { units, engine } = machineOf(world, machine);
  const since = engine?.journal[0]?.at ?? world.clock.now;
  const initial: Unit =
    unit === 'firewalld.service' ? { state: 'inactive', since, disabled: true } : { state: 'active', since };
  return units?.[unit] ?? initial;
}

function note(world: World, machine: string, unit: UnitName, state: Unit['state']): void {
  const before = unitOf(world, machine, unit);
  if (before.state === state) return;
  (machineOf(world, machine).units ??= {})[unit] = { ...before, state, since: world.clock.now };
}

/** `systemctl enable`, `systemctl disable` */
export function setEnabled(world: World, machine: string, unit: UnitName, enabled: boolean): void {
  const { disabled: _, ...kept } = unitOf(world, machine, unit);
  (machineOf(world, machine).units ??= {})[unit] = { ...kept, ...(!enabled && { disabled: true }) };
}

const journal = (world: World, machine: string, text: string): void =>
  writeJournal(engineHost(world, machine), 1, text);

const DOCKER = `docker.service - ${DESCRIPTIONS['docker.service']}`;

/**
 * Starts a unit that is not active. Returns whether it is then.
 * @param config the text of the engine's file, where there is one
 */
export function startUnit(world: World, machine: string, unit: UnitName, config: string | undefined): boolean {
  if (unit === 'docker.service') return startDocker(world, machine, config);
  if (unit === 'firewalld.service') startFirewalld(world, machine);
  if (unit === 'containerd.service') startContainerd(world, machine);
  note(world, machine, unit, 'active');
  return true;
}

/** A start wants the socket as well; one that fails closes it (systemd tries three times, and gives up then). */
function startDocker(world: World, machine: string, config: string | undefined): boolean {
  const host = engineHost(world, machine);
  if (!host.engine.down) return true;
  startContainerd(world, machine);
  note(world, machine, 'docker.socket', 'active');
  journal(world, machine, `Starting ${DOCKER}...`);
  if (startEngine(host, config)) {
    journal(world, machine, `Started ${DOCKER}.`);
    note(world, machine, 'docker.service', 'active');
    return true;
  }
  for (const text of [
    'docker.service: Main process exited, code=exited, status=1/FAILURE',
    "docker.service: Failed with result 'exit-code'.",
    `Failed to start ${DOCKER}.`,
  ])
    journal(world, machine, text);
  note(world, machine, 'docker.service', 'failed');
  note(world, machine, 'docker.socket', 'failed');
  return false;
}

/** Stops a unit; without its socket the engine stops as well. */
export function stopUnit(world: World, machine: string, unit: UnitName): void {
  if (unit === 'containerd.service') endContainerd(world, machine);
  else if (unit === 'firewalld.service') stopFirewalld(world, machine);
  else stopDocker(world, machine);
  note(world, machine, unit, 'inactive');
}

function stopDocker(world: World, machine: string): void {
  const host = engineHost(world, machine);
  if (!host.engine.down) {
    journal(world, machine, `Stopping ${DOCKER}...`);
    stopEngine(host);
    journal(world, machine, 'docker.service: Deactivated successfully.');
    journal(world, machine, `Stopped ${DOCKER}.`);
  }
  note(world, machine, 'docker.service', 'inactive');
}

/** Lets the engine read its file again (ExecReload: SIGHUP). */
export function reloadDocker(world: World, machine: string, config: string | undefined): void {
  const host = engineHost(world, machine);
  if (!host.engine.down) reloadEngine(host, config);
}

const containerdOn = ({ kernel }: World, machine: string): number[] =>
  Object.values(kernel.processes).flatMap((process) =>
    process.machine === machine && process.program === 'containerd' ? [process.pid] : [],
  );

function startContainerd(world: World, machine: string): void {
  if (containerdOn(world, machine).length > 0) return;
  startProcess(world.kernel, {
    parent: 1,
    machine,
    namespace: machineOf(world, machine).namespace,
    program: 'containerd',
    command: [...CONTAINERD],
    started: world.clock.now,
  });
  note(world, machine, 'containerd.service', 'active');
}

function endContainerd(world: World, machine: string): void {
  endProcesses(world.kernel, containerdOn(world, machine));
}

/** An engine that has heard of it before makes its rules anew. */
function startFirewalld(world: World, name: string): void {
  const machine = machineOf(world, name);
  if (machine.firewalld) return;
  machine.firewalld = beginFirewalld(engineHost(world, name));
  remakeRules(engineHost(world, name));
}

function stopFirewalld(world: World, name: string): void {
  const machine = machineOf(world, name);
  if (machine.firewalld) endFirewalld(engineHost(world, name), machine.firewalld);
  delete machine.firewalld;
}

/** Lets firewalld read its files again (ExecReload: SIGHUP). */
export function reloadFirewall(world: World, name: string): void {
  const host = engineHost(world, name);
  if (!host.firewalld) return;
  if (!reloadFirewalld(host, host.firewalld)) remakeRules(host);
}
