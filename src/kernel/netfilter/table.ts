import type { Ip, Prefix } from '../../ip/address.ts';
import type { Counters } from '../link/link.ts';
import type { Tuple } from './conntrack/conntrack.ts';
import type { TraceLog } from './tracing.ts';
import type { IpSet } from './ipset/ipset.ts';
import type { SharedEntry } from './shared.ts';
import type { Base, NamedCounter, NamedHelper, NamedSet, NftBody, NftFamily, OwnTable } from './nft/ruleset.ts';

export type Hook = 'PREROUTING' | 'INPUT' | 'FORWARD' | 'OUTPUT' | 'POSTROUTING';
export type TableName = 'raw' | 'mangle' | 'nat' | 'filter' | 'security';
/** Which of the two sets of tables: iptables' or ip6tables'. */
export type TableFamily = 'ip' | 'ip6';
/** One of iptables' tables by its name, or another by who keeps it and its name. */
export type TableId = TableName | `${NftFamily | 'legacy'} ${string}`;

/** The tables of one family in one namespace. A table is made when it is first used. */
export type Netfilter = { [T in TableName]?: Table };

/** All tables of a namespace. */
export interface NetfilterTables {
  ip: Netfilter;
  ip6: Netfilter;
  /** Those that nft made; absent where it has changed nothing yet. */
  own?: OwnTable[];
  /** Those of ip_tables, which iptables-legacy keeps; nft and iptables-nft do not see them. */
  legacy?: { ip: Netfilter; ip6: Netfilter };
  /** How many tables were made, and how many base chains were registered. */
  tables?: number;
  registered?: number;
  /** Sets of `ipset`, in the order of their numbers. */
  ipsets?: IpSet[];
  /** What packets left under names that rules share (`-m recent`, `-m hashlimit`). */
  shared?: Record<string, SharedEntry[]>;
  /** What is told of traced packets, while somebody listens. */
  traced?: TraceLog;
}

export interface Table {
  /** By name. A built-in chain is made when it is first used (iptables-nft); listings show it all the same. */
  chains: Record<string, Chain>;
  /** Its number among the tables of its namespace, and the last number that it gave away itself. */
  handle?: number;
  handles?: number;
  sets?: Record<string, NamedSet>;
  counters?: Record<string, NamedCounter>;
  helpers?: Record<string, NamedHelper>;
  /** The program that made it, and alone may change it. */
  owner?: string;
  /** None of its chains is called. */
  dormant?: true;
  comment?: string;
}

export interface Chain {
  name: string;
  /** Of a built-in chain only. */
  policy?: 'ACCEPT' | 'DROP';
  /** What the policy decided. */
  counters: Counters;
  rules: Rule[];
  handle?: number;
  comment?: string;
  /** Of a base chain of nft: where it is called, and how. */
  hook?: Hook;
  base?: Base;
  /** When a base chain was registered: a count. */
  registered?: number;
}

/** A rule: all of its matches must hold, in order; then its target is done. */
export interface Rule {
  source?: Negatable<Prefix>;
  destination?: Negatable<Prefix>;
  in?: Negatable<string>;
  out?: Negatable<string>;
  /** A name such as tcp, or a number that has no name. */
  protocol?: Negatable<string>;
  /** `-f`: second and further fragments. */
  fragment?: { not: boolean };
  matches: Match[];
  target?: Target;
  counters: Counters;
  /** What a `-m limit` has left, or how far a `-m statistic` has counted. */
  bucket?: Bucket;
  handle?: number;
  /** Of a rule that nft made: then this says what it does, and its target is told only. */
  nft?: NftBody;
}

