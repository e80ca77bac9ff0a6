import type { Ip, Prefix } from '../../ip/address.ts';

/** One of several ways of a route (`nexthop` of ip-route(8)). */
export interface NextHop {
  via?: Ip;
  /** Interface index. */
  device: number;
  /** Its share of the packets, from 1. */
  weight: number;
  onlink?: boolean;
}

/** What becomes of what a route is for; `throw` sends it on to the next rule. */
export type RouteType = 'unicast' | 'local' | 'broadcast' | 'blackhole' | 'unreachable' | 'prohibit' | 'throw';

/** A route of a table. Local and broadcast routes that follow from the addresses are not kept. */
export interface Route {
  destination: Prefix;
  via?: Ip;
  /** Interface index; the first next hop's where there are several. */
  device: number;
  /** The next hops, where there are several. */
  hops?: NextHop[];
  /** The next hop of its own (`ip nexthop`) that it leads by: what stands above follows from that. */
  nhid?: number;
  /** Preferred source address. */
  source?: Ip;
  scope: 'global' | 'site' | 'link' | 'host' | 'nowhere' | `${number}`;
  /** A name of /etc/iproute2/rt_protos, or a number. */
  protocol: string;
  metric: number;
  type: RouteType;
  /** `tos`, in hexadecimal. */
  tos?: number;
  /** `mtu` and other metrics, and `onlink`, where they were given. */
  mtu?: number;
  metrics?: RouteMetrics;
  onlink?: boolean;
}

/** Metrics that only senders of TCP heed, by their names (iproute2: mx_names). */
export type RouteMetrics = Partial<Record<(typeof METRICS)[number], number>>;

export const METRICS = [
  'window',
  'rtt',
  'rttvar',
  'ssthresh',
  'cwnd',
  'advmss',
  'reordering',
  'hoplimit',
  'initcwnd',
  'initrwnd',
  'quickack',
] as const;

/** Whether a route leads out of a device by any of its next hops. */
export const leadsBy = ({ device, hops }: Route, index: number): boolean =>
  hops ? hops.some((hop) => hop.device === index) : device === index;
