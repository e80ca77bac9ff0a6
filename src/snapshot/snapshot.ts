/**
 * What is known of one host or several, as it is kept, shared and imported: only what is named here, whatever was pasted.
 * A part that is absent is not known, and is assumed to be as a fresh engine has it (`assumptions.ts`).
 */
import * as v from 'valibot';
import { LIMITS } from './limits.ts';

export { LIMITS };

const word = v.pipe(v.string(), v.maxLength(LIMITS.word));
const words = v.pipe(v.array(word), v.maxLength(LIMITS.routes));
const number = v.pipe(v.number(), v.safeInteger());
const port = v.pipe(number, v.minValue(0), v.maxValue(65_535));
const table = v.pipe(v.string(), v.maxLength(LIMITS.rules));
const named = v.record(word, word);

/** `10.0.0.5/24`, as an interface has it. */
const addressFacts = v.strictObject({
  address: word,
  prefixLength: v.pipe(number, v.minValue(0), v.maxValue(128)),
  /** As iproute2 calls it: global, link, host. */
  scope: v.optional(word),
  broadcast: v.optional(word),
  /** Added without duplicate address detection. */
  nodad: v.optional(v.literal(true)),
});

/** A link, of `ip -j -d addr` or `ip -j -d link`. */
const linkFacts = v.strictObject({
  index: number,
  name: word,
  /** `linkinfo.info_kind` (bridge, veth, vxlan, …), else `loopback` or `ether` by `link_type`; any other word of the kernel's. */
  kind: word,
  mac: v.optional(word),
  mtu: v.optional(number),
  up: v.boolean(),
  /** Absent where it has one, or that is not known. */
  carrier: v.optional(v.literal(false)),
  /** The name of the bridge whose port it is. */
  master: v.optional(word),
  /** `link_index`: of the other end of a veth pair or the link below; `link` where that is a link of this namespace. */
  lower: v.optional(v.strictObject({ index: v.optional(number), name: v.optional(word), netns: v.optional(number) })),
  /** What its kind needs: VLAN and VXLAN ids, modes, ports (`info_data` and `info_slave_data`, the words and numbers of them). */
  data: v.optional(v.record(word, v.union([word, number, v.boolean()]))),
  promiscuous: v.optional(v.literal(true)),
  addresses: v.pipe(v.array(addressFacts), v.maxLength(LIMITS.links)),
});

const hopFacts = v.strictObject({ via: v.optional(word), device: v.optional(word), weight: v.optional(number) });

/** A route, of `ip -j route show table all`. Those of the table `local` that follow from addresses are left out. */
const routeFacts = v.strictObject({
  family: v.picklist([4, 6]),
  /** A table's name or number; main where absent. */
  table: v.optional(word),
  /** `default`, a prefix, or an address. */
  destination: word,
  type: v.optional(word),
  via: v.optional(word),
  device: v.optional(word),
  hops: v.optional(v.pipe(v.array(hopFacts), v.maxLength(256))),
  source: v.optional(word),
  scope: v.optional(word),
  protocol: v.optional(word),
  metric: v.optional(number),
  mtu: v.optional(number),
  onlink: v.optional(v.literal(true)),
});

/** A rule of the routing policy, as the words that `ip rule add` takes: `from 10.0.0.0/8 lookup 100`. */
const ruleFacts = v.strictObject({ family: v.picklist([4, 6]), priority: number, words });

/** Something that listens, of `ss -Hlntup`. */
const socketFacts = v.strictObject({
  protocol: v.picklist(['tcp', 'udp']),
  /** 0.0.0.0, ::, or one address; `*` is :: that takes IPv4 too. */
  address: word,
  port,
  v6only: v.optional(v.literal(true)),
  /** The process's name, where it is known. */
  program: v.optional(word),
});

/** A network stack: a host's own, or a container's. */
const stackFacts = v.strictObject({
  links: v.optional(v.pipe(v.array(linkFacts), v.maxLength(LIMITS.links))),
  routes: v.optional(v.pipe(v.array(routeFacts), v.maxLength(LIMITS.routes))),
  rules: v.optional(v.pipe(v.array(ruleFacts), v.maxLength(LIMITS.routes))),
  sockets: v.optional(v.pipe(v.array(socketFacts), v.maxLength(LIMITS.routes))),
  /** What iptables-save and the like print, without comments of any kind. */
  iptables: v.optional(table),
  ip6tables: v.optional(table),
  legacy: v.optional(table),
  legacy6: v.optional(table),
  /** Tables of nft's own, in its own language, without those of iptables. */
  nft: v.optional(table),
  /** Entries of forwarding tables that somebody made: `bridge fdb` lines' words. */
  forwarding: v.optional(v.pipe(v.array(words), v.maxLength(LIMITS.routes))),
  sysctl: v.optional(named),
});

const subnetFacts = v.strictObject({
  subnet: word,
  range: v.optional(word),
  gateway: v.optional(word),
  auxiliary: v.optional(named),
});

/** A network, of `docker network inspect`. */
const networkFacts = v.strictObject({
  id: word,
  name: word,
  /** ISO 8601. */
  created: v.optional(word),
  scope: v.optional(word),
  driver: word,
  ipv4: v.optional(v.boolean()),
  ipv6: v.optional(v.boolean()),
  internal: v.optional(v.literal(true)),
  attachable: v.optional(v.literal(true)),
  ingress: v.optional(v.literal(true)),
  configOnly: v.optional(v.literal(true)),
  subnets: v.pipe(v.array(subnetFacts), v.maxLength(256)),
  /** Driver options that are known to be about networking. */
  options: v.optional(named),
  /** Compose's project and the network's name in it. */
  project: v.optional(word),
  network: v.optional(word),
});