export interface Bucket {
  /** Packets that may still pass at once; of a statistic its count. */
  tokens: number;
  /** Clock (ms) of the last packet. */
  updated: number;
  /** Connections that a `-m connlimit` has met, and the block of addresses that each counts for. */
  met?: { address: Ip; tuple: Tuple }[];
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
export type CtStatus = 'NONE' | 'EXPECTED' | 'SEEN_REPLY' | 'ASSURED' | 'CONFIRMED';
export type AddressType =
  | 'UNSPEC'
  | 'UNICAST'
  | 'LOCAL'
  | 'BROADCAST'
  | 'ANYCAST'
  | 'MULTICAST'
  | 'BLACKHOLE'
  | 'UNREACHABLE'
  | 'PROHIBIT'
  | 'THROW'
  | 'NAT'
  | 'XRESOLVE';

/** A port, or a range of ports. */
type Ports = Negatable<PortRange>;

/** An extension match (`-m …`). */
export type Match =
  | {
      kind: 'tcp';
      sourcePort?: Ports;
      destinationPort?: Ports;
      flags?: Negatable<TcpFlagTest>;
      option?: Negatable<number>;
    }
  | { kind: 'udp'; sourcePort?: Ports; destinationPort?: Ports }
  | { kind: 'sctp'; sourcePort?: Ports; destinationPort?: Ports }
  | { kind: 'multiport'; direction: 'sports' | 'dports' | 'ports'; not: boolean; ports: PortRange[] }
  | IcmpMatch<'icmp'>
  | IcmpMatch<'icmp6'>
  | {
      kind: 'addrtype';
      source?: Negatable<AddressType[]>;
      destination?: Negatable<AddressType[]>;
      limit?: 'in' | 'out';
    }
  | ConntrackMatch
  | { kind: 'state'; states: Negatable<CtState[]> }
  | { kind: 'comment'; text: string }
  | MarkMatch<'mark'>
  | MarkMatch<'connmark'>
  | { kind: 'mac'; source: Negatable<string> }
  /** `period` in ten-thousandths of a second for each packet. */
  | { kind: 'limit'; period: number; burst: number }
  | {
      kind: 'physdev';
      in?: Negatable<string>;
      out?: Negatable<string>;
      isIn?: Negatable<true>;
      isOut?: Negatable<true>;
      isBridged?: Negatable<true>;
    }
  | { kind: 'iprange'; source?: Negatable<AddressRange>; destination?: Negatable<AddressRange> }
  | { kind: 'pkttype'; type: Negatable<'unicast' | 'broadcast' | 'multicast'> }
  | { kind: 'ipvs'; not: boolean }
  | { kind: 'length'; range: Negatable<PortRange> }
  | LifetimeMatch<'ttl'>
  | LifetimeMatch<'hl'>
  | { kind: 'string'; pattern: string; not: boolean; algorithm: string; from: number; to: number; anyCase: boolean }
  | RecentMatch
  /** `mask` is the length of a block whose connections count together. */
  | { kind: 'connlimit'; limit: number; upTo: boolean; mask: number; side: 'source' | 'destination' }
  | TimeMatch
  | {
      kind: 'owner';
      user?: Negatable<PortRange>;
      group?: Negatable<PortRange>;
      socket?: Negatable<true>;
      supplementary?: true;
    }
  | HashlimitMatch
  | { kind: 'quota'; octets: number; not: boolean }
  | Opaque
  | { kind: 'rt'; type?: Negatable<number>; left?: Negatable<PortRange> }
  | SetMatch
  | U32Match
  /** `probability` in parts of 2^31. */
  | { kind: 'statistic'; mode: 'random' | 'nth'; not: boolean; probability: number; every: number; packet: number };

/** Which end of a packet each part of a set's elements is held against. */
export type SetSide = 'src' | 'dst';

export interface SetMatch {
  kind: 'set';
  not: boolean;
  name: string;
  sides: SetSide[];
}

/** All of the tests must hold: what stands at a place in the packet is in one of the ranges. */
export interface U32Match {
  kind: 'u32';
  not: boolean;
  tests: U32Test[];
}

export interface U32Test {
  /** Where the first four octets are, then what is done with them: `@` goes on from there by so many octets. */
  start: number;
  steps: { operator: '&' | '<<' | '>>' | '@'; number: number }[];
  values: PortRange[];
}

/** The TTL of IPv4, or the hop limit of IPv6. */
export interface LifetimeMatch<K extends 'ttl' | 'hl'> {
  kind: K;
  compare: 'eq' | 'ne' | 'lt' | 'gt';
  value: number;
}

export interface RecentMatch {
  kind: 'recent';
  action: 'set' | 'rcheck' | 'update' | 'remove';
  not: boolean;
  name: string;
  side: 'source' | 'destination';
  mask: Ip;
  seconds?: number;
  hitcount?: number;
  reap?: true;
  /** The TTL must be that of the last packet. */
  sameTtl?: true;
}

export interface TimeMatch {
  kind: 'time';
  /** Dates, in seconds since 1970. */
  from: number;
  until: number;
  /** Times of the day, in seconds; over midnight where it stops before it starts. */
  start: number;
  stop: number;
  /** From Monday, which is 1. */
  weekdays?: number[];
  monthdays?: number[];
  contiguous?: true;
  kernelZone?: true;
}

export type HashField = 'srcip' | 'srcport' | 'dstip' | 'dstport';

export interface HashlimitMatch {
  kind: 'hashlimit';
  name: string;
  /** Seconds from one packet to the next, or octets a second. */
  rate: { kind: 'packets'; period: number } | { kind: 'octets'; perSecond: number };
  /** Seconds of the unit in which the rate was given. */
  unit: number;
  above: boolean;
  burst: number;
  /** What packets are told apart by. */
  mode: HashField[];
  sourceMask?: number;
  destinationMask?: number;
  /** Of its table. */
  size?: number;
  most?: number;
  interval?: number;
  expire?: number;
}

/** A match or target of a real host that is not known here: its words, as they stood. What it would do cannot be told. */
export interface Opaque {
  kind: 'opaque';
  words: string[];
}

export interface TcpFlagTest {
  /** Names of the flags looked at, and of those that must be set. */
  mask: TcpFlag[];
  set: TcpFlag[];
}
export type TcpFlag = 'FIN' | 'SYN' | 'RST' | 'PSH' | 'ACK' | 'URG';

export interface MarkMatch<K extends 'mark' | 'connmark'> {
  kind: K;
  not: boolean;
  value: number;
  mask: number;
}

export interface IcmpMatch<K extends 'icmp' | 'icmp6'> {
  kind: K;
  type: Negatable<IcmpKind>;
}

/** A type by its number, with the lowest and highest code. */
export interface IcmpKind {
  type: number;
  codes: PortRange;
}

export interface AddressRange {
  from: Ip;
  to: Ip;
}

export interface ConntrackMatch {
  kind: 'conntrack';
  states?: Negatable<CtState[]>;
  status?: Negatable<CtStatus[]>;
  /** By number. */
  protocol?: Negatable<number>;
  originalSource?: Negatable<Prefix>;
  originalDestination?: Negatable<Prefix>;
  replySource?: Negatable<Prefix>;
  replyDestination?: Negatable<Prefix>;
  originalSourcePort?: Ports;
  originalDestinationPort?: Ports;
  replySourcePort?: Ports;
  replyDestinationPort?: Ports;
  /** Seconds until it is forgotten. */
  expires?: Ports;
  direction?: 'ORIGINAL' | 'REPLY';
}

export type RejectWith =
  | 'icmp-net-unreachable'
  | 'icmp-host-unreachable'
  | 'icmp-port-unreachable'
  | 'icmp-proto-unreachable'
  | 'icmp-net-prohibited'
  | 'icmp-host-prohibited'
  | 'icmp-admin-prohibited'
  | 'icmp6-no-route'
  | 'icmp6-adm-prohibited'
  | 'icmp6-addr-unreachable'
  | 'icmp6-port-unreachable'
  | 'tcp-reset';

/** The addresses and ports a translation chooses from. */
export interface NatRange {
  address?: Ip;
  /** The last address of a range. */
  addressTo?: Ip;
  port?: number;
  portTo?: number;
  /** Ports are moved by their distance from this one. */
  portBase?: number;
}

/** How a translation chooses: any port, any unpredictable port, always the same address for a source. */
export interface NatChoice {
  random?: true;
  randomFully?: true;
  persistent?: true;
}

/** To addresses that the rule names. */
export type NatElsewhere<K extends 'DNAT' | 'SNAT'> = { kind: K; to: NatRange } & NatChoice;
/** To an address of this machine. */
export type NatHere<K extends 'MASQUERADE' | 'REDIRECT'> = { kind: K; ports?: PortRange } & NatChoice;

export type Target =
  | { kind: 'ACCEPT' }
  | { kind: 'DROP' }
  | { kind: 'RETURN' }
  /** Conntrack leaves the packet alone. */
  | { kind: 'NOTRACK' }
  | { kind: 'CT'; notrack: boolean }
  | { kind: 'REJECT'; with: RejectWith }
  | NatElsewhere<'DNAT'>
  | NatElsewhere<'SNAT'>
  | NatHere<'MASQUERADE'>
  | NatHere<'REDIRECT'>
  /** `flags` as the kernel numbers them (NF_LOG_*). */
  | { kind: 'LOG'; prefix: string; level: number; flags: number }
  | { kind: 'NFLOG'; prefix: string; group: number; size?: number; threshold?: number }
  /** The way of the packet through the rules is told to who listens. */
  | { kind: 'TRACE' }
  /** mark = (mark AND NOT mask) XOR value. */
  | { kind: 'MARK'; value: number; mask: number }
  | { kind: 'CONNMARK'; mark: ConnectionMark }
  | { kind: 'TCPMSS'; /** Octets, or the path MTU's. */ size: number | 'pmtu' }
  | SetTarget
  | { kind: 'jump'; chain: string; goto: boolean }
  | Opaque;

/** Adds a packet's addresses to a set, or removes them. */
export interface SetTarget {
  kind: 'SET';
  add?: { name: string; sides: SetSide[] };
  remove?: { name: string; sides: SetSide[] };
  /** Begins the time of an element that is there already anew. */
  exist?: true;
  /** Seconds. */
  timeout?: number;
}

export type ConnectionMark =
  | { action: 'set'; value: number; mask: number }
  /** Copies the packet's mark to the connection. */
  | { action: 'save'; packetMask: number; connectionMask: number }
  /** Copies the connection's mark to the packet. */
  | { action: 'restore'; packetMask: number; connectionMask: number };
