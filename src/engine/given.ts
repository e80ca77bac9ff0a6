import type { Ip, Mac } from '../ip/address.ts';

/** What things of a real host are called and have: it is asked wherever the engine would choose for itself. */
export interface Given {
  readonly network: (name: string) => GivenNetwork | undefined;
  readonly container: (name: string) => GivenThing | undefined;
  readonly endpoint: (container: string, network: string) => GivenEndpoint | undefined;
  /** The host port of a container's port (`80/tcp`) where the container asked for any, or for one of a range. */
  readonly hostPort: (container: string, port: string, hostIp: Ip | undefined) => number | undefined;
}

export interface GivenThing {
  readonly id?: string | undefined;
  /** Clock (ms). */
  readonly created?: number | undefined;
}

export interface GivenNetwork extends GivenThing {
  /** Its bridge. */
  readonly link?: GivenLink | undefined;
  /** Of the network that every engine has: as requests for networks have them. */
  readonly subnets?:
    | readonly { Subnet: string; IPRange?: string; Gateway?: string; AuxiliaryAddresses?: Record<string, string> }[]
    | undefined;
}

/** A link of a host's, or of a container's. */
export interface GivenLink {
  readonly index?: number | undefined;
  readonly name?: string | undefined;
  readonly mac?: Mac | undefined;
}

export interface GivenEndpoint {
  readonly id?: string | undefined;
  readonly mac?: Mac | undefined;
  readonly ipv4?: Ip | undefined;
  readonly ipv6?: Ip | undefined;
  /** Its link in the container, and the veth on the host. */
  readonly inside?: GivenLink | undefined;
  readonly outside?: GivenLink | undefined;
}
