import type { Ip } from '../ip/address.ts';
import type { Neighbour } from './neighbour/neighbour.ts';
import type { NextHops } from './route/nexthop.ts';
import type { Route } from './route/route.ts';
import type { RoutingRule } from './route/rule.ts';
import type { Connection } from './netfilter/conntrack/conntrack.ts';
import type { VirtualService } from './ipvs.ts';
import type { Link, LinkRef } from './link/link.ts';
import type { NetfilterTables } from './netfilter/table.ts';
import type { Established } from './socket/established.ts';
import type { Socket } from './socket/socket.ts';

/** Names a network namespace for good: `host1`, `client`, or `host1/` and the sandbox id of a container. */
export type NamespaceId = string;

/** A bucket of tokens that fills with time: milliseconds in it when last changed, and the clock (ms) then. */
export interface IcmpRate {
  tokens: number;
  updated: number;
}

/** What an ICMP error said of the way to a destination; believed until a clock (ms). */
export interface PathMtu {
  mtu: number;
  expires: number;
}

export interface Namespace {
  id: NamespaceId;
  /** How many files of `ip netns` keep it. */
  pins?: number;
  /** Nothing but its files keeps it. */
  orphan?: true;
  /** By interface index; a number-keyed object lists them in order. */
  links: Record<number, Link>;
  /** Link name -> interface index. */
  names: Record<string, number>;
  /** One more than the highest index that there was. */
  nextIndex: number;
  /** Where the search for a new link's index begins, where that is less: links that moved here brought theirs. */
  indexFrom?: number;
  /** The main table. */
  routes: Route[];
  /** Other tables by number, and the rules that lead to them; absent where there are none, or those that every namespace has. */
  tables?: Record<number, Route[]>;
  rules?: { 4?: readonly RoutingRule[]; 6?: readonly RoutingRule[] };
  /** Next hops that stand for themselves (`ip nexthop`), from the first on. */
  nexthops?: NextHops;
  /** By `device|ip`. */
  neighbours: Record<string, Neighbour>;
  netfilter: NetfilterTables;
  /** By the original direction's key. */
  connections: Record<string, Connection>;
  /** Reply direction's key -> original direction's key. */
  replies: Record<string, string>;
  /** Bound sockets of processes, in the order of binding. */
  sockets: Socket[];
  /** What its stack has counted (`nstat`); absent where that is nothing. */
  statistics?: Record<string, number>;
  /** Ends of connections that stand; absent where none does. */
  established?: Established[];
  /** VXLAN links whose packets this namespace carries, by VNI. */
  vxlans?: Record<number, LinkRef>;
  /** Services of the load balancer, by mark. */
  virtualServices?: Record<number, VirtualService>;
  /** What is left to each address of the ICMP errors it may be sent (inet_peer). */
  rates: Record<Ip, IcmpRate>;
  /** By destination (`ip route show cache`). */
  pathMtus?: Record<Ip, PathMtu>;
  /** Settings that differ from the defaults, such as `net.ipv4.ip_forward`. */
  sysctl: Record<string, string>;
  /** Ids this namespace gave to its peers' namespaces (`link-netnsid`). */
  peerIds: Record<NamespaceId, number>;
  /** One more than the highest of these ids, and those below it that are free, in order. */
  peerCount: number;
  freePeerIds: number[];
  /** Those of them that somebody chose. */
  chosenPeerIds?: number[];
  /** Count of ephemeral ports handed out; with the seed it makes the next one. */
  portsUsed: number;
}
