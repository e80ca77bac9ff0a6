import type { Ip } from '../../ip/address.ts';
import { reversedAddress } from '../../ip/reverse.ts';
import type { DnsMessage, DnsRecord } from '../../kernel/packet/frame.ts';
import type { Program, Received, System } from '../../kernel/process/program.ts';
import type { Container, Upstreams } from '../container/container.ts';
import type { Endpoint } from '../network/endpoint.ts';
import type { EngineHost, Random } from '../engine.ts';
import { upstreamsNow } from '../dns/etc-files.ts';
import { endpointsInOrder } from '../network/gateway.ts';
import { dnsKey, poolOf, type Network } from '../network/network.ts';
import { shuffled } from '../random.ts';
import { endpointsOn } from '../drivers/overlay.ts';
import { membersOf } from '../swarm/cluster.ts';
import { serviceNamed } from '../swarm/names.ts';

/** libnetwork/resolver.go: respTTL, extIOTimeout. */
const TTL = 600;
const UPSTREAM_TIMEOUT = 4000;

/** The embedded DNS server: dockerd answers in every sandbox on a user-defined network (libnetwork/resolver.go). */
export function dockerd(hostOf: (machine: string) => EngineHost): Program {
  return {
    datagram(received, system) {
      const { data } = received;
      const host = hostOf(system.process.machine);
      const container = ownerOf(host, system.namespace);
      if (data.kind !== 'dns' || !data.message.query || !container) return;
      respond(host, container, received, data.message, system);
    },
  };
}

/** The container whose sandbox a namespace is. */
function ownerOf({ engine, machine }: EngineHost, namespace: string): Container | undefined {
  const id = namespace.slice(machine.length + 1);
  return Object.values(engine.containers).find(({ sandbox }) => sandbox?.own === true && sandbox.id === id);
}

function respond(host: EngineHost, container: Container, received: Received, query: DnsMessage, system: System): void {
  const records = answer(host, container, query);
  if (records) {
    system.tell({ kind: 'answers-dns', type: query.type, name: query.name });
    received.reply({
      kind: 'dns',
      message: { ...reply(query), answers: records, recursionAvailable: true, uncompressed: true },
    });
    return;
  }
  const upstream = container.sandbox?.upstream ?? upstreamsNow(host, container);
  const unqualified = (query.type === 'A' || query.type === 'AAAA') && !query.name.includes('.');
  if (unqualified && upstream.ndots) {
    received.reply({ kind: 'dns', message: { ...reply(query), recursionAvailable: true } });
    return;
  }
  const { gateways } = container.sandbox ?? {};
  const mayForward = gateways?.v4 !== undefined || gateways?.v6 !== undefined;
  forward(host, received, query, mayForward ? upstream.servers : [], system);
}

const reply = (query: DnsMessage): DnsMessage => ({
  ...query,
  query: false,
  status: 'NOERROR',
  answers: [],
  edns: false,
  authoritative: false,
  recursionAvailable: false,
});

/** Asks one name server after the other until one knows what to say; none does: SERVFAIL. */
function forward(
  host: EngineHost,
  received: Received,
  query: DnsMessage,
  servers: Upstreams['servers'],
  system: System,
): void {
  const [server, ...others] = servers;
  if (!server) {
    system.tell({ kind: 'cannot-resolve', name: query.name });
    received.reply({ kind: 'dns', message: { ...reply(query), status: 'SERVFAIL' } });
    return;
  }
  const from = server.fromHost ? host.namespace : system.namespace;
  system.tell({ kind: 'asks-dns', server: server.ip, type: query.type, name: query.name });
  system.ask(from, server.ip, 53, { kind: 'dns', message: query }, UPSTREAM_TIMEOUT, (response) => {
    const useful =
      response?.kind === 'dns' && (response.message.status === 'NOERROR' || response.message.status === 'NXDOMAIN');
    if (useful) received.reply(response);
    else forward(host, received, query, others, system);
  });
}

/** What the server knows itself of a question: records, none for a name it knows otherwise, undefined for what others must say. */
export function answer(host: EngineHost, container: Container, query: DnsMessage): DnsRecord[] | undefined {
  const { name, type } = query;
  const record = (data: string): DnsRecord => ({ name, type, ttl: TTL, data });
  if (type === 'PTR') {
    const target = reverse(host, container, name);
    return target === undefined ? undefined : [record(target)];
  }
  if (type !== 'A' && type !== 'AAAA' && type !== 'MX') return undefined;
  const found = resolve(host, container, name);
  const of = (version: 4 | 6): Ip[] => found.flatMap(({ ipv4, ipv6 }) => (version === 4 ? ipv4 : ipv6) ?? []);
  const addresses = type === 'A' ? of(4) : type === 'AAAA' ? of(6) : [];
  if (addresses.length > 0) return mixed(host, query, addresses).map(record);
  const isKnown = type === 'A' ? false : found.length > 0;
  return isKnown ? [] : undefined;
}

