import { compareIp, family, type Ip } from '../../ip/address.ts';
import { endProcess, startProcess } from '../../kernel/process/processes.ts';
import type { Socket } from '../../kernel/socket/socket.ts';
import { bind, listen } from '../../kernel/socket/sockets.ts';
import type { Container, Protocol } from '../container/container.ts';
import { firewalled, configOf } from '../drivers/bridge.ts';
import type { EngineHost } from '../engine.ts';
import { EngineError, internal } from '../errors.ts';
import { addPortRules, isTranslated, removePortRules } from '../firewall/firewall.ts';
import type { Endpoint, PortMapping } from '../network/endpoint.ts';
import type { Network } from '../network/network.ts';
import { releasePort, requestPort, type HostPortRange } from './allocator.ts';

/** A port that is to be published: on one address of the host, or on all. */
interface Request {
  protocol: Protocol;
  containerPort: number;
  hostIp?: Ip | undefined;
  /** Absent where any port will do. */
  range?: HostPortRange | undefined;
}

/** A request as it stands on one host address. */
interface Binding {
  request: Request;
  hostIp: Ip;
  containerIp: Ip;
  /** In routed mode nothing is bound. */
  bound: boolean;
}

const PROTOCOLS: readonly Protocol[] = ['tcp', 'udp', 'sctp'];
const MAX_ATTEMPTS = 10;
const TCP_BACKLOG = 4096;
/** The file descriptor on which docker-proxy gets its socket (`-use-listen-fd`), as ss shows it. */
const PROXY_FD = 7;

export function parsePort(key: string): { port: number; protocol: Protocol } {
  const [port, protocol = 'tcp'] = key.split('/');
  return { port: Number(port), protocol: protocol as Protocol };
}

function parseRange(text: string): HostPortRange | undefined {
  if (text === '' || text === '0') return undefined;
  const [first, last] = text.split('-');
  return { first: Number(first), last: Number(last ?? first) };
}

/** What a container asks to publish, in the order in which it is done (libnetwork/drivers/bridge/port_mapping_linux.go: Compare). */
function requestsOf({ config, hostConfig }: Container): Request[] {
  const requests = Object.entries(hostConfig.PortBindings).flatMap(([key, bindings]) =>
    bindings.map(({ HostIp, HostPort }): Request => {
      const { port, protocol } = parsePort(key);
      return { protocol, containerPort: port, hostIp: HostIp || undefined, range: parseRange(HostPort) };
    }),
  );
  if (hostConfig.PublishAllPorts) {
    for (const key of Object.keys(config.ExposedPorts ?? {})) {
      const { port, protocol } = parsePort(key);
      if (!(hostConfig.PortBindings[key]?.length ?? 0)) requests.push({ protocol, containerPort: port });
    }
  }
  return requests.sort(compareRequests);
}

const isExact = ({ range }: Request): boolean => range !== undefined && range.first === range.last;

function compareRequests(a: Request, b: Request): number {
  return (
    Number(isExact(b)) - Number(isExact(a)) ||
    a.containerPort - b.containerPort ||
    PROTOCOLS.indexOf(a.protocol) - PROTOCOLS.indexOf(b.protocol) ||
    (a.range?.first ?? 0) - (b.range?.first ?? 0) ||
    (a.range?.last ?? 0) - (b.range?.last ?? 0) ||
    compareHostIps(a.hostIp, b.hostIp)
  );
}

function compareHostIps(a: Ip | undefined, b: Ip | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return compareIp(a, b);
}

/** Requests that differ in the host address only get the same port. */
const needSamePort = (a: Request, b: Request): boolean =>
  a.containerPort === b.containerPort &&
  a.protocol === b.protocol &&
  a.range?.first === b.range?.first &&
  a.range?.last === b.range?.last;

/** Which families of an endpoint are published, and whether IPv6 host addresses may lead to its IPv4 address. */
export interface PublishedFamilies {
  ipv4: boolean;
  ipv6: boolean;
  proxy6To4: boolean;
}

