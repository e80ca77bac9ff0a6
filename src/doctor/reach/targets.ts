import { isRunning, type Container } from '../../engine/container/container.ts';
import { isLoopback, isUnspecified, type Ip } from '../../ip/address.ts';
import type { Link } from '../../kernel/link/link.ts';
import type { Namespace, NamespaceId } from '../../kernel/namespace.ts';
import type { Socket } from '../../kernel/socket/socket.ts';
import { containersOf, machinesOf, placeOf } from '../../world/spots.ts';
import type { Machine, Place, World } from '../../world/world.ts';
import { namesOf, type Names } from './sources.ts';

export type Protocol = 'tcp' | 'udp';

/** An address and port at which something listens, or that is published. */
export interface Target {
  /** Whose it is, as it is told: the container that listens or publishes, or the machine. */
  readonly to: string;
  readonly place: Place;
  readonly address: Ip;
  readonly port: number;
  readonly protocol: Protocol;
  /** Where alone the address means this: a loopback address. */
  readonly only?: NamespaceId;
  /** Of a published port: the machine whose port it is. */
  readonly host?: string;
}

/** The web server of the internet, which tells whether there is a way out. */
const WAY_OUT = { address: '203.0.113.10', port: 80 };

/** All that can be reached in a world, or should be: containers first, then what is published, the hosts, the internet. */
export function targetsOf(world: World, names: Names = namesOf(world)): readonly Target[] {
  const all = [
    ...containersOf(world).flatMap(([machine, container]) => ofContainer(world, names, machine, container)),
    ...machinesOf(world).flatMap((machine) => ofMachine(world, names, machine)),
  ];
  const byKey = new Map<string, Target>();
  for (const target of all) {
    const key = keyOf(target);
    if (!byKey.has(key)) byKey.set(key, target);
  }
  return [...byKey.values()];
}

/** What tells a target from others. */
export const keyOf = ({ protocol, address, port, only }: Omit<Target, 'to' | 'place'>): string =>
  `${protocol} ${address} ${port} ${only ?? ''}`;

function ofContainer(world: World, names: Names, machine: string, container: Container): readonly Target[] {
  if (!isRunning(container)) return [];
  const common = { to: names.container(machine, container.name), place: placeOf(machine, container) };
  const namespace = world.kernel.namespaces[container.sandbox?.namespace ?? ''];
  const own = namespace ? listeners(world, namespace).filter(({ pid }) => holder(world, pid) === container.id) : [];
  const addresses = namespace ? outward(world, machine, namespace) : [];
  const published = container.ports.flatMap(({ protocol, hostIp, hostPort, containerIp, containerPort }): Target[] => {
    if (protocol === 'sctp') return [];
    if (hostPort === 0) return [{ ...common, protocol, address: containerIp, port: containerPort }];
    const host = world.machines[machine];
    const stack = host && world.kernel.namespaces[host.namespace];
    const at = stack ? heardAt(hostIp, outward(world, machine, stack), stack.id) : [];
    return at.map((each) => ({ ...common, ...each, protocol, port: hostPort, host: machine }));
  });
  return [...(namespace ? own.flatMap((socket) => ofSocket(common, socket, addresses, namespace)) : []), ...published];
}

function ofMachine(world: World, names: Names, { name, kind, namespace: id }: Machine): readonly Target[] {
  const common = { to: names.machine(name), place: name };
  if (kind === 'internet') {
    const answers = world.kernel.namespaces[id]?.sockets.some(({ port }) => port === WAY_OUT.port);
    return answers ? [{ ...common, ...WAY_OUT, protocol: 'tcp' }] : [];
  }
  const namespace = world.kernel.namespaces[id];
  if (!namespace || kind === 'router') return [];
  const addresses = outward(world, name, namespace);
  return listeners(world, namespace)
    .filter(({ pid }) => holder(world, pid) === undefined && world.kernel.processes[pid]?.program !== 'docker-proxy')
    .flatMap((socket) => ofSocket(common, socket, addresses, namespace));
}

const ofSocket = (
  common: Pick<Target, 'to' | 'place'>,
  { protocol, address, port, v6only }: Socket,
  addresses: readonly Ip[],
  { id }: Namespace,
): readonly Target[] => heardAt(address, addresses, id, v6only).map((at) => ({ ...common, ...at, protocol, port }));

/** The addresses at which a bound address is asked. */
function heardAt(
  bound: Ip,
  addresses: readonly Ip[],
  namespace: NamespaceId,
  v6only = false,
): readonly Pick<Target, 'address' | 'only'>[] {
  if (isLoopback(bound)) return [{ address: bound, only: namespace }];
  if (!isUnspecified(bound)) return [{ address: bound }];
  return addresses
    .filter((address) => address.includes(':') === (bound === '::') || (bound === '::' && !v6only))
    .map((address) => ({ address }));
}

/** The id of the container that a process belongs to. */
const holder = ({ kernel }: World, pid: number): string | undefined => kernel.processes[pid]?.container?.id;

/** What waits for others there: not the engine's own name server, nor ends of conversations. */
const listeners = ({ kernel }: World, { sockets }: Namespace): readonly Socket[] =>
  sockets.filter(
    ({ peer, bound, address, pid }) =>
      !peer && !bound && !(isLoopback(address) && kernel.processes[pid]?.program === 'dockerd'),
  );

/** The addresses of a namespace that others can ask: not those of the bridges of networks, which are gateways. */
function outward(world: World, machine: string, { id, links }: Namespace): readonly Ip[] {
  const isHost = world.machines[machine]?.namespace === id;
  const gateways = new Set(
    isHost ? Object.values(world.machines[machine]?.engine?.networks ?? {}).flatMap(({ bridge }) => bridge ?? []) : [],
  );
  return Object.values(links)
    .filter((link) => link.kind !== 'loopback' && !gateways.has(link.name) && link.name !== 'docker_gwbridge')
    .flatMap(globalOf);
}

const globalOf = ({ addresses }: Link): readonly Ip[] =>
  addresses.filter(({ scope }) => scope === 'global').map(({ address }) => address);
