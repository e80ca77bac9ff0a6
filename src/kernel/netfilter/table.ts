import type { Ip, Prefix } from '../../ip/address.ts';
import type { Counters } from '../link.ts';

export type Hook = 'PREROUTING' | 'INPUT' | 'FORWARD' | 'OUTPUT' | 'POSTROUTING';
export type TableName = 'raw' | 'mangle' | 'nat' | 'filter';

/** The tables of one family in one namespace. A table is made when it is first used. */
export type Netfilter = { [T in TableName]?: Table };

export interface Table {
  /** Built-in chains and user chains by name. */
  chains: Record<string, Chain>;
}

export interface Chain {
  name: string;
  /** Of a built-in chain only. */
  policy?: 'ACCEPT' | 'DROP';
  /** What the policy decided. */
  counters: Counters;
  rules: Rule[];
}

/** A rule: all of its matches must hold, in order; then its target is done. */
export interface Rule {
  source?: Negatable<Prefix>;
  destination?: Negatable<Prefix>;
  in?: Negatable<string>;
  out?: Negatable<string>;
  protocol?: Negatable<string>;
  matches: Match[];
  target?: Target;
  counters: Counters;
}

export interface Negatable<T> {
  not: boolean;
  value: T;
}

export interface PortRange {
  from: number;
  to: number;
}

export type CtState = 'INVALID' | 'NEW' | 'ESTABLISHED' | 'RELATED' | 'UNTRACKED' | 'SNAT' | 'DNAT';
export type AddressType = 'LOCAL' | 'UNICAST' | 'BROADCAST' | 'MULTICAST' | 'ANYCAST' | 'BLACKHOLE' | 'UNREACHABLE';

/** An extension match (`-m …`). */
export type Match =
  | {
      kind: 'tcp' | 'udp';
      sourcePort?: Negatable<PortRange>;
      destinationPort?: Negatable<PortRange>;
      flags?: Negatable<{ mask: string; set: string }>;
    }
  | { kind: 'multiport'; direction: 'sports' | 'dports' | 'ports'; not: boolean; ports: PortRange[] }
  | { kind: 'icmp'; type: Negatable<string> }
  | { kind: 'addrtype'; source?: Negatable<AddressType>; destination?: Negatable<AddressType>; limit?: 'in' | 'out' }
  | {
      kind: 'conntrack';
      states?: Negatable<CtState[]>;
      originalSource?: Negatable<Prefix>;
      originalDestination?: Negatable<Prefix>;
      originalSourcePort?: Negatable<PortRange>;
      originalDestinationPort?: Negatable<PortRange>;
      direction?: 'ORIGINAL' | 'REPLY';
    }
  | { kind: 'state'; states: Negatable<CtState[]> }
  | { kind: 'comment'; text: string }
  | { kind: 'mark'; not: boolean; value: number; mask: number }
  | { kind: 'mac'; source: Negatable<string> }
  | { kind: 'limit'; average: string; burst: number }
  | { kind: 'physdev'; in?: Negatable<string>; out?: Negatable<string>; bridged?: boolean };

export type RejectWith =
  | 'icmp-net-unreachable'
  | 'icmp-host-unreachable'
  | 'icmp-port-unreachable'
  | 'icmp-proto-unreachable'
  | 'icmp-net-prohibited'
  | 'icmp-host-prohibited'
  | 'icmp-admin-prohibited'
  | 'tcp-reset';

export interface NatRange {
  address?: Ip;
  addressTo?: Ip;
  port?: number;
  portTo?: number;
}

export type Target =
  | { kind: 'ACCEPT' | 'DROP' | 'RETURN' | 'NOTRACK' }
  | { kind: 'REJECT'; with: RejectWith }
  | { kind: 'DNAT'; to: NatRange }
  | { kind: 'SNAT'; to: NatRange }
  | { kind: 'MASQUERADE'; ports?: PortRange }
  | { kind: 'REDIRECT'; ports?: PortRange }
  | { kind: 'LOG'; prefix: string; level: number }
  | { kind: 'MARK'; value: number; mask: number }
  | { kind: 'jump'; chain: string; goto: boolean };
