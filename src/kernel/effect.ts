import type { TraceEvent } from './netfilter/tracing.ts';
import type { Member } from './netfilter/ipset/ipset.ts';
import type { SharedEntry } from './netfilter/shared.ts';
import type { Ip, Mac } from '../ip/address.ts';
import type { Connection } from './netfilter/conntrack/conntrack.ts';
import type { ForwardingEntry, TunnelEntry } from './link/link.ts';
import type { Waiting } from './kernel.ts';
import type { IcmpRate, NamespaceId, PathMtu } from './namespace.ts';
import type { Neighbour } from './neighbour/neighbour.ts';
import type { Established } from './socket/established.ts';
import type { Peer, Socket } from './socket/socket.ts';
import type { Element } from './netfilter/nft/ruleset.ts';
import type { Bucket, TableId } from './netfilter/table.ts';

/** What a trace leaves behind, once applied. Later effects on the same thing replace earlier ones. */
export type Effect =
  | { readonly kind: 'neighbour'; readonly namespace: NamespaceId; readonly neighbour: Neighbour }
  | {
      readonly kind: 'learned';
      readonly namespace: NamespaceId;
      readonly bridge: number;
      readonly entry: ForwardingEntry;
    }
  /** A tunnel has heard of an address from another end. */
  | {
      readonly kind: 'behind';
      readonly namespace: NamespaceId;
      readonly index: number;
      readonly mac: Mac;
      readonly entry: TunnelEntry;
    }
  | {
      readonly kind: 'connection';
      readonly namespace: NamespaceId;
      readonly connection: Connection;
      /** Clock (ms) at the trace's end: what is over by then is not kept. */
      readonly clock?: number;
    }
  | {
      readonly kind: 'rule';
      readonly namespace: NamespaceId;
      readonly family: 'ip' | 'ip6';
      readonly table: TableId;
      readonly chain: string;
      /** Index from 0; absent for the policy's counters. */ readonly index?: number;
      readonly packets: number;
      readonly bytes: number;
      /** What is left to a rule with `-m limit`. */
      readonly bucket?: Bucket;
    }
  /** What packets left in a set, and what they added to a counter with a name. */
  | {
      readonly kind: 'elements';
      readonly namespace: NamespaceId;
      readonly family: 'ip' | 'ip6';
      readonly table: TableId;
      readonly name: string;
      readonly elements: readonly Element[];
    }
  /** What was told of packets that are traced. */
  | { readonly kind: 'traced'; readonly namespace: NamespaceId; readonly events: readonly TraceEvent[] }
  /** What they made of a set of ipset. */
  | {
      readonly kind: 'members';
      readonly namespace: NamespaceId;
      readonly set: string;
      readonly members: readonly Member[];
    }
  /** What they left under a name that rules share. */
  | {
      readonly kind: 'shared';
      readonly namespace: NamespaceId;
      readonly key: string;
      readonly entries: readonly SharedEntry[];
    }
  | {
      readonly kind: 'named-counter';
      readonly namespace: NamespaceId;
      readonly family: 'ip' | 'ip6';
      readonly table: TableId;
      readonly name: string;
      readonly packets: number;
      readonly bytes: number;
    }
  | {
      readonly kind: 'link';
      readonly namespace: NamespaceId;
      readonly index: number;
      readonly received: { packets: number; bytes: number };
      readonly sent: { packets: number; bytes: number };
      /** Packets that its queue lost. */
      readonly lost?: number;
    }
  /** Who got the last connection to a service of the load balancer. */
  | { readonly kind: 'turn'; readonly namespace: NamespaceId; readonly mark: number; readonly server: Ip }
  | { readonly kind: 'rate'; readonly namespace: NamespaceId; readonly peer: Ip; readonly rate: IcmpRate }
  | { readonly kind: 'path-mtu'; readonly namespace: NamespaceId; readonly destination: Ip; readonly learned: PathMtu }
  /** A datagram socket hears one peer only from now on. */
  | {
      readonly kind: 'connected';
      readonly namespace: NamespaceId;
      readonly socket: Pick<Socket, 'pid' | 'fd'>;
      readonly local: Ip;
      readonly peer: Peer;
    }
  | { readonly kind: 'statistics'; readonly namespace: NamespaceId; readonly counts: Readonly<Record<string, number>> }
  /** A connection stands. */
  | { readonly kind: 'established'; readonly namespace: NamespaceId; readonly socket: Established }
  | { readonly kind: 'waiting'; readonly waiting: Waiting }
  | { readonly kind: 'ports'; readonly namespace: NamespaceId; readonly used: number }
  | {
      readonly kind: 'output';
      readonly pid: number;
      readonly text: string;
      /** Absent for its stdout. */ readonly stream?: 'err';
    }
  /** A process has written to one of its files; who knows where those are writes it. */
  | { readonly kind: 'append'; readonly pid: number; readonly path: string; readonly text: string }
  | { readonly kind: 'notes'; readonly pid: number; readonly notes: Readonly<Record<string, number>> }
  /** A process has ended by itself; who knows what it belongs to ends it. */
  | { readonly kind: 'exit'; readonly pid: number; readonly code: number };
