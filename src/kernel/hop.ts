import type { Ip } from '../ip/address.ts';
import type { DnsType, Frame } from './packet/frame.ts';
import type { Connection } from './netfilter/conntrack/conntrack.ts';
import type { ForwardingEntry } from './link/link.ts';
import type { NamespaceId } from './namespace.ts';
import type { Neighbour } from './neighbour/neighbour.ts';
import type { Route } from './route/route.ts';
import type { RoutingRule } from './route/rule.ts';
import type { Hook, Rule, TableId } from './netfilter/table.ts';

/** One thing that happened to a packet at one point of its way. */
export interface Hop {
  /** Microseconds since the trace began. */
  readonly time: number;
  /** Which packet: NAT and forwarding keep the number, an answer gets its own. */
  readonly packet: number;
  /** The packet that caused this one (a request its reply, a query its forwarding), if any. */
  readonly cause?: number | undefined;
  /** Which stimulus of the trace it belongs to: its index there. */
  readonly flow: number;
  /** The headers as they are when this hop is done. */
  readonly frame: Frame;
  readonly namespace: NamespaceId;
  /** The device concerned: the one a frame is on, or the one a packet came in by. */
  readonly device?: { readonly index: number; readonly name: string; readonly direction: 'in' | 'out' } | undefined;
  readonly stage: HopStage;
  readonly decision: Decision;
  readonly verdict: Verdict;
}

export type HopStage =
  /** On a device: what tcpdump sees there. */
  | 'link'
  | 'bridge'
  | 'neighbour'
  | 'routing'
  | 'conntrack'
  | 'netfilter'
  | 'socket'
  /** A user-space program acted: docker-proxy, the embedded DNS server, a web server. */
  | 'program';

/** What decided: the very entry, by value as it stood. */
export type Decision =
  | { readonly kind: 'device'; /** tcpdump's P: a frame for another MAC address. */ readonly promiscuous: boolean }
  | {
      readonly kind: 'forwarding';
      readonly entry?: ForwardingEntry;
      readonly ports: readonly number[];
      readonly how: 'known' | 'flood' | 'local' | 'none';
    }
  | { readonly kind: 'neighbour'; readonly neighbour: Neighbour }
  | {
      readonly kind: 'route';
      readonly route?: Route;
      readonly how: 'local' | 'forward' | 'none' | 'broadcast';
      /** What led to it, where that is none of the rules that every namespace has. */
      readonly by?: RoutingRule;
    }
  | {
      readonly kind: 'connection';
      readonly connection?: Connection;
      readonly state: 'NEW' | 'ESTABLISHED' | 'RELATED' | 'INVALID' | 'UNTRACKED';
      readonly direction: 'original' | 'reply';
    }
  | RuleDecision
  | {
      readonly kind: 'policy';
      readonly hook: Hook;
      readonly table: TableId;
      readonly chain: string;
      readonly policy: 'ACCEPT' | 'DROP';
    }
  | {
      readonly kind: 'socket';
      readonly protocol: 'tcp' | 'udp' | 'icmp';
      readonly port?: number;
      readonly program?: string;
      readonly pid?: number;
    }
  | { readonly kind: 'program'; readonly program: string; readonly action: Action }
  | { readonly kind: 'setting'; readonly name: string; readonly value: string }
  | { readonly kind: 'ttl'; readonly ttl: number };

export interface RuleDecision {
  readonly kind: 'rule';
  readonly hook: Hook;
  readonly table: TableId;
  readonly chain: string;
  /** From 1. */
  readonly number: number;
  readonly rule: Rule;
}

/** What a program did. Each kind has its sentence in every language. */
export type Action =
  | { readonly kind: 'answers'; /** `ADDRESS:PORT` */ readonly client: string }
  | { readonly kind: 'answers-http'; readonly method: string; readonly path: string; readonly status: number }
  | { readonly kind: 'answers-dns'; readonly type: DnsType; readonly name: string }
  | { readonly kind: 'asks-dns'; readonly server: Ip; readonly type: DnsType; readonly name: string }
  | { readonly kind: 'cannot-resolve'; readonly name: string }
  | { readonly kind: 'dials'; readonly address: Ip; readonly port: number }
  | { readonly kind: 'balances'; readonly server: Ip }
  | { readonly kind: 'unbalances'; readonly service: Ip };

export type Verdict =
  | { readonly kind: 'on' }
  /** Headers changed; `before` is the frame as it was. */
  | { readonly kind: 'rewritten'; readonly before: Frame }
  | { readonly kind: 'delivered' }
  /** The kernel or a program sends something back. */
  | { readonly kind: 'answered' }
  | { readonly kind: 'dropped'; readonly reason: DropReason };

export type DropReason =
  | 'link-down'
  | 'no-carrier'
  | 'other-host'
  | 'no-route'
  | 'unreachable-route'
  | 'neighbour-failed'
  | 'rule'
  | 'policy'
  | 'forwarding-off'
  | 'ttl-expired'
  | 'martian'
  | 'no-port'
  | 'refused'
  | 'no-socket'
  | 'frozen'
  | 'too-big'
  | 'not-a-listener'
  | 'invalid'
  | 'loop'
  /** The rule has a part that is not known here: what becomes of the packet cannot be told, and its way ends. */
  | 'unknown'
  | 'no-namespace';
