/** What a snapshot must be like, whatever link or file it comes from: members that are not named here are refused. */
import * as v from 'valibot';
import { LIMITS } from './limits.ts';
import type {
  AddressFacts,
  AttachmentFacts,
  ContainerFacts,
  EngineFacts,
  HostFacts,
  LinkFacts,
  MemberFacts,
  NeighbourFacts,
  NetworkFacts,
  RouteFacts,
  ServiceFacts,
  SetFacts,
  Snapshot,
  SocketFacts,
  StackFacts,
} from './snapshot.ts';

const maybe = v.exactOptional;
const word = v.pipe(v.string(), v.maxLength(LIMITS.word));
const listOf = <T>(item: v.GenericSchema<unknown, T>, length: number): v.GenericSchema<unknown, T[]> =>
  v.pipe(v.array(item), v.maxLength(length));
const words = listOf(word, LIMITS.routes);
const number = v.pipe(v.number(), v.safeInteger());
const port = v.pipe(number, v.minValue(0), v.maxValue(65_535));
const table = v.pipe(v.string(), v.maxLength(LIMITS.rules));
const named = v.record(word, word);
const yes = v.literal(true);
const family = v.picklist([4, 6]);

const address: v.GenericSchema<unknown, AddressFacts> = v.strictObject({
  address: word,
  prefixLength: v.pipe(number, v.minValue(0), v.maxValue(128)),
  scope: maybe(word),
  broadcast: maybe(word),
  nodad: maybe(yes),
});

const link: v.GenericSchema<unknown, LinkFacts> = v.strictObject({
  index: number,
  name: word,
  kind: word,
  mac: maybe(word),
  mtu: maybe(number),
  up: v.boolean(),
  carrier: maybe(v.literal(false)),
  master: maybe(word),
  lower: maybe(v.strictObject({ index: maybe(number), name: maybe(word), netns: maybe(number) })),
  data: maybe(v.record(word, v.union([word, number, v.boolean()]))),
  promiscuous: maybe(yes),
  addresses: listOf(address, LIMITS.links),
});

const route: v.GenericSchema<unknown, RouteFacts> = v.strictObject({
  family,
  table: maybe(word),
  destination: word,
  type: maybe(word),
  via: maybe(word),
  device: maybe(word),
  hops: maybe(listOf(v.strictObject({ via: maybe(word), device: maybe(word), weight: maybe(number) }), 256)),
  source: maybe(word),
  scope: maybe(word),
  protocol: maybe(word),
  metric: maybe(number),
  mtu: maybe(number),
  onlink: maybe(yes),
});

const neighbour: v.GenericSchema<unknown, NeighbourFacts> = v.strictObject({
  address: word,
  mac: word,
  device: word,
  state: v.picklist(['REACHABLE', 'STALE', 'DELAY', 'PROBE', 'PERMANENT']),
  router: maybe(yes),
});

const socket: v.GenericSchema<unknown, SocketFacts> = v.strictObject({
  protocol: v.picklist(['tcp', 'udp']),
  address: word,
  port,
  v6only: maybe(yes),
  program: maybe(word),
});

const set: v.GenericSchema<unknown, SetFacts> = v.strictObject({
  name: word,
  type: word,
  options: listOf(word, 64),
  members: listOf(word, LIMITS.members),
});

const stack: v.GenericSchema<unknown, StackFacts> = v.strictObject({
  links: maybe(listOf(link, LIMITS.links)),
  routes: maybe(listOf(route, LIMITS.routes)),
  rules: maybe(listOf(v.strictObject({ family, priority: number, words }), LIMITS.routes)),
  sockets: maybe(listOf(socket, LIMITS.routes)),
  iptables: maybe(table),
  ip6tables: maybe(table),
  legacy: maybe(table),
  legacy6: maybe(table),
  sets: maybe(listOf(set, LIMITS.sets)),
  nft: maybe(table),
  forwarding: maybe(listOf(words, LIMITS.routes)),
  neighbours: maybe(listOf(neighbour, LIMITS.routes)),
  sysctl: maybe(named),
});

const subnet = v.strictObject({
  subnet: word,
  range: maybe(word),
  gateway: maybe(word),
  auxiliary: maybe(named),
});

const end = v.strictObject({ holder: word, id: maybe(word), ipv4: maybe(word), mac: maybe(word) });

