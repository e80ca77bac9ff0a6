import { family, isMulticast, type Ip } from '../../../ip/address.ts';
import type { Datagram, Packet, Transport } from '../../packet/frame.ts';
import { sendSkb, type Sent } from '../ip/output.ts';
import { routeTo, type Memory } from '../memory.ts';
import { takePort } from './ports.ts';
import { packetOf, type Skb } from '../skb.ts';
import { INITIAL_TTL, openTcb, sendSegment, type Tcb, type TcpUser } from '../tcp/tcp.ts';
import { make, type Walk } from '../walk.ts';

/** What a program here turns to, and from where. */
export interface Target {
  readonly flow: number;
  readonly cause: number | undefined;
  readonly destination: Ip;
  readonly port: number;
  readonly source?: Ip | undefined;
  readonly sourcePort?: number | undefined;
  readonly ttl?: number | undefined;
  readonly mark?: number | undefined;
  /** Who asks. */
  readonly pid?: number | undefined;
  readonly dontFragment?: Packet['dontFragment'] | undefined;
}

/** Why a socket could not even try: EADDRNOTAVAIL, EACCES, ENETUNREACH, or what a route of its type says. */
export type Hindrance = 'invalid-source' | 'broadcast' | 'no-route' | 'EHOSTUNREACH' | 'EACCES' | 'EINVAL';

const REFUSALS = { unreachable: 'EHOSTUNREACH', prohibit: 'EACCES', blackhole: 'EINVAL' } as const;

/** The source address of what goes to a destination: the bound one where it is ours, else routing's. */
export function sourceFor(
  memory: Memory,
  destination: Ip,
  bound: Ip | undefined,
  broadcast = false,
  mark?: number,
): { source: Ip } | { hindrance: Hindrance } {
  if (bound !== undefined && routeTo(memory, { destination: bound }).how !== 'local')
    return { hindrance: 'invalid-source' };
  const decision = routeTo(memory, { destination, source: bound, mark });
  if (decision.how === 'none') return { hindrance: 'no-route' };
  if (decision.how === 'unreachable' || decision.how === 'prohibit' || decision.how === 'blackhole')
    return { hindrance: REFUSALS[decision.how] };
  if (decision.how === 'broadcast' && !broadcast) return { hindrance: 'broadcast' };
  const source = bound ?? decision.source;
  if (source === undefined) return { hindrance: 'no-route' };
  // A group is no source, also of what a host sends to itself (ip_route_output_key_hash_rcu).
  return family(source) === 4 && isMulticast(source) ? { hindrance: 'EINVAL' } : { source };
}

/** Opens a connection: SYN. There is no connection to a broadcast address, nor to a group. */
export function connect(walk: Walk, memory: Memory, target: Target, user: TcpUser): Tcb | Hindrance {
  const found = sourceFor(memory, target.destination, target.source);
  if ('hindrance' in found) return found.hindrance === 'broadcast' ? 'no-route' : found.hindrance;
  if (isMulticast(target.destination)) return 'no-route';
  const ends = {
    local: found.source,
    localPort: target.sourcePort ?? takePort(walk, memory, 'tcp'),
    remote: target.destination,
    remotePort: target.port,
  };
  const tcb = openTcb(memory, ends, 'SYN_SENT', user, target);
  sendSegment(walk, tcb, 'S');
  return tcb;
}

/** An open question of a program: `end` closes its socket. */
export interface Question {
  readonly sent: Sent;
  end(): void;
}

/** Sends a datagram from a socket connected to its destination; what comes back, errors about it too, is handed to `heard`. */
export function askUdp(
  walk: Walk,
  memory: Memory,
  target: Target,
  data: Datagram,
  heard: (skb: Skb) => void,
): Question | Hindrance {
  const found = sourceFor(memory, target.destination, target.source);
  if ('hindrance' in found) return found.hindrance;
  const sourcePort = target.sourcePort ?? takePort(walk, memory, 'udp');
  const key = `udp ${sourcePort}`;
  const accepts = ({ source, transport }: Packet): boolean =>
    source === target.destination && transport.kind === 'udp' && transport.sourcePort === target.port;
  (memory.askers ??= new Map()).set(key, { heard, accepts });
  const sent = sendFrom(walk, memory, target, found.source, {
    kind: 'udp',
    sourcePort,
    destinationPort: target.port,
    data,
  });
  return { sent, end: () => void memory.askers?.delete(key) };
}

/** Sends a SYN without opening a connection; what it meets is handed to `heard`. */
export function askSyn(walk: Walk, memory: Memory, target: Target, heard: (skb: Skb) => void): Question | Hindrance {
  const found = sourceFor(memory, target.destination, target.source);
  if ('hindrance' in found) return found.hindrance;
  const sourcePort = target.sourcePort ?? takePort(walk, memory, 'tcp');
  const key = `tcp ${sourcePort}`;
  const accepts = ({ source, transport }: Packet): boolean =>
    source === target.destination && transport.kind === 'tcp' && transport.sourcePort === target.port;
  (memory.askers ??= new Map()).set(key, { heard, accepts });
  const transport: Transport = {
    kind: 'tcp',
    sourcePort,
    destinationPort: target.port,
    flags: 'S',
    data: '',
    sequence: 0,
  };
  const sent = sendFrom(walk, memory, target, found.source, transport);
  return { sent, end: () => void memory.askers?.delete(key) };
}

interface EchoTarget extends Target {
  readonly broadcast?: boolean | undefined;
}

/** Sends an echo request; its reply, or an error about it, is handed to `heard`. */
export function askEcho(
  walk: Walk,
  memory: Memory,
  target: EchoTarget,
  echo: { id: number; sequence: number; size: number },
  heard: (skb: Skb) => void,
): Question | Hindrance {
  const found = sourceFor(memory, target.destination, target.source, target.broadcast, target.mark);
  if ('hindrance' in found) return found.hindrance;
  const key = `icmp ${echo.id}`;
  const before = memory.askers?.get(key);
  (memory.askers ??= new Map()).set(key, {
    accepts: () => true,
    // Several echoes of one ping wait side by side.
    heard: (skb: Skb) => (concerns(packetOf(skb), echo.sequence) ? heard(skb) : before?.heard(skb)),
  });
  const sent = sendFrom(walk, memory, target, found.source, { kind: 'icmp', type: 'echo-request', ...echo });
  return { sent, end: () => undefined };
}

function concerns({ transport }: Packet, sequence: number): boolean {
  if (transport.kind !== 'icmp') return false;
  const echo = transport.about?.transport ?? transport;
  return echo.kind === 'icmp' && echo.sequence === sequence;
}

function sendFrom(walk: Walk, memory: Memory, target: EchoTarget, source: Ip, transport: Transport): Sent {
  const { destination, ttl = INITIAL_TTL, flow, cause, dontFragment, mark } = target;
  const fragment = dontFragment === undefined ? {} : { dontFragment };
  const packet: Packet = { kind: 'ip', source, destination, ttl, transport, ...fragment, ...(mark && { mark }) };
  return sendSkb(walk, memory, make(walk, flow, cause, packet));
}
