import { createEngine, startEngine } from '../engine/api.ts';
import { randomMac } from '../engine/random.ts';
import type { Ip } from '../ip/address.ts';
import { addAddress, addBridge, addVeth, linkByName, setMaster, setUp } from '../kernel/links.ts';
import { createNamespace, emptyKernel } from '../kernel/namespaces.ts';
import type { NamespaceId } from '../kernel/namespace.ts';
import { startProcess } from '../kernel/processes.ts';
import { addRoute } from '../kernel/routes.ts';
import { bind } from '../kernel/sockets.ts';
import { setSysctl } from '../kernel/sysctl.ts';
import { machineFiles } from './files.ts';
import { engineHost } from './place.ts';
import type { Machine, World } from './world.ts';

/** Where every lab's time begins: 2026-01-05 09:00 UTC. */
const START = 1_767_603_600_000;
const NAMESERVER = 'nameserver 203.0.113.53\n';
/** What `ip link add type veth` gives a pair; the links libnetwork makes have 0. */
const QUEUE = 1000;

/** The machines on the LAN, in the order in which they are plugged in. */
const PLUGGED: readonly (readonly [name: string, address: Ip])[] = [
  ['host1', '192.168.65.10'],
  ['host2', '192.168.65.11'],
  ['client', '192.168.65.50'],
];

const KINDS: Readonly<Record<string, Machine['kind']>> = {
  router: 'router',
  inet: 'internet',
  host1: 'host',
  host2: 'host',
  client: 'client',
};

export interface LabOptions {
  readonly seed: number;
  /** Clock (ms since 1970, UTC) at the start. */
  readonly clock?: number;
  /** The hosts that run an engine; host1 alone by default. */
  readonly hosts?: readonly string[];
}

/**
 * The lab that everything happens in: hosts and a client on a LAN, a router, and the internet behind it.
 *
 *        inet 203.0.113.10 (web), .53 (DNS)
 *          |
 *        router 203.0.113.1 / 192.168.65.1
 *          |  LAN 192.168.65.0/24
 *   +------+--------+-----------+
 *  host1 .10      host2 .11   client .50
 */
export function createLab({ seed, clock = START, hosts = ['host1'] }: LabOptions): World {
  const world: World = {
    seed,
    random: { state: seed | 0 },
    clock: { now: clock },
    kernel: emptyKernel(),
    machines: {},
    shells: {},
  };
  for (const [name, kind] of Object.entries(KINDS)) addMachine(world, name, kind);
  wire(world);
  startServers(world);
  for (const name of hosts) installEngine(world, name);
  return world;
}

function addMachine(world: World, name: string, kind: Machine['kind']): void {
  createNamespace(world.kernel, name);
  setUp(world.kernel, { namespace: name, index: 1 });
  world.machines[name] = { name, kind, namespace: name, files: machineFiles(NAMESERVER) };
}

function wire(world: World): void {
  const { kernel } = world;
  addBridge(kernel, 'router', { name: 'lan0' });
  address(world, 'router', 'lan0', '192.168.65.1');
  for (const [name, ip] of PLUGGED) {
    pair(world, name, `p-${name}`);
    setMaster(kernel, link(world, 'router', `p-${name}`), link(world, 'router', 'lan0').index);
    setUp(kernel, link(world, 'router', `p-${name}`));
    address(world, name, 'eth0', ip);
    route(world, name, { address: '0.0.0.0', length: 0 }, '192.168.65.1');
  }
  pair(world, 'inet', 'wan0');
  address(world, 'router', 'wan0', '203.0.113.1');
  address(world, 'inet', 'eth0', '203.0.113.10');
  address(world, 'inet', 'eth0', '203.0.113.53');
  route(world, 'inet', { address: '192.168.65.0', length: 24 }, '203.0.113.1');
  setSysctl(kernel, 'router', 'net.ipv4.ip_forward', '1');
  for (const name of ['router', 'host1', 'host2']) leaveBridgesAlone(world, name);
}

/** As on a machine where br_netfilter is not loaded until an engine asks for it. */
function leaveBridgesAlone(world: World, namespace: NamespaceId): void {
  for (const tables of ['iptables', 'ip6tables', 'arptables'])
    setSysctl(world.kernel, namespace, `net.bridge.bridge-nf-call-${tables}`, '0');
}

/** A cable: eth0 of a machine and a port of the router. */
function pair(world: World, machine: string, port: string): void {
  addVeth(
    world.kernel,
    { namespace: machine, name: 'eth0', mac: randomMac(world.random), queueLength: QUEUE },
    { namespace: 'router', name: port, mac: randomMac(world.random), queueLength: QUEUE },
  );
}

function link(world: World, namespace: NamespaceId, name: string): { namespace: NamespaceId; index: number } {
  const ns = world.kernel.namespaces[namespace];
  const found = ns && linkByName(ns, name);
  if (!found) throw new Error(`no ${name} in ${namespace}`);
  return { namespace, index: found.index };
}

/** `ip addr add ADDRESS/24 dev NAME; ip link set NAME up` */
function address(world: World, namespace: NamespaceId, name: string, ip: Ip): void {
  const ref = link(world, namespace, name);
  addAddress(world.kernel, ref, { address: ip, prefixLength: 24, scope: 'global' });
  setUp(world.kernel, ref);
}

function route(world: World, namespace: NamespaceId, destination: { address: Ip; length: number }, via: Ip): void {
  const { index } = link(world, namespace, 'eth0');
  addRoute(world.kernel, namespace, {
    destination,
    via,
    device: index,
    scope: 'global',
    protocol: 'boot',
    metric: 0,
    type: 'unicast',
  });
}

function startServers(world: World): void {
  listen(
    world,
    'http-echo',
    ['/usr/bin/perl', '/usr/local/bin/http-echo', '80', '443'],
    [
      { protocol: 'tcp', address: '0.0.0.0', port: 80, backlog: 64 },
      { protocol: 'tcp', address: '0.0.0.0', port: 443, backlog: 64 },
    ],
  );
  listen(
    world,
    'dnsmasq',
    ['dnsmasq', '-k', '-u', 'root', '--no-resolv', '--no-hosts', '--listen-address=203.0.113.53'],
    [
      { protocol: 'udp', address: '203.0.113.53', port: 53, backlog: 0 },
      { protocol: 'tcp', address: '203.0.113.53', port: 53, backlog: 32 },
    ],
  );
}

interface Listening {
  protocol: 'tcp' | 'udp';
  address: Ip;
  port: number;
  backlog: number;
}

/** Starts a server on the internet's machine. */
function listen(world: World, program: string, command: string[], sockets: readonly Listening[]): void {
  const { kernel, clock } = world;
  const namespace = kernel.namespaces.inet;
  if (!namespace) throw new Error('no inet');
  const { pid } = startProcess(kernel, {
    parent: 1,
    machine: 'inet',
    namespace: 'inet',
    program,
    command,
    started: clock.now,
  });
  for (const [i, socket] of sockets.entries()) bind(namespace, { ...socket, pid, fd: 3 + i });
}

function installEngine(world: World, name: string): void {
  const machine = world.machines[name];
  if (machine?.kind !== 'host') throw new Error(`${name} is no host`);
  machine.engine = createEngine(world.random, world.clock.now);
  startEngine(engineHost(world, name));
}
