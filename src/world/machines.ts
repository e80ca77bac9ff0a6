import { createEngine, installEngine, takeHub } from '../engine/api.ts';
import { contains, lastAddress, parseIp, plus, sizeOf, type Ip } from '../ip/address.ts';
import { addMachine, lanOf, leaveBridgesAlone, plugIn } from './cabling.ts';
import { hostAddress, hostNames, nextHost } from './hosts.ts';
import { HOST_RECORD } from './dnsmasq.ts';
import { engineHost } from './engine-host.ts';
import type { World } from './world.ts';
import { own } from '../kernel/own.ts';

const FIRST_DEVICE = 50;
const MOST_DEVICES = 12;

/** A machine that cannot be added; the text says why. */
export class MachineError extends Error {
  override readonly name = 'MachineError';
}

/** Adds a host with an engine of its own, plugged into the LAN. Throws where it is no name of a host, or is there. */
export function addHost(world: World, name: string | undefined = nextHost(world)): string {
  if (name === undefined) throw new MachineError(`the LAN has room for ${hostNames.length} hosts`);
  if (!hostNames.includes(name))
    throw new MachineError(`${name}: hosts are called ${hostNames[0]} to ${hostNames.at(-1)}`);
  if (own(world.machines, name)?.engine) throw new MachineError(`${name} is there already`);
  if (!own(world.machines, name)) {
    addMachine(world, name, 'host');
    plugIn(world, name, world.lan ? freeAddress(world) : hostAddress(name));
    leaveBridgesAlone(world, name);
  }
  installEngineAt(world, name);
  return name;
}

/** Starts an engine on a host that has none. */
function installEngineAt(world: World, name: string): void {
  const machine = own(world.machines, name);
  if (machine?.kind !== 'host') throw new Error(`${name} is no host`);
  machine.engine = createEngine(world.random, world.clock.now);
  installEngine(engineHost(world, name));
  if (world.hub) takeHub(engineHost(world, name));
}

/** Gives all engines, and those to come, the images of Docker Hub. Throws where something was made of the lab's own. */
export function takeHubImages(world: World): void {
  if (world.hub) return;
  const hosts = Object.values(world.machines).flatMap(({ name, engine }) => (engine ? [engineHost(world, name)] : []));
  const used = hosts.find(({ engine }) => Object.keys(engine.containers).length > 0);
  if (used) throw new MachineError(`${used.machine} has containers: this is for the beginning of a lab`);
  world.hub = true;
  for (const host of hosts) takeHub(host);
  teachMirrors(world);
}

/** Where the package managers of the images fetch from. */
export const MIRRORS = [
  'deb.debian.org',
  'archive.ubuntu.com',
  'security.ubuntu.com',
  'dl-cdn.alpinelinux.org',
  'yum.oracle.com',
] as const;

/** The internet's name server learns the names of the mirrors, which its web server answers for. */
function teachMirrors({ kernel }: World): void {
  const server = Object.values(kernel.processes).find(({ program }) => program === 'dnsmasq');
  server?.command.push(...MIRRORS.map((name) => `${HOST_RECORD}${name},203.0.113.10`));
}

/** A device that is to be plugged into the LAN; what is left out is chosen. */
interface NewDevice {
  readonly name?: string | undefined;
  readonly address?: string | undefined;
}

/** Adds a machine without an engine to the LAN. Throws where its name or its address cannot be. */
export function addDevice(world: World, wanted: NewDevice = {}): { readonly name: string; readonly address: Ip } {
  const devices = Object.values(world.machines).filter(({ kind }) => kind === 'client');
  if (devices.length >= MOST_DEVICES) throw new MachineError(`the LAN has room for ${MOST_DEVICES} devices`);
  const name = wanted.name === undefined ? freeName(world) : checkedName(world, wanted.name);
  const address = wanted.address === undefined ? freeAddress(world) : checkedAddress(world, wanted.address);
  addMachine(world, name, 'client');
  plugIn(world, name, address);
  return { name, address };
}

function freeName({ machines }: World): string {
  let number = 2;
  while (machines[`client${number}`]) number += 1;
  return `client${number}`;
}

/** The switch's port is called `p-NAME`, and an interface's name has 15 octets at most. */
const NAME = /^[a-z][a-z0-9-]{0,12}$/;

function checkedName({ machines }: World, name: string): string {
  if (!NAME.test(name)) throw new MachineError(`${name}: a name has 1 to 13 letters a-z, digits and hyphens`);
  if (hostNames.includes(name)) throw new MachineError(`${name}: that is what a host is called`);
  if (Object.hasOwn(machines, name)) throw new MachineError(`${name} is there already`);
  return name;
}

/** The addresses that stand on interfaces anywhere on the LAN. */
function taken({ kernel }: World): ReadonlySet<Ip> {
  const links = Object.values(kernel.namespaces).flatMap(({ links }) => Object.values(links));
  return new Set(links.flatMap(({ addresses }) => addresses.map(({ address }) => address)));
}

function freeAddress(world: World): Ip {
  const { subnet } = lanOf(world);
  const used = taken(world);
  const size = sizeOf(subnet);
  for (let step = 1; step < Math.min(size, 1024); step += 1) {
    const ip = plus(subnet.address, (FIRST_DEVICE + step) % size);
    if (!used.has(ip) && ip !== subnet.address && ip !== lastAddress(subnet)) return ip;
  }
  throw new MachineError(`the LAN has no address that is free`);
}

function checkedAddress(world: World, text: string): Ip {
  const { subnet } = lanOf(world);
  const address = parseIp(text);
  if (address === undefined || !contains(subnet, address) || [subnet.address, lastAddress(subnet)].includes(address))
    throw new MachineError(`${text}: the LAN has ${plus(subnet.address, 1)} to ${plus(lastAddress(subnet), -1)}`);
  if (!world.lan && hostNames.some((name) => hostAddress(name) === address))
    throw new MachineError(`${text} is kept for a host`);
  if (taken(world).has(address)) throw new MachineError(`${text} is taken`);
  return address;
}