/** On which host addresses a request stands. */
function bindingsOf(
  host: EngineHost,
  network: Network,
  endpoint: Endpoint,
  request: Request,
  families: PublishedFamilies,
): Binding[] {
  const { hostBinding, gatewayMode4, gatewayMode6 } = configOf(network);
  const { hostIp } = request;
  const bindings: Binding[] = [];
  const add = (version: 4 | 6, containerIp: Ip | undefined, address: Ip | undefined): void => {
    if (containerIp === undefined || address === undefined) return;
    const routed = (version === 4 ? gatewayMode4 : gatewayMode6) === 'routed';
    const all = version === 4 ? '0.0.0.0' : '::';
    bindings.push({ request, hostIp: routed ? all : address, containerIp, bound: !routed });
  };
  const of = (version: 4 | 6, standard: Ip | undefined): Ip | undefined => {
    if (hostIp !== undefined) return family(hostIp) === version ? hostIp : undefined;
    return standard;
  };
  const default4 = family(hostBinding) === 4 ? hostBinding : undefined;
  const default6 = hostBinding === '0.0.0.0' ? '::' : family(hostBinding) === 6 ? hostBinding : undefined;
  add(4, families.ipv4 ? endpoint.ipv4 : undefined, of(4, default4));
  const mayProxy = families.proxy6To4 && host.engine.settings.userlandProxy ? endpoint.ipv4 : undefined;
  add(6, (families.ipv6 ? endpoint.ipv6 : undefined) ?? mayProxy, of(6, default6));
  return bindings;
}

/** Publishes a container's ports on the endpoint that is its way out. Throws, with nothing left standing, where one cannot be. */
export function publishPorts(
  host: EngineHost,
  container: Container,
  network: Network,
  endpoint: Endpoint,
  families: PublishedFamilies,
): void {
  const made: PortMapping[] = [];
  try {
    let group: Binding[] = [];
    const requests = requestsOf(container);
    requests.forEach((request, i) => {
      group.push(...bindingsOf(host, network, endpoint, request, families));
      const following = requests[i + 1];
      if (following && needSamePort(request, following)) return;
      const bound = bindGroup(host, network, group);
      const standing = [...made];
      made.push(...bound);
      openPorts(host, network, bound, standing);
      group = [];
    });
  } catch (error) {
    release(host, network, made);
    if (!(error instanceof EngineError)) throw error;
    throw internal(
      `driver failed programming external connectivity on endpoint ${container.name} (${endpoint.id}): ${error.message}`,
    );
  }
  if (host.engine.settings.userlandProxy) for (const mapping of made) startProxy(host, mapping);
  container.ports.push(...made);
}

/** Takes one host port for all bindings of a group, and opens its sockets. */
function bindGroup(host: EngineHost, network: Network, group: readonly Binding[]): PortMapping[] {
  const [first] = group;
  if (!first) return [];
  const { protocol, range } = first.request;
  for (let attempt = 1; ; attempt++) {
    try {
      return attemptGroup(host, network, group);
    } catch (error) {
      const pointless = range !== undefined && range.first === range.last;
      if (!(error instanceof EngineError) || pointless || attempt === MAX_ATTEMPTS || protocol === 'sctp') throw error;
    }
  }
}

function openPorts(
  host: EngineHost,
  network: Network,
  mappings: readonly PortMapping[],
  standing: readonly PortMapping[],
): void {
  const namespace = host.kernel.namespaces[host.namespace];
  if (namespace && host.engine.settings.iptables)
    addPortRules(namespace, firewalled(network), mappings, standing, host.engine.settings.userlandProxy);
}

function attemptGroup(host: EngineHost, network: Network, group: readonly Binding[]): PortMapping[] {
  const { ports } = host.engine;
  const bound = group.filter((binding) => binding.bound);
  const [first] = bound;
  const port = first
    ? requestPort(
        ports,
        first.request.protocol,
        bound.map(({ hostIp }) => hostIp),
        first.request.range,
      )
    : 0;
  const mappings = group.map((binding) => mappingOf(network, binding, binding.bound ? port : 0));
  const opened: PortMapping[] = [];
  try {
    for (const mapping of mappings) {
      if (mapping.hostPort === 0) continue;
      openSocket(
        host,
        mapping,
        group.find(({ hostIp }) => hostIp === mapping.hostIp),
      );
      opened.push(mapping);
    }
    for (const mapping of opened) listenOn(host, mapping);
  } catch (error) {
    for (const mapping of opened) closeSocket(host, mapping);
    for (const { request, hostIp } of bound) releasePort(ports, request.protocol, hostIp, port);
    throw error;
  }
  return mappings;
}

function mappingOf(network: Network, { request, hostIp, containerIp }: Binding, hostPort: number): PortMapping {
  const { protocol, containerPort } = request;
  const port = { protocol, hostIp, hostPort, containerIp, containerPort };
  return { ...port, network: network.id, translated: isTranslated(port) };
}

