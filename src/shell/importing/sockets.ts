import { parseIp, type Ip } from '../../ip/address.ts';
import type { Container } from '../../engine/container/container.ts';
import { RESOLVER } from '../../engine/dns/resolver-rules.ts';
import { namespaceOf } from '../../kernel/kernel.ts';
import type { Namespace } from '../../kernel/namespace.ts';
import { endProcess, startProcess } from '../../kernel/process/processes.ts';
import { bind } from '../../kernel/socket/sockets.ts';
import type { Socket } from '../../kernel/socket/socket.ts';
import type { SocketFacts } from '../../snapshot/snapshot.ts';
import type { Place } from './links.ts';
import { lack, type Work } from './work.ts';

/** The kernel's own sockets belong to no process, and ss tells of them without one. */
const NOBODY = 0;
const BACKLOG = 128;
const MOST = 4096;

/** Where processes of a stack stand that nobody made: in a container, or on the host itself. */
export interface Home {
  readonly machine: string;
  readonly container: Container | undefined;
}

interface Wanted {
  readonly protocol: 'tcp' | 'udp';
  readonly address: Ip;
  readonly port: number;
  readonly v6only: boolean;
  readonly program: string;
}

/**
 * Lets exactly that listen in a stack which listens on the host: what its images' programs serve goes on serving, what is not told of is
 * not there, and for the rest there are processes that take what comes and say nothing.
 */
export function placeSockets(work: Work, place: Place, home: Home, facts: readonly SocketFacts[]): void {
  const { kernel } = work.world;
  const namespace = namespaceOf(kernel, place.namespace);
  const wanted = wantedOf(facts);
  const kept = namespace.sockets.filter(({ pid, address }) => pid === NOBODY || address === RESOLVER);
  const rest = namespace.sockets.filter((socket) => !kept.includes(socket));
  const owners = new Map<string, number>();
  const taken: { wanted: Wanted; socket: Socket | undefined }[] = wanted.map((each) => {
    const alike = rest.filter(({ protocol, port }) => protocol === each.protocol && port === each.port);
    const socket = alike.find(({ address }) => address === each.address) ?? alike[0];
    if (socket) rest.splice(rest.indexOf(socket), 1);
    if (socket) owners.set(`${each.protocol} ${each.port}`, socket.pid);
    return { wanted: each, socket };
  });
  namespace.sockets = kept;
  closeForwarders(work, place, rest);
  const listeners = new Map<string, number>();
  for (const { wanted: each, socket } of taken) {
    const { protocol, address, port, v6only, program } = each;
    const pid = socket?.pid ?? owners.get(`${protocol} ${port}`) ?? listener(work, place, home, listeners, program);
    const { backlog = protocol === 'tcp' ? BACKLOG : 0, fd = 3 } = socket ?? {};
    const made = { protocol, address, port, ...(v6only && { v6only: true }), pid, backlog, fd };
    if (isTold(kept, made)) continue;
    // What stands on the host may be bound to addresses that have gone since.
    if (bind(namespace, made) === 'in-use') lack(work, place, 'socket-not-bound', { protocol, address, port });
    else if (!namespace.sockets.includes(made)) namespace.sockets.push(made);
  }
}

/** The embedded DNS server of a container listens on the ports to which the container's rules lead. */
export function moveResolver(namespace: Namespace, { sandbox }: Container): void {
  const { resolver } = sandbox ?? {};
  const rules = Object.values(namespace.netfilter.ip.nat?.chains ?? {}).flatMap((chain) => chain.rules);
  if (!resolver) return;
  for (const protocol of ['tcp', 'udp'] as const)
    for (const { target, protocol: of } of rules) {
      if (target?.kind !== 'DNAT' || target.to.address !== RESOLVER || of?.value !== protocol) continue;
      const socket = namespace.sockets.find((each) => each.address === RESOLVER && each.protocol === protocol);
      if (!socket || target.to.port === undefined) continue;
      socket.port = target.to.port;
      resolver[protocol] = target.to.port;
    }
}

const isTold = (kept: readonly Socket[], { protocol, port }: Socket): boolean =>
  kept.some((socket) => socket.pid === NOBODY && socket.protocol === protocol && socket.port === port);

function wantedOf(facts: readonly SocketFacts[]): Wanted[] {
  const seen = new Set<string>();
  return facts.slice(0, MOST).flatMap(({ protocol, address, port, v6only, program = '' }) => {
    const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
    const ip = bare === '*' ? '::' : parseIp(bare);
    const key = `${protocol} ${ip} ${port}`;
    if (ip === undefined || ip === RESOLVER || port < 1 || seen.has(key)) return [];
    seen.add(key);
    return [{ protocol, address: ip, port, v6only: v6only === true, program }];
  });
}

/** One process for all that a program of a name holds. */
function listener(
  { world: { kernel, clock } }: Work,
  { namespace }: Place,
  { machine, container }: Home,
  listeners: Map<string, number>,
  program: string,
): number {
  const known = listeners.get(program);
  if (known !== undefined) return known;
  const name = program === '' ? 'unknown' : program.slice(0, 64);
  const started = { machine, namespace, program: name, command: [name], mute: true as const, started: clock.now };
  const { pid } = startProcess(kernel, {
    ...started,
    parent: container?.state.pid ?? 1,
    ...(container && { container: { id: container.id, pid: kernel.nextPid }, hostname: container.config.Hostname }),
  });
  listeners.set(program, pid);
  return pid;
}

/** A docker-proxy that is not there has no socket, nor a process. */
function closeForwarders({ world }: Work, { host }: Place, gone: readonly Socket[]): void {
  const { kernel, machines } = world;
  const pids = new Set(gone.map(({ pid }) => pid).filter((pid) => kernel.processes[pid]?.program === 'docker-proxy'));
  if (pids.size === 0) return;
  for (const pid of pids) endProcess(kernel, pid);
  for (const { ports } of Object.values(machines[host]?.engine?.containers ?? {}))
    for (const mapping of ports) if (mapping.proxy !== undefined && pids.has(mapping.proxy)) delete mapping.proxy;
}
