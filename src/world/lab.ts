import type { Ip } from '../ip/address.ts';
import { addBridge } from '../kernel/link/bridge.ts';
import type { KernelModule } from '../kernel/modules.ts';
import { emptyKernel } from '../kernel/kernel.ts';
import { startProcess } from '../kernel/process/processes.ts';
import { bind } from '../kernel/socket/sockets.ts';
import { setSysctl } from '../kernel/sysctl/sysctl.ts';
import { ROUTER, addMachine, address, leaveBridgesAlone, pair, plugIn, route } from './cabling.ts';
import { hostAddress } from './hosts.ts';
import { addHost } from './machines.ts';
import type { Machine, World } from './world.ts';

/** Where every lab's time begins: 2026-01-05 09:00 UTC. */
const START = 1_767_603_600_000;

/** The machines on the LAN, in the order in which they are plugged in. */
const PLUGGED: readonly (readonly [name: string, address: Ip])[] = [
  ['host1', hostAddress('host1')],
  ['host2', hostAddress('host2')],
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
  /** The hosts that run an engine, of host1 to host8; host1 alone by default. */
  readonly hosts?: readonly string[];
  /** What the machines' kernel was built without; it has all of it by default. */
  readonly lacks?: readonly KernelModule[];
  /** Images, and machines without an engine, have no names of services. */
  readonly bare?: boolean;
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
export function createLab({ seed, clock = START, hosts = ['host1'], lacks, bare }: LabOptions): World {
  const world: World = {
    seed,
    random: { state: seed | 0 },
    clock: { now: clock },
    kernel: { ...emptyKernel(), ...(lacks && { lacks }) },
    machines: {},
    shells: {},
    ...(bare && { bare: true as const }),
  };
  for (const [name, kind] of Object.entries(KINDS)) addMachine(world, name, kind);
  wire(world);
  startServers(world);
  for (const name of hosts) addHost(world, name);
  return world;
}

function wire(world: World): void {
  const { kernel } = world;
  addBridge(kernel, 'router', { name: 'lan0' });
  address(world, 'router', 'lan0', ROUTER);
  for (const [name, ip] of PLUGGED) plugIn(world, name, ip);
  pair(world, 'inet', 'wan0');
  address(world, 'router', 'wan0', '203.0.113.1');
  address(world, 'inet', 'eth0', '203.0.113.10');
  address(world, 'inet', 'eth0', '203.0.113.53');
  route(world, 'inet', { address: '192.168.65.0', length: 24 }, '203.0.113.1');
  setSysctl(kernel, 'router', 'net.ipv4.ip_forward', '1');
  for (const name of ['router', 'host1', 'host2']) leaveBridgesAlone(world, name);
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
