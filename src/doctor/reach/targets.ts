import { isRunning, type Container } from '../../engine/container/container.ts';
import { isLoopback, isUnspecified, type Ip } from '../../ip/address.ts';
import type { Link } from '../../kernel/link/link.ts';
import type { Namespace, NamespaceId } from '../../kernel/namespace.ts';
import type { Socket } from '../../kernel/socket/socket.ts';
import { containersOf, machinesOf, placeOf } from '../../world/spots.ts';
import { holdersIn, twinsAt, type Twins } from '../../world/twins.ts';
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
  /** The stack whose address it is; a loopback address means this from there alone. */
  readonly namespace: NamespaceId;
  /** Of a published port: the machine whose port it is. */
  readonly host?: string;
  /** Where others have the address as well. */
  readonly twins?: Twins;
}

/** The web server of the internet, which tells whether there is a way out. */
const WAY_OUT = { address: '203.0.113.10', port: 80 };

/** All that can be reached in a world, or should be: containers first, then what is published, the hosts, the internet. */
export function targetsOf(world: World, names: Names = namesOf(world)): readonly Target[] {
  const all = [
    ...containersOf(world).flatMap(([machine, container]) => ofContainer(world, names, machine, container)),
    ...machinesOf(world).flatMap((machine) => ofMachine(world, names, machine)),
  ];
  const holders = holdersIn(world);
  const byKey = new Map<string, Target>();
  for (const target of all) {
    const key = keyOf(target);
    const twins = twinsAt(world, holders, target.place, target.address);
    if (!byKey.has(key)) byKey.set(key, twins ? { ...target, twins } : target);
  }
  return [...byKey.values()];
}

/** What tells a target from others: two hosts may have the same address for different things. */
const keyOf = ({ protocol, address, port, namespace }: Target): string => `${protocol} ${address} ${port} ${namespace}`;

function ofContainer(world: World, names: Names, machine: string, container: Container): readonly Target[] {
  if (!isRunning(container)) return [];
  const common = { to: names.container(machine, container.name), place: placeOf(machine, container) };
  const namespace = world.kernel.namespaces[container.sandbox?.namespace ?? ''];
  const own = namespace ? listeners(world, namespace).filter(({ pid }) => holder(world, pid) === container.id) : [];
  const addresses = namespace ? outward(world, machine, namespace) : [];
  const published = container.ports.flatMap(({ protocol, hostIp, hostPort, containerIp, containerPort }): Target[] => {
    if (protocol === 'sctp') return [];
    if (hostPort === 0)
      return namespace
        ? [{ ...common, protocol, address: containerIp, port: containerPort, namespace: namespace.id }]
        : [];
    const host = world.machines[machine];
    const stack = host && world.kernel.namespaces[host.namespace];
    if (!stack) return [];
    const at = heardAt(hostIp, outward(world, machine, stack));
    return at.map((address) => ({
      ...{ ...common, protocol, address, port: hostPort, namespace: stack.id },
      host: machine,
    }));
  });
  return [...(namespace ? own.flatMap((socket) => ofSocket(common, socket, addresses, namespace)) : []), ...published];
}

function ofMachine(world: World, names: Names, { name, kind, namespace: id }: Machine): readonly Target[] {
  const common = { to: names.machine(name), place: name };
  if (kind === 'internet') {
    const answers = world.kernel.namespaces[id]?.sockets.some(({ port }) => port === WAY_OUT.port);
    return answers ? [{ ...common, ...WAY_OUT, protocol: 'tcp', namespace: id }] : [];
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
): readonly Target[] =>
  heardAt(address, addresses, v6only).map((at) => ({ ...common, protocol, address: at, port, namespace: id }));

/** The addresses at which a bound address is asked. */
function heardAt(bound: Ip, addresses: readonly Ip[], v6only = false): readonly Ip[] {
  if (!isUnspecified(bound)) return [bound];
  return addresses.filter((address) => address.includes(':') === (bound === '::') || (bound === '::' && !v6only));
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
