import type { Ip, Prefix } from '../../ip/address.ts';
import type { BridgeConfig } from '../drivers/bridge-config.ts';

export type NetworkId = string;
export type NetworkDriver = 'bridge' | 'host' | 'null' | 'macvlan' | 'ipvlan' | 'overlay';

/** One `--subnet` with its `--ip-range`, `--gateway` and `--aux-address`, as given by the user. */
export interface IpamConfig {
  subnet: Prefix;
  range?: Prefix;
  gateway?: Ip;
  auxiliary: Record<string, Ip>;
}

/** An address pool of a network: its addresses in use. */
export interface Pool {
  subnet: Prefix;
  range?: Prefix;
  gateway?: Ip;
  /** The gateway that containers get in place of the network's own. */
  wayOut?: Ip;
  /** Addresses taken, with what takes them: an endpoint id, `gateway`, or an auxiliary address's name. */
  taken: Record<Ip, string>;
  /** No address before this one (by its place in the range) is free. */
  next: number;
}

export interface Network {
  id: NetworkId;
  name: string;
  /** Clock (ms). */
  created: number;
  /** `local`, `swarm`, `global`, or whatever else the user wrote. */
  scope: string;
  driver: NetworkDriver;
  ipv4: boolean;
  ipv6: boolean;
  /** `config` is the user's; a family without any gets a pool that the engine chooses. */
  ipam: { driver: string; options: Record<string, string> | null; config: IpamConfig[] };
  /** IPv4 first; addresses come from the first of each family. */
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
  /** What `options` and the defaults come to (bridge driver). */
  bridgeConfig?: BridgeConfig;
  /** The bridge stood before the network was made, and stays when it goes. */
  foreignBridge?: true;
  /** The link that its containers' links stand on was made for it (macvlan, ipvlan). */
  madeParent?: true;
  /** Clock (ms) at which the host lets go of it, where nothing there uses it (overlay driver). */
  idleUntil?: number;
  /** Live endpoints: endpoint id -> container id. */
  endpoints: Record<string, string>;
  /** What the embedded DNS servers know: name (see `dnsKey`) -> ids of the endpoints that have it. */
  names: Record<string, string[]>;
}

/** A network as it begins, before it has pools and endpoints. */
export const newNetwork = ({
  id,
  name,
  created,
  driver,
  ...given
}: Pick<Network, 'id' | 'name' | 'created' | 'driver'> & Partial<Network>): Network => ({
  id,
  name,
  created,
  scope: 'local',
  driver,
  ipv4: true,
  ipv6: false,
  ipam: { driver: 'default', options: null, config: [] },
  pools: [],
  internal: false,
  attachable: false,
  ingress: false,
  configFrom: '',
  configOnly: false,
  options: {},
  labels: {},
  endpoints: {},
  names: {},
  ...given,
});

/** Networks that every engine has, which nobody may remove (moby runconfig: IsPreDefinedNetwork). */
export const isPredefined = (name: string): boolean => ['bridge', 'host', 'none', 'default'].includes(name);

/** Networks with an embedded DNS server: all but the predefined ones. */
export const isUserDefined = (network: Network): boolean => !isPredefined(network.name);

/** DNS names know no case; the root's dot keeps them apart from what JavaScript objects inherit. */
export const dnsKey = (name: string): string => `${name.toLowerCase()}.`;

export const poolOf = (network: Network, family: 4 | 6): Pool | undefined =>
  network.pools.find((pool) => pool.subnet.address.includes(':') === (family === 6));
