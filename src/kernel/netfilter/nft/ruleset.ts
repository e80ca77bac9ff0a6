import type { Counters } from '../../link/link.ts';
import type { Table } from '../table.ts';
import type { Data, DataType } from './datatypes.ts';

/** Families of nf_tables whose packets pass the hooks that are walked here. */
export type NftFamily = 'ip' | 'ip6' | 'inet';

/** A table that `nft` made, beside those that iptables has. */
export interface OwnTable extends Table {
  family: NftFamily;
  name: string;
}

/** Where the kernel calls a base chain. */
export interface Base {
  type: 'filter' | 'nat' | 'route';
  priority: number;
}

/** A set, or with `data` a map. */
export interface NamedSet {
  name: string;
  handle: number;
  /** Of each part of a key. */
  types: DataType[];
  /** What the types were read from, where it was declared with `typeof`. */
  typeof?: Expression;
  /** What a map leads to. */
  data?: 'verdict' | DataType[];
  dataTypeof?: Expression;
  flags: SetFlag[];
  autoMerge?: true;
  /** Milliseconds an element stays. */
  timeout?: number;
  interval?: number;
  size?: number;
  comment?: string;
  /** What is done with each packet that meets an element. */
  statements?: Statement[];
  elements: Element[];
}

export type SetFlag = 'constant' | 'interval' | 'timeout' | 'dynamic';

export interface Element {
  /** One for each part of the key. */
  key: KeyPart[];
  to?: ElementData;
  comment?: string;
  /** Milliseconds it was to stay, where it differs from its set's, and the clock (ms) when it goes. */
  timeout?: number;
  expires?: number;
  counters?: Counters;
  /** What is left of a limit. */
  bucket?: { tokens: number; updated: number };
}

/** What a part of a key covers: one value, or all from one to another. */
export interface KeyPart {
  from: Data;
  to?: Data;
}

export type ElementData = { verdict: Verdict } | { values: Data[] };

export type Verdict = { kind: 'accept' | 'drop' | 'continue' | 'return' } | { kind: 'jump' | 'goto'; chain: string };

/** What follows the data of a protocol to the connections that it announces; data is not looked into here. */
export interface NamedHelper {
  name: string;
  handle: number;
  /** The kernel's name of it. */
  type: string;
  protocol: string;
  /** Families whose connections it may follow. */
  layer: 'ip' | 'inet';
}

/** A counter with a name of its own. */
export interface NamedCounter extends Counters {
  name: string;
  handle: number;
  comment?: string;
}

export type Field =
  | { kind: 'payload'; protocol: PayloadProtocol; field: string }
  | { kind: 'meta'; key: MetaKey }
  | { kind: 'ct'; key: CtKey; direction?: 'original' | 'reply'; family?: 'ip' | 'ip6' }
  | { kind: 'fib'; flags: FibFlag[]; result: 'type' | 'check' }
  | { kind: 'numgen'; mode: 'inc' | 'random'; modulus: number; offset: number };

export type PayloadProtocol = 'ether' | 'ip' | 'ip6' | 'tcp' | 'udp' | 'th' | 'icmp' | 'icmpv6';
export type MetaKey =
  | 'iif'
  | 'oif'
  | 'iifname'
  | 'oifname'
  | 'mark'
  | 'l4proto'
  | 'nfproto'
  | 'protocol'
  | 'length'
  | 'pkttype'
  | 'nftrace';
export type CtKey =
  | 'state'
  | 'status'
  | 'direction'
  | 'mark'
  | 'expiration'
  | 'saddr'
  | 'daddr'
  | 'protocol'
  | 'proto-src'
  | 'proto-dst';
export type FibFlag = 'saddr' | 'daddr' | 'mark' | 'iif' | 'oif';

export type BinaryOperator = '&' | '|' | '^';

/** What a rule reads of a packet, or compares that with. */
export type Expression =
  | Field
  | { kind: 'binary'; operator: BinaryOperator; left: Expression; right: Data; type: DataType }
  | { kind: 'concat'; parts: Expression[] }
  | { kind: 'map'; key: Expression; among: Among; type: DataType[] }
  | Constant;

export type Constant =
  | { kind: 'value'; type: DataType; data: Data }
  | { kind: 'values'; types: DataType[]; data: Data[] }
  | { kind: 'prefix'; type: DataType; data: Data; length: number }
  | { kind: 'range'; type: DataType; from: Data; to: Data }
  /** Bits, of which one is enough. */
  | { kind: 'flags'; type: DataType; data: Data[] };

/** The elements among which something is looked up: those of the rule, or of a set with a name. */
export type Among = Inline | { kind: 'reference'; set: string };

export interface Inline {
  kind: 'inline';
  types: DataType[];
  data?: 'verdict' | DataType[];
  elements: Element[];
}

/** `in` asks whether one of the bits is set, `!` whether none is. */
export type Relation = '==' | '!=' | '<' | '>' | '<=' | '>=' | 'in' | '!';

export type Statement =
  | { kind: 'match'; left: Expression; relation: Relation; right: Constant | Among }
  | { kind: 'verdict'; verdict: Verdict }
  | { kind: 'vmap'; key: Expression; among: Among }
  | { kind: 'counter' }
  | { kind: 'named-counter'; name: string }
  | Limit
  | { kind: 'quota'; over: boolean; bytes: number }
  | Log
  | { kind: 'reject'; with: RejectKind }
  | Translation
  | { kind: 'set'; field: Field; value: Expression }
  | { kind: 'notrack' }
  /** Gives the connection a helper of the table's. */
  | { kind: 'helper'; name: string }
  | {
      kind: 'update';
      operation: 'add' | 'update' | 'delete';
      set: string;
      key: Expression;
      timeout?: number;
      statements: Statement[];
    }
  /** What a real host's nft said that is not known here, in its words. */
  | { kind: 'opaque'; text: string }
  /** What iptables-nft has the kernel do by a module of xtables, in the words that nft finds for it. */
  | { kind: 'xt'; type: 'match' | 'target'; name: string; text: string };

export interface Limit {
  kind: 'limit';
  over: boolean;
  rate: number;
  /** Rate and burst count octets. */
  bytes: boolean;
  unit: 'second' | 'minute' | 'hour' | 'day' | 'week';
  burst: number;
}

export interface Log {
  kind: 'log';
  prefix?: string;
  level?: number;
  group?: number;
  snaplen?: number;
  threshold?: number;
  /** NF_LOG_*. */
  flags: number;
}

export interface RejectKind {
  kind: 'icmp' | 'icmpv6' | 'icmpx' | 'tcp reset';
  code: number;
}

export interface Translation {
  kind: 'snat' | 'dnat' | 'masquerade' | 'redirect';
  /** Named where the table has both families. */
  family?: 'ip' | 'ip6';
  address?: Expression;
  ports?: Expression;
  flags: ('random' | 'fully-random' | 'persistent')[];
}

/** What an nft rule does, besides what it shares with a rule of iptables. */
export interface NftBody {
  statements: Statement[];
  comment?: string;
}