/** A container's attachment to a network, of `NetworkSettings.Networks`. */
const attachmentFacts = v.strictObject({
  network: word,
  networkId: v.optional(word),
  endpointId: v.optional(word),
  ipv4: v.optional(word),
  ipv4Length: v.optional(number),
  ipv6: v.optional(word),
  ipv6Length: v.optional(number),
  gateway: v.optional(word),
  gateway6: v.optional(word),
  mac: v.optional(word),
  aliases: v.optional(words),
  links: v.optional(words),
  dnsNames: v.optional(words),
  /** Addresses that were asked for (`IPAMConfig`). */
  fixed: v.optional(v.strictObject({ ipv4: v.optional(word), ipv6: v.optional(word) })),
  gatewayPriority: v.optional(number),
  options: v.optional(named),
});

const publicationFacts = v.strictObject({
  /** `80/tcp` */
  port: word,
  hostIp: v.optional(word),
  /** Empty where any was asked for. */
  hostPort: v.optional(word),
});

/** A container, of `docker inspect`. */
const containerFacts = v.strictObject({
  id: word,
  name: word,
  image: word,
  created: v.optional(word),
  /** created, running, paused, restarting, exited, dead. */
  status: word,
  hostname: v.optional(word),
  domainname: v.optional(word),
  exposed: v.optional(words),
  /** `HostConfig.NetworkMode` */
  mode: v.optional(word),
  /** What was asked for (`HostConfig.PortBindings`), and what stands (`NetworkSettings.Ports`). */
  bindings: v.optional(v.pipe(v.array(publicationFacts), v.maxLength(LIMITS.routes))),
  ports: v.optional(v.pipe(v.array(publicationFacts), v.maxLength(LIMITS.routes))),
  publishAll: v.optional(v.literal(true)),
  extraHosts: v.optional(words),
  dns: v.optional(words),
  dnsSearch: v.optional(words),
  dnsOptions: v.optional(words),
  links: v.optional(words),
  capAdd: v.optional(words),
  capDrop: v.optional(words),
  privileged: v.optional(v.literal(true)),
  sysctls: v.optional(named),
  /** `no`, `always`, `unless-stopped`, `on-failure`. */
  restart: v.optional(word),
  attachments: v.pipe(v.array(attachmentFacts), v.maxLength(256)),
  /** Compose's project and service, and what it depends on. */
  project: v.optional(word),
  service: v.optional(word),
  dependsOn: v.optional(words),
  /** Its own stack; absent where it shares another's, does not run, or was not asked. */
  stack: v.optional(stackFacts),
  /** The file's lines that tell of names: nameserver, search, options; and what follows `ExtServers`. */
  resolv: v.optional(words),
  /** The lines of /etc/hosts. */
  hosts: v.optional(words),
});

/** The engine, of `docker info`, and /etc/docker/daemon.json, its keys that are about networking. */
const engineFacts = v.strictObject({
  version: v.optional(word),
  operatingSystem: v.optional(word),
  rootless: v.optional(v.literal(true)),
  swarm: v.optional(word),
  /** The file's text, such keys only. */
  daemon: v.optional(v.pipe(v.string(), v.maxLength(64_000))),
  /** Whether docker-proxy runs for published ports, where that can be told. */
  userlandProxy: v.optional(v.boolean()),
});

const hostFacts = v.strictObject({
  /** What it calls itself; `host1` and so on where that is not known. */
  name: word,
  /** ISO 8601. */
  taken: v.optional(word),
  kernel: v.optional(word),
  engine: v.optional(engineFacts),
  networks: v.optional(v.pipe(v.array(networkFacts), v.maxLength(LIMITS.networks))),
  containers: v.optional(v.pipe(v.array(containerFacts), v.maxLength(LIMITS.containers))),
  stack: v.optional(stackFacts),
  resolv: v.optional(words),
  /** Firewalls over iptables that run: ufw, firewalld. */
  firewalls: v.optional(words),
});

export const snapshot = v.strictObject({
  version: v.literal(1),
  /** What was masked in it, where something was. */
  masked: v.optional(v.strictObject({ addresses: v.optional(v.literal(true)), names: v.optional(v.literal(true)) })),
  hosts: v.pipe(v.array(hostFacts), v.minLength(1), v.maxLength(LIMITS.hosts)),
});

export type Snapshot = v.InferOutput<typeof snapshot>;
export type HostFacts = v.InferOutput<typeof hostFacts>;
export type EngineFacts = v.InferOutput<typeof engineFacts>;
export type NetworkFacts = v.InferOutput<typeof networkFacts>;
export type SubnetFacts = v.InferOutput<typeof subnetFacts>;
export type ContainerFacts = v.InferOutput<typeof containerFacts>;
export type AttachmentFacts = v.InferOutput<typeof attachmentFacts>;
export type PublicationFacts = v.InferOutput<typeof publicationFacts>;
export type StackFacts = v.InferOutput<typeof stackFacts>;
export type LinkFacts = v.InferOutput<typeof linkFacts>;
export type AddressFacts = v.InferOutput<typeof addressFacts>;
export type RouteFacts = v.InferOutput<typeof routeFacts>;
export type RuleFacts = v.InferOutput<typeof ruleFacts>;
export type SocketFacts = v.InferOutput<typeof socketFacts>;