const network: v.GenericSchema<unknown, NetworkFacts> = v.strictObject({
  id: word,
  name: word,
  created: maybe(word),
  scope: maybe(word),
  driver: word,
  ipv4: maybe(v.boolean()),
  ipv6: maybe(v.boolean()),
  internal: maybe(yes),
  attachable: maybe(yes),
  ingress: maybe(yes),
  configOnly: maybe(yes),
  subnets: listOf(subnet, 256),
  options: maybe(named),
  ends: maybe(listOf(end, LIMITS.containers)),
  peers: maybe(listOf(word, LIMITS.containers)),
  project: maybe(word),
  network: maybe(word),
});

const attachment: v.GenericSchema<unknown, AttachmentFacts> = v.strictObject({
  network: word,
  networkId: maybe(word),
  endpointId: maybe(word),
  ipv4: maybe(word),
  ipv4Length: maybe(number),
  ipv6: maybe(word),
  ipv6Length: maybe(number),
  gateway: maybe(word),
  gateway6: maybe(word),
  mac: maybe(word),
  aliases: maybe(words),
  links: maybe(words),
  dnsNames: maybe(words),
  fixed: maybe(v.strictObject({ ipv4: maybe(word), ipv6: maybe(word) })),
  gatewayPriority: maybe(number),
  options: maybe(named),
});

const publications = listOf(v.strictObject({ port: word, hostIp: maybe(word), hostPort: maybe(word) }), LIMITS.routes);

const container: v.GenericSchema<unknown, ContainerFacts> = v.strictObject({
  id: word,
  name: word,
  image: word,
  created: maybe(word),
  status: word,
  hostname: maybe(word),
  domainname: maybe(word),
  exposed: maybe(words),
  mode: maybe(word),
  bindings: maybe(publications),
  ports: maybe(publications),
  publishAll: maybe(yes),
  extraHosts: maybe(words),
  dns: maybe(words),
  dnsSearch: maybe(words),
  dnsOptions: maybe(words),
  links: maybe(words),
  capAdd: maybe(words),
  capDrop: maybe(words),
  privileged: maybe(yes),
  sysctls: maybe(named),
  restart: maybe(word),
  attachments: listOf(attachment, 256),
  project: maybe(word),
  service: maybe(word),
  dependsOn: maybe(words),
  task: maybe(v.strictObject({ id: word, service: word, name: word })),
  stack: maybe(stack),
  resolv: maybe(words),
  hosts: maybe(words),
});

const member: v.GenericSchema<unknown, MemberFacts> = v.strictObject({
  node: word,
  address: maybe(word),
  manager: maybe(yes),
  managers: maybe(words),
  cluster: maybe(word),
  dataPort: maybe(port),
});

const engine: v.GenericSchema<unknown, EngineFacts> = v.strictObject({
  version: maybe(word),
  operatingSystem: maybe(word),
  rootless: maybe(yes),
  swarm: maybe(word),
  member: maybe(member),
  daemon: maybe(v.pipe(v.string(), v.maxLength(64_000))),
  userlandProxy: maybe(v.boolean()),
  balances: maybe(v.boolean()),
});

const servicePort = v.strictObject({ protocol: word, target: port, published: maybe(port), mode: maybe(word) });

const service: v.GenericSchema<unknown, ServiceFacts> = v.strictObject({
  id: word,
  name: word,
  image: maybe(word),
  mode: maybe(word),
  replicas: maybe(number),
  endpointMode: maybe(word),
  ports: maybe(listOf(servicePort, LIMITS.routes)),
  networks: maybe(listOf(v.strictObject({ id: word, aliases: maybe(words) }), 256)),
  vips: maybe(named),
});

const host: v.GenericSchema<unknown, HostFacts> = v.strictObject({
  name: word,
  taken: maybe(word),
  kernel: maybe(word),
  engine: maybe(engine),
  networks: maybe(listOf(network, LIMITS.networks)),
  containers: maybe(listOf(container, LIMITS.containers)),
  services: maybe(listOf(service, LIMITS.containers)),
  stack: maybe(stack),
  resolv: maybe(words),
  firewalls: maybe(words),
});

export const snapshotSchema: v.GenericSchema<unknown, Snapshot> = v.strictObject({
  version: v.literal(1),
  masked: maybe(v.strictObject({ addresses: maybe(v.literal(true)), names: maybe(v.literal(true)) })),
  hosts: v.pipe(v.array(host), v.minLength(1), v.maxLength(LIMITS.hosts)),
});
