import { toNumber, contains, type Ip, type Prefix } from '../../ip/address.ts';
import type { Packet } from '../packet/frame.ts';
import type { Connection } from './conntrack/conntrack.ts';
import { isKept, keepConnection } from './memory.ts';
import type { HookContext, PacketConnection } from './hook.ts';
import type { Traced } from './tracing.ts';
import type { Negatable, PortRange } from './table.ts';

/** A packet on its way through the tables of one hook: what the rules test, and what they change. */
export interface Passage {
  readonly context: HookContext;
  /** Octets, as counters count them. */
  readonly length: number;
  /** The name of its protocol. */
  readonly protocol: string;
  packet: Packet;
  connection: PacketConnection | undefined;
  /** Set where its way through the rules is told; and whether the base chain that it is in has told nothing yet. */
  traced: Traced | undefined;
  untold: boolean;
}

/** Whether a condition is met; one that is absent always is. */
export const holds = <T>(condition: Negatable<T> | undefined, test: (value: T) => boolean): boolean =>
  condition === undefined || test(condition.value) !== condition.not;

export const inRange = (range: PortRange, number: number): boolean => number >= range.from && number <= range.to;

/** Whether an address lies in a block of its own family; a host's address needs no arithmetic. */
export function inPrefix(prefix: Prefix, ip: Ip): boolean {
  const { address, length } = prefix;
  if (length === 0 || address === ip) return true;
  if (address.includes(':')) return contains(prefix, ip);
  return length < 32 && ((toNumber(address) ^ toNumber(ip)) & (-1 << (32 - length))) === 0;
}

/** Whether a device has the name, or begins with it where it ends in a plus sign. No device has the empty name. */
export function isDevice(pattern: string, device: string | undefined): boolean {
  if (device === pattern) return true;
  return pattern.endsWith('+') && (device ?? '').startsWith(pattern.slice(0, -1));
}

/** The name of a packet's protocol. */
export function protocolOf(packet: Packet): string {
  const { kind } = packet.transport;
  return kind === 'icmp' && packet.source.includes(':') ? 'ipv6-icmp' : kind;
}

/** Puts what became of the packet's connection in its place; one that is not yet confirmed stays with the packet. */
export function setConnection(passage: Passage, connection: Connection): void {
  if (!passage.connection) return;
  passage.connection = { ...passage.connection, connection };
  const { memory, now } = passage.context;
  if (isKept(memory, connection, now)) keepConnection(memory, connection);
}
