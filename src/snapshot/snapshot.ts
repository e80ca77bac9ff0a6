/**
 * What is known of one host or several, as it is kept, shared and imported: only what is named here, whatever was pasted.
 * A part that is absent is not known, and is assumed to be as a fresh engine has it (`assumed.ts`). `schema.ts` checks it.
 */
/** Names and their values: of settings, of options. */
export type NamedFacts = Record<string, string>;

/** `10.0.0.5/24`, as an interface has it. */
export interface AddressFacts {
  address: string;
  prefixLength: number;
  /** As iproute2 calls it: global, link, host. */
  scope?: string;
  broadcast?: string;
  /** Added without duplicate address detection. */
  nodad?: true;
}

/** A link, of `ip -j -d addr` or `ip -j -d link`. */
export interface LinkFacts {
  index: number;
  name: string;
  /** `linkinfo.info_kind` (bridge, veth, vxlan, …), else `loopback` or `ether` by `link_type`; any other word of the kernel's. */
  kind: string;
  mac?: string;
  mtu?: number;
  up: boolean;
  /** Absent where it has one, or that is not known. */
  carrier?: false;
  /** The name of the bridge whose port it is. */
  master?: string;
  /** `link_index`: of the other end of a veth pair or the link below; `link` where that is a link of this namespace. */
  lower?: { index?: number; name?: string; netns?: number };
  /** What its kind needs: VLAN and VXLAN ids, modes, ports (`info_data` and `info_slave_data`, the words and numbers of them). */
  data?: Record<string, string | number | boolean>;
  promiscuous?: true;
  addresses: AddressFacts[];
}

export interface HopFacts {
  via?: string;
  device?: string;
  weight?: number;
}

/** A route, of `ip -j route show table all`. Those of the table `local` that follow from addresses are left out. */
export interface RouteFacts {
  family: 4 | 6;
  /** A table's name or number; main where absent. */
  table?: string;
  /** `default`, a prefix, or an address. */
  destination: string;
  type?: string;
  via?: string;
  device?: string;
  hops?: HopFacts[];
  source?: string;
  scope?: string;
  protocol?: string;
  metric?: number;
  mtu?: number;
  onlink?: true;
}

/** Whom a stack sends to without asking for it first, of `ip neigh`. */
export interface NeighbourFacts {
  address: string;
  mac: string;
  device: string;
  state: 'REACHABLE' | 'STALE' | 'DELAY' | 'PROBE' | 'PERMANENT';
  router?: true;
}

/** A rule of the routing policy, as the words that `ip rule add` takes: `from 10.0.0.0/8 lookup 100`. */
export interface RuleFacts {
  family: 4 | 6;
  priority: number;
  words: string[];
}

/** Something that listens, of `ss -Hlntup`. */
export interface SocketFacts {
  protocol: 'tcp' | 'udp';
  /** 0.0.0.0, ::, or one address; `*` is :: that takes IPv4 too. */
  address: string;
  port: number;
  v6only?: true;
  /** The process's name, where it is known. */
  program?: string;
}

/** A set of ipset's, which rules ask for addresses and ports. */
export interface SetFacts {
  name: string;
  /** `hash:net` */
  type: string;
  /** The words behind these that `ipset create` takes. */
  options: string[];
  /** Each as the words that `ipset add` takes behind the set's name. */
  members: string[];
}

/** A network stack: a host's own, or a container's. */
export interface StackFacts {
  links?: LinkFacts[];
  routes?: RouteFacts[];
  rules?: RuleFacts[];
  sockets?: SocketFacts[];
  /** What iptables-save and the like print, without comments of any kind. */
  iptables?: string;
  ip6tables?: string;
  legacy?: string;
  legacy6?: string;
  /** Those that are told of: what is in others is not known. */
  sets?: SetFacts[];
  /** Tables of nft's own, in its own language, without those of iptables. */
  nft?: string;
  /** Entries of forwarding tables: `bridge fdb` lines' words. */
  forwarding?: string[][];
  neighbours?: NeighbourFacts[];
  sysctl?: NamedFacts;
}

export interface SubnetFacts {
  subnet: string;
  range?: string;
  gateway?: string;
  auxiliary?: NamedFacts;
}

/** An end on a network that no container's attachment tells of: of the swarm's load balancers, and by which containers leave the host. */
export interface EndFacts {
  /** A container's id, `ingress-sbox`, or `lb-` and the network's name. */
  holder: string;
  id?: string;
  ipv4?: string;
  mac?: string;
}

/** A network, of `docker network inspect`. */
export interface NetworkFacts {
  id: string;
  name: string;
  /** ISO 8601. */
  created?: string;
  scope?: string;
  driver: string;
  ipv4?: boolean;
  ipv6?: boolean;
  internal?: true;
  attachable?: true;
  ingress?: true;
  configOnly?: true;
  subnets: SubnetFacts[];
  /** Driver options that are known to be about networking. */
  options?: NamedFacts;
  ends?: EndFacts[];
  /** Addresses of the hosts that have a network of a swarm. */
  peers?: string[];
  /** Compose's project and the network's name in it. */
  project?: string;
  network?: string;
}

