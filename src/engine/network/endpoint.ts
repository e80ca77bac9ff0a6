import type { Ip, Mac } from '../../ip/address.ts';
import type { NetworkId } from './network.ts';

/** What the user asked of a container's attachment to a network; kept while the container exists. */
export interface EndpointSettings {
  /** Empty until it was first live. */
  network: NetworkId;
  /** The name used to ask for it: `docker inspect` keys by network name. */
  networkName: string;
  mac?: Mac;
  /** null where `docker run` gave none, [] where `docker network connect` gave none. */
  aliases: string[] | null;
  links: string[] | null;
  driverOptions: Record<string, string> | null;
  /** null, {} or the fixed addresses, as inspect prints IPAMConfig. */
  ipamConfig: { IPv4Address?: Ip; IPv6Address?: Ip; LinkLocalIPs?: Ip[] } | null;
  /** The fixed address that was asked for, where `ipamConfig` holds the one that a swarm gave. */
  requested?: Ip;
  gatewayPriority: number;
  /** Names that the embedded DNS server answers, as last computed; null where it knows none. */
  dnsNames: string[] | null;
}

/** A live attachment of a running container's sandbox to a network (libnetwork's endpoint). */
export interface Endpoint {
  id: string;
  network: NetworkId;
  container: string;
  /** Empty on the host and null networks. */
  mac: Mac;
  ipv4?: Ip;
  ipv4Length?: number;
  gateway4?: Ip;
  ipv6?: Ip;
  ipv6Length?: number;
  gateway6?: Ip;
  /** eth0, eth1, … in the container. */
  interface: string;
  /** Further addresses that were asked for, and settings of the interface (`net.ipv4.conf.IFNAME.forwarding=0,…`). */
  linkLocal?: Ip[];
  sysctls?: string;
  /** The veth's name on the host. */
  hostInterface?: string;
  /** Names that the embedded DNS server answers, in the order of DNSNames. */
  dnsNames: string[];
  /** What its network calls it, where that is not the container's name. */
  name?: string;
  /** Its pair is made in the host's namespace, and one end moved. */
  viaHost?: true;
}

/** A published port that stands now. */
export interface PortMapping {
  protocol: 'tcp' | 'udp' | 'sctp';
  /** The endpoint's network. */
  network: NetworkId;
  hostIp: Ip;
  /** 0 in routed mode, which opens the container's port and binds none. */
  hostPort: number;
  containerIp: Ip;
  containerPort: number;
  /** Pid of its docker-proxy. */
  proxy?: number;
  /** Whether a DNAT rule stands for it. */
  translated: boolean;
}