/** Several addresses come in another order each time (libnetwork/resolver.go: shuffleAddr); a trace draws from its own stream. */
function mixed({ random, clock }: EngineHost, { id }: DnsMessage, addresses: readonly Ip[]): Ip[] {
  const stream: Random = { state: (random.state ^ Math.imul(id + 1, 0x9e3779b1) ^ clock.now) | 0 };
  return shuffled(stream, addresses);
}

/** A swarm's own networks are asked first, then its ingress network, then those of the host (libnetwork/sandbox.go: ByNetworkType). */
function inOrderOfAsking(host: EngineHost, container: Container): ReturnType<typeof endpointsInOrder> {
  const attached = endpointsInOrder(host, container);
  if (!host.engine.swarm) return attached;
  const rank = ({ scope, ingress }: Network): number => (scope !== 'swarm' ? 2 : ingress ? 1 : 0);
  return attached.sort((a, b) => rank(a.network) - rank(b.network));
}

/** The endpoints that a name stands for: `name`, or `name.network`, on the networks the container shares (libnetwork/sandbox.go: ResolveName). */
export function resolve(host: EngineHost, container: Container, asked: string): Resolved[] {
  const name = asked.replace(/\.$/, '');
  const attached = inOrderOfAsking(host, container);
  for (const [label, networkName] of splits(name)) {
    const on = attached.filter(({ network }) => networkName === undefined || network.name === networkName);
    for (const lookup of [linkTarget, (_: Container, __: Network, each: string) => each]) {
      for (const { network } of on) {
        const target = lookup(container, network, label);
        const found = target === undefined ? [] : endpointsNamed(host, network, target);
        if (found.length > 0) return found;
      }
    }
  }
  return [];
}

/** `a.b.c`, then `a.b` on network `c`, then `a` on network `b.c`. */
function splits(name: string): [string, string | undefined][] {
  const parts = name.split('.');
  const whole: [string, undefined] = [name, undefined];
  return [
    whole,
    ...parts.slice(1).map((_, i): [string, string] => {
      const at = parts.length - 1 - i;
      return [parts.slice(0, at).join('.'), parts.slice(at).join('.')];
    }),
  ];
}

/** What `--link TARGET:ALIAS` on a user-defined network calls a name, for this container alone. */
function linkTarget({ networks }: Container, network: Network, name: string): string | undefined {
  const links = networks[network.name]?.links ?? [];
  const link = links.map((text) => text.split(':')).find(([target, alias]) => (alias ?? target) === name);
  return link?.[0];
}

/** What a name stands for: an endpoint, or the virtual address of a swarm's service. */
type Resolved = Pick<Endpoint, 'ipv4' | 'ipv6'>;

function endpointsNamed(host: EngineHost, network: Network, name: string): Resolved[] {
  const ids = (of: EngineHost) => of.engine.networks[network.id]?.names[dnsKey(name)] ?? [];
  if (network.scope !== 'swarm') return ids(host).flatMap((id) => endpointById(host, network, id));
  const service = serviceNamed(host, network, name);
  return service ?? membersOf(host).flatMap((member) => ids(member).flatMap((id) => endpointById(member, network, id)));
}

function endpointById({ engine }: EngineHost, { id: network }: Network, id: string): Endpoint[] {
  const container = engine.containers[engine.networks[network]?.endpoints[id] ?? ''];
  return Object.values(container?.endpoints ?? {}).filter((endpoint) => endpoint.id === id);
}

/** `2.0.18.172.in-addr.arpa` -> `web.shop`: the first name of the endpoint that has the address. */
function reverse(host: EngineHost, container: Container, name: string): string | undefined {
  const ip = reversedAddress(name);
  if (ip === undefined) return undefined;
  for (const { network } of endpointsInOrder(host, container)) {
    const holder = ([4, 6] as const)
      .map((version) => poolOf(network, version)?.taken[ip])
      .find((id) => id !== undefined);
    const owner = host.engine.containers[network.endpoints[holder ?? ''] ?? ''];
    const own = Object.values(owner?.endpoints ?? {}).find(({ id }) => id === holder);
    const endpoint = own ?? elsewhere(host, network, ip);
    if (endpoint?.dnsNames[0] !== undefined) return `${endpoint.dnsNames[0]}.${network.name}`;
  }
  return undefined;
}

/** The endpoint of a swarm's network that has an address on another host. */
function elsewhere(host: EngineHost, network: Network, ip: Ip): Endpoint | undefined {
  if (network.scope !== 'swarm') return undefined;
  for (const member of membersOf(host))
    for (const endpoint of endpointsOn(member, network))
      if (endpoint.ipv4 === ip || endpoint.ipv6 === ip) return endpoint;
  return undefined;
}
