import { loseContainers, writeJournal } from '../engine/api.ts';
import { linkByName } from '../kernel/link/lookup.ts';
import { setUp } from '../kernel/link/link-up.ts';
import type { Mac } from '../ip/address.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { createNamespace, deleteNamespace } from '../kernel/namespaces.ts';
import { endProcesses } from '../kernel/process/processes.ts';
import { leaveBridgesAlone, plugIn } from './cabling.ts';
import { addressesOf } from './ends.ts';
import { hostAddress } from './hosts.ts';
import { engineHost } from './engine-host.ts';
import { startUnit, stopUnit, unitOf } from './units.ts';
import type { Place, World } from './world.ts';

/** Milliseconds until a machine is up again. */
const BOOT = 20_000;
/** What is kept in memory only. */
const VOLATILE = ['/run/', '/tmp/'];

/**
 * Starts a host anew: processes, links, routes, rules and settings that were made by hand are gone, files stay. Then its engine
 * starts, unless it is disabled, and makes its own again.
 * @param config the text of the engine's file, where there is one
 * @param early what is done before its engine starts
 */
export function reboot(world: World, name: string, config: string | undefined, early: (world: World) => void): void {
  const machine = world.machines[name];
  if (!machine?.engine) throw new Error(`no engine on ${name}`);
  stopUnit(world, name, 'docker.service');
  stopUnit(world, name, 'firewalld.service');
  loseContainers(engineHost(world, name));
  endAll(world, name);
  rewire(world, name);
  for (const path of Object.keys(machine.files))
    if (VOLATILE.some((folder) => path.replace(/^(?:->|-)/, '').startsWith(folder))) delete machine.files[path];
  forgetShells(world, name);
  world.clock.now += BOOT;
  writeJournal(engineHost(world, name), 1, `-- Boot of ${name} --`);
  early(world);
  if (!unitOf(world, name, 'firewalld.service').disabled) startUnit(world, name, 'firewalld.service', config);
  for (const unit of ['containerd.service', 'docker.socket', 'docker.service'] as const) {
    stopUnit(world, name, unit);
    if (!unitOf(world, name, unit).disabled) startUnit(world, name, unit, config);
  }
}

/** Ends what runs on a machine, and all namespaces but its own. */
function endAll({ kernel }: World, name: string): void {
  const processes = Object.values(kernel.processes).filter(({ machine }) => machine === name);
  endProcesses(
    kernel,
    processes.map(({ pid }) => pid),
  );
  for (const id of Object.keys(kernel.namespaces)) if (id.startsWith(`${name}/`)) deleteNamespace(kernel, id);
}

/** The machine's network as it was when it was plugged in: the same cards, and nothing else. */
function rewire(world: World, name: string): void {
  const { kernel } = world;
  const card = Object.values(kernel.namespaces[name]?.links ?? {}).find(
    (link) => link.kind === 'veth' && kernel.namespaces.router?.links[link.peer.index]?.name === `p-${name}`,
  );
  const cards = [card?.mac, macOf(kernel, 'router', `p-${name}`)] as const;
  const address = world.imported ? addressesOf(world, name)[0] : undefined;
  deleteNamespace(kernel, name);
  createNamespace(kernel, name);
  setUp(kernel, { namespace: name, index: 1 });
  plugIn(world, name, address ?? hostAddress(name), cards);
  leaveBridgesAlone(world, name);
}

function macOf(kernel: Kernel, namespace: string, link: string): Mac | undefined {
  const within = kernel.namespaces[namespace];
  return within && linkByName(within, link)?.mac;
}

/** Terminals begin anew. */
function forgetShells(world: World, name: string): void {
  const isThere = (place: Place): boolean => place === name || place.startsWith(`${name}/`);
  for (const record of [world.shells, world.logins, world.foreground])
    for (const place of Object.keys(record ?? {})) if (record && isThere(place)) delete record[place];
}
