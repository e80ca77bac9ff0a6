import type { Ip, Prefix } from '../../ip/address.ts';

/** A route of a table. Local and broadcast routes follow from the addresses and are not kept. */
export interface Route {
  destination: Prefix;
  via?: Ip;
  /** Interface index. */
  device: number;
  /** Preferred source address. */
  source?: Ip;
  scope: 'link' | 'host' | 'global';
  protocol: 'kernel' | 'boot' | 'static';
  metric: number;
  type: 'unicast' | 'blackhole' | 'unreachable' | 'prohibit';
  /** `mtu` and `onlink`, where they were given. */
  mtu?: number;
  onlink?: boolean;
}