/** Binds a port's socket, for the time being in dockerd's name. */
function openSocket(host: EngineHost, mapping: PortMapping, binding: Binding | undefined): void {
  const namespace = host.kernel.namespaces[host.namespace];
  const { protocol, hostIp, hostPort } = mapping;
  if (protocol === 'sctp')
    throw internal(`error starting userland proxy: failed to listen on ${hostIp}:${hostPort}: protocol not supported`);
  const result = namespace && bind(namespace, socketOf(host, mapping, protocol));
  if (result === 'ok') return;
  const range = binding?.request.range;
  const named = range && range.first !== range.last ? `${range.first}-${range.last}` : String(range?.first ?? 0);
  const which = range && range.first === range.last ? '' : ` ${hostPort}`;
  const at = family(hostIp) === 6 ? `[${hostIp}]` : hostIp;
  const why = result === 'in-use' ? 'address already in use' : 'cannot assign requested address';
  throw internal(
    `failed to bind host port${which} for ${at}:${named}:${mapping.containerIp}:${mapping.containerPort}/${protocol}: ${why}`,
  );
}

function socketOf({ engine }: EngineHost, { hostIp, hostPort }: PortMapping, protocol: 'tcp' | 'udp'): Socket {
  return {
    protocol,
    address: hostIp,
    port: hostPort,
    ...(family(hostIp) === 6 && { v6only: true }),
    ...(protocol === 'tcp' && { bound: true }),
    pid: engine.pid,
    backlog: protocol === 'tcp' ? TCP_BACKLOG : 0,
    fd: PROXY_FD,
  };
}

const isSocketOf = (socket: Socket, { protocol, hostIp, hostPort }: PortMapping): boolean =>
  socket.protocol === protocol && socket.address === hostIp && socket.port === hostPort;

/** libnetwork/portmappers/nat/mapper_linux.go: listenBoundPorts */
function listenOn(host: EngineHost, mapping: PortMapping): void {
  const namespace = host.kernel.namespaces[host.namespace];
  const socket = namespace?.sockets.find((each) => each.bound && isSocketOf(each, mapping));
  if (namespace && socket && listen(namespace, socket) === 'in-use')
    throw internal('failed to listen on TCP socket: address already in use');
}

function closeSocket(host: EngineHost, mapping: PortMapping): void {
  const namespace = host.kernel.namespaces[host.namespace];
  if (!namespace) return;
  const index = namespace.sockets.findIndex((socket) => socket.pid === host.engine.pid && isSocketOf(socket, mapping));
  if (index >= 0) namespace.sockets.splice(index, 1);
}

/** Starts a docker-proxy, which takes over the port's socket. */
function startProxy(host: EngineHost, mapping: PortMapping): void {
  const { protocol, hostIp, hostPort, containerIp, containerPort } = mapping;
  if (hostPort === 0) return;
  const { pid } = startProcess(host.kernel, {
    parent: host.engine.pid,
    machine: host.machine,
    namespace: host.namespace,
    program: 'docker-proxy',
    command: proxyCommand(protocol, hostIp, hostPort, containerIp, containerPort),
    started: host.clock.now,
  });
  mapping.proxy = pid;
  const sockets = host.kernel.namespaces[host.namespace]?.sockets ?? [];
  const socket = sockets.findLast((each) => isSocketOf(each, mapping));
  if (socket) socket.pid = pid;
}

const proxyCommand = (
  protocol: Protocol,
  hostIp: Ip,
  hostPort: number,
  containerIp: Ip,
  containerPort: number,
): string[] => [
  '/usr/sbin/docker-proxy',
  '-proto',
  protocol,
  '-host-ip',
  hostIp,
  '-host-port',
  String(hostPort),
  '-container-ip',
  containerIp,
  '-container-port',
  String(containerPort),
  '-use-listen-fd',
];

function release(host: EngineHost, network: Network, mappings: readonly PortMapping[]): void {
  for (const mapping of mappings) {
    if (mapping.proxy !== undefined) endProcess(host.kernel, mapping.proxy);
    else if (mapping.hostPort !== 0) closeSocket(host, mapping);
  }
  const namespace = host.kernel.namespaces[host.namespace];
  if (namespace && host.engine.settings.iptables)
    removePortRules(namespace, firewalled(network), mappings, host.engine.settings.userlandProxy);
  for (const { protocol, hostIp, hostPort } of mappings) releasePort(host.engine.ports, protocol, hostIp, hostPort);
}

/** Takes back the ports that a container has published on a network. */
export function withdrawPorts(host: EngineHost, container: Container, network: Network): void {
  const gone = container.ports.filter((mapping) => mapping.network === network.id);
  if (gone.length === 0) return;
  release(host, network, gone);
  container.ports = container.ports.filter((mapping) => mapping.network !== network.id);
}
