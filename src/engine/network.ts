import type { Ip, Prefix } from '../ip/address.ts';

export type NetworkId = string;
export type NetworkDriver = 'bridge' | 'host' | 'null' | 'macvlan' | 'ipvlan' | 'overlay';

/** One `--subnet` with its `--ip-range`, `--gateway` and `--aux-address`, as given by the user or chosen. */
export interface IpamConfig {
  subnet: Prefix;
  range?: Prefix;
  /** What `docker network inspect` shows; absent where the user named a subnet and no gateway. */
  gateway?: Ip;
  auxiliary: Record<string, Ip>;
}

/** An address pool of a network: its addresses in use. */
export interface Pool {
  subnet: Prefix;
  range?: Prefix;
  gateway?: Ip;
  /** Addresses taken, with what takes them: an endpoint id, `gateway`, or an auxiliary address's name. */
  taken: Record<Ip, string>;
}

export interface Network {
  id: NetworkId;
  name: string;
  /** Clock (ms). */
  created: number;
  scope: 'local' | 'swarm' | 'global';
  driver: NetworkDriver;
  ipv4: boolean;
  ipv6: boolean;
  ipam: {
    driver: string;
    options: Record<string, string> | null;
    config: IpamConfig[];
    /** True where the engine chose the subnet. */ automatic: boolean;
  };
  /** The first of each family is the one addresses come from. */
  pools: Pool[];
  internal: boolean;
  attachable: boolean;
  ingress: boolean;
  configFrom: string;
  configOnly: boolean;
  options: Record<string, string>;
  labels: Record<string, string>;
  /** The bridge's interface name on the host (bridge driver). */
  bridge?: string;
}