/** A container's attachment to a network, of `NetworkSettings.Networks`. */
export interface AttachmentFacts {
  network: string;
  networkId?: string;
  endpointId?: string;
  ipv4?: string;
  ipv4Length?: number;
  ipv6?: string;
  ipv6Length?: number;
  gateway?: string;
  gateway6?: string;
  mac?: string;
  aliases?: string[];
  links?: string[];
  dnsNames?: string[];
  /** Addresses that were asked for (`IPAMConfig`). */
  fixed?: { ipv4?: string; ipv6?: string };
  gatewayPriority?: number;
  options?: NamedFacts;
}

export interface PublicationFacts {
  /** `80/tcp` */
  port: string;
  hostIp?: string;
  /** Empty where any was asked for. */
  hostPort?: string;
}

/** A container's place in a swarm. */
export interface TaskFacts {
  id: string;
  /** Its service's id and name. */
  service: string;
  name: string;
}

/** A container, of `docker inspect`. */
export interface ContainerFacts {
  id: string;
  name: string;
  image: string;
  created?: string;
  /** created, running, paused, restarting, exited, dead. */
  status: string;
  hostname?: string;
  domainname?: string;
  exposed?: string[];
  /** `HostConfig.NetworkMode` */
  mode?: string;
  /** What was asked for (`HostConfig.PortBindings`), and what stands (`NetworkSettings.Ports`). */
  bindings?: PublicationFacts[];
  ports?: PublicationFacts[];
  publishAll?: true;
  extraHosts?: string[];
  dns?: string[];
  dnsSearch?: string[];
  dnsOptions?: string[];
  links?: string[];
  capAdd?: string[];
  capDrop?: string[];
  privileged?: true;
  sysctls?: NamedFacts;
  /** `no`, `always`, `unless-stopped`, `on-failure`. */
  restart?: string;
  attachments: AttachmentFacts[];
  /** Compose's project and service, and what it depends on. */
  project?: string;
  service?: string;
  dependsOn?: string[];
  task?: TaskFacts;
  /** Its own stack; absent where it shares another's, does not run, or was not asked. */
  stack?: StackFacts;
  /** The file's lines that tell of names: nameserver, search, options; and what follows `ExtServers`. */
  resolv?: string[];
  /** The lines of /etc/hosts. */
  hosts?: string[];
}

/** An engine's part in a swarm, of `docker info`. */
export interface MemberFacts {
  node: string;
  address?: string;
  manager?: true;
  /** The nodes of its managers; and the swarm's id, which managers know. */
  managers?: string[];
  cluster?: string;
  /** The UDP port of its tunnels. */
  dataPort?: number;
}

/** The engine, of `docker info`, and /etc/docker/daemon.json, its keys that are about networking. */
export interface EngineFacts {
  version?: string;
  operatingSystem?: string;
  rootless?: true;
  /** `LocalNodeState`: active, inactive, pending, … */
  swarm?: string;
  member?: MemberFacts;
  /** The file's text, such keys only. */
  daemon?: string;
  /** Whether docker-proxy runs for published ports, where that can be told. */
  userlandProxy?: boolean;
  /** Whether the kernel balances loads (IPVS), where that can be told. */
  balances?: boolean;
}

export interface ServicePortFacts {
  protocol: string;
  target: number;
  published?: number;
  mode?: string;
}

/** A service of a swarm, of `docker service inspect`. */
export interface ServiceFacts {
  id: string;
  name: string;
  image?: string;
  /** replicated, global; and how many of it shall run. */
  mode?: string;
  replicas?: number;
  /** vip, dnsrr. */
  endpointMode?: string;
  ports?: ServicePortFacts[];
  /** Its networks, by their ids, with its other names there. */
  networks?: { id: string; aliases?: string[] }[];
  /** Its address on each network, by the network's id. */
  vips?: NamedFacts;
}

export interface HostFacts {
  /** What it calls itself; `host1` and so on where that is not known. */
  name: string;
  /** ISO 8601. */
  taken?: string;
  kernel?: string;
  engine?: EngineFacts;
  networks?: NetworkFacts[];
  containers?: ContainerFacts[];
  /** Those of its swarm; managers know them. */
  services?: ServiceFacts[];
  stack?: StackFacts;
  resolv?: string[];
  /** Firewalls over iptables that run: ufw, firewalld. */
  firewalls?: string[];
}

export interface Snapshot {
  version: 1;
  /** What was masked in it, where something was. */
  masked?: { addresses?: true; names?: true };
  hosts: HostFacts[];
}
