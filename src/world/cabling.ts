import { randomMac } from '../engine/random.ts';
import type { Ip, Mac } from '../ip/address.ts';
import { setMaster } from '../kernel/link/bridge.ts';
import { addVeth } from '../kernel/link/veth.ts';
import { linkByName } from '../kernel/link/lookup.ts';
import { setUp } from '../kernel/link/link-up.ts';
import { addAddress } from '../kernel/link/addresses.ts';
import { createNamespace } from '../kernel/namespaces.ts';
import type { NamespaceId } from '../kernel/namespace.ts';
import { addRoute } from '../kernel/route/table.ts';
import { setSysctl } from '../kernel/sysctl/sysctl.ts';
import { machineFiles } from './files.ts';
import type { Lan } from './imported.ts';
import type { Machine, World } from './world.ts';

const NAMESERVER = 'nameserver 203.0.113.53\n';
/** What `ip link add type veth` gives a pair; the links libnetwork makes have 0. */
const QUEUE = 1000;
/** The router's address on the LAN. */
export const ROUTER: Ip = '192.168.65.1';

/** The LAN's subnet, and the router's address there. */
export const lanOf = ({ lan }: World): Lan =>
  lan ?? { subnet: { address: '192.168.65.0', length: 24 }, router: ROUTER };

/** A machine with nothing but lo, which is up. */
export function addMachine(world: World, name: string, kind: Machine['kind']): void {
  createNamespace(world.kernel, name);
  setUp(world.kernel, { namespace: name, index: 1 });
  world.machines[name] = { name, kind, namespace: name, files: machineFiles(NAMESERVER) };
}

/** Plugs a machine into the LAN's switch, with an address and the router as its way out. */
export function plugIn(world: World, name: string, ip: Ip, cards?: Cards): void {
  const { kernel } = world;
  pair(world, name, `p-${name}`, cards);
  setMaster(kernel, link(world, 'router', `p-${name}`), link(world, 'router', 'lan0').index);
  setUp(kernel, link(world, 'router', `p-${name}`));
  const { subnet, router } = lanOf(world);
  address(world, name, 'eth0', ip, subnet.length);
  route(world, name, { address: '0.0.0.0', length: 0 }, router);
}

/** As on a machine where br_netfilter is not loaded until an engine asks for it. */
export function leaveBridgesAlone(world: World, namespace: NamespaceId): void {
  for (const tables of ['iptables', 'ip6tables', 'arptables'])
    setSysctl(world.kernel, namespace, `net.bridge.bridge-nf-call-${tables}`, '0');
}

/** The MAC addresses of both ends of a cable, where they are known. */
type Cards = readonly [card: Mac | undefined, port: Mac | undefined];

/** A cable: eth0 of a machine and a port of the router. */
export function pair(world: World, machine: string, port: string, [card, other]: Cards = [undefined, undefined]): void {
  addVeth(
    world.kernel,
    { namespace: machine, name: 'eth0', mac: card ?? randomMac(world.random), queueLength: QUEUE },
    { namespace: 'router', name: port, mac: other ?? randomMac(world.random), queueLength: QUEUE },
  );
}

function link(world: World, namespace: NamespaceId, name: string): { namespace: NamespaceId; index: number } {
  const ns = world.kernel.namespaces[namespace];
  const found = ns && linkByName(ns, name);
  if (!found) throw new Error(`no ${name} in ${namespace}`);
  return { namespace, index: found.index };
}

/** `ip addr add ADDRESS/24 dev NAME; ip link set NAME up` */
export function address(world: World, namespace: NamespaceId, name: string, ip: Ip, prefixLength = 24): void {
  const ref = link(world, namespace, name);
  addAddress(world.kernel, ref, { address: ip, prefixLength, scope: 'global' });
  setUp(world.kernel, ref);
}

/** `ip route add DESTINATION via GATEWAY dev eth0` */
export function route(
  world: World,
  namespace: NamespaceId,
  destination: { address: Ip; length: number },
  via: Ip,
): void {
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
