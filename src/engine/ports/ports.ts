import { compareIp, family, type Ip } from '../../ip/address.ts';
import { namespaceOf } from '../../kernel/kernel.ts';
import type { Namespace } from '../../kernel/namespace.ts';
import { endProcesses, startProcess } from '../../kernel/process/processes.ts';
import type { Socket } from '../../kernel/socket/socket.ts';
import { bind, close, listen, socketsByPort, type SocketsByPort } from '../../kernel/socket/sockets.ts';
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
  // A range, which is exposed as it stands, has no port of its own (go-connections: nat.Port.Int).
  return { port: Number(port) || 0, protocol: protocol as Protocol };
}

function parseRange(text: string): HostPortRange | undefined {
  if (text === '' || text === '0') return undefined;
  const [first, last] = text.split('-');
  return { first: Number(first), last: Number(last ?? first) };
}

/** What a container asks to publish, in the order in which it is done (libnetwork/drivers/bridge/port_mapping_linux.go: Compare). */
function requestsOf(host: EngineHost, { id, config, hostConfig }: Container): Request[] {
  const rangeOf = (key: string, text: string, hostIp: Ip | undefined): HostPortRange | undefined => {
    const range = parseRange(text);
    const given = range && range.first === range.last ? undefined : host.given?.hostPort(id, key, hostIp);
    return given === undefined ? range : { first: given, last: given };
  };
  const requests = Object.entries(hostConfig.PortBindings).flatMap(([key, bindings]) =>
    bindings.map(({ HostIp, HostPort }): Request => {
      const { port, protocol } = parsePort(key);
      return {
        ...{ protocol, containerPort: port, hostIp: HostIp || undefined },
        range: rangeOf(key, HostPort, HostIp || undefined),
      };
    }),
  );
  if (hostConfig.PublishAllPorts) {
    for (const key of Object.keys(config.ExposedPorts ?? {})) {
      const { port, protocol } = parsePort(key);
      if (!(hostConfig.PortBindings[key]?.length ?? 0))
        requests.push({ protocol, containerPort: port, range: rangeOf(key, '', undefined) });
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

/** What is kept at hand while ports are published. */
interface Publishing {
  readonly host: EngineHost;
  readonly namespace: Namespace;
  readonly network: Network;
  /** The host's sockets. */
  readonly byPort: SocketsByPort;
}

/** A port that stands, and its socket, but for sctp and in routed mode. */
interface Opened {
  readonly mapping: PortMapping;
  readonly socket: Socket | undefined;
}

/** Publishes a container's ports on the endpoint that is its way out. Throws, with nothing left standing, where one cannot be. */
export function publishPorts(
  host: EngineHost,
  container: Container,
  network: Network,
  endpoint: Endpoint,
  families: PublishedFamilies,
): void {
  const requests = requestsOf(host, container);
  if (requests.length === 0) return;
  const namespace = namespaceOf(host.kernel, host.namespace);
  const publishing: Publishing = { host, namespace, network, byPort: socketsByPort(namespace) };
  const { settings } = host.engine;
  const rules = addPortRules(namespace, firewalled(network), settings);
  const made: Opened[] = [];
  try {
    for (const group of groupsOf(requests)) {
      const bindings = group.flatMap((request) => bindingsOf(host, network, endpoint, request, families));
      const opened = openGroup(publishing, bindings);
      for (const each of opened) made.push(each);
      rules.add(opened.map(({ mapping }) => mapping));
    }
  } catch (error) {
    rules.commit();
    release(
      host,
      network,
      made.map(({ mapping }) => mapping),
    );
    if (!(error instanceof EngineError)) throw error;
    throw internal(
      `driver failed programming external connectivity on endpoint ${container.name} (${endpoint.id}): ${error.message}`,
    );
  }
  rules.commit();
  if (settings.userlandProxy) for (const opened of made) startProxy(host, opened);
  for (const { mapping } of made) container.ports.push(mapping);
}

/** Requests that get the same port, which stand one after the other. */
function groupsOf(requests: readonly Request[]): Request[][] {
  const groups: Request[][] = [];
  for (const request of requests) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    if (group && before && needSamePort(before, request)) group.push(request);
    else groups.push([request]);
  }
  return groups;
}

/** Takes one host port for all bindings of a group, and opens its sockets. */
function openGroup(publishing: Publishing, group: readonly Binding[]): Opened[] {
  const [first] = group;
  if (!first) return [];
  const { protocol, range } = first.request;
  for (let attempt = 1; ; attempt++) {
    try {
      return attemptGroup(publishing, group);
    } catch (error) {
      const pointless = range !== undefined && range.first === range.last;
      if (!(error instanceof EngineError) || pointless || attempt === MAX_ATTEMPTS || protocol === 'sctp') throw error;
    }
  }
}

function attemptGroup(publishing: Publishing, group: readonly Binding[]): Opened[] {
  const { host, namespace, network, byPort } = publishing;
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
  const sockets: Socket[] = [];
  try {
    const opened = group.map((binding): Opened => {
      const mapping = mappingOf(network, binding, binding.bound ? port : 0);
      if (mapping.hostPort === 0) return { mapping, socket: undefined };
      const socket = openSocket(publishing, mapping, binding);
      sockets.push(socket);
      return { mapping, socket };
    });
    for (const socket of sockets)
      if (socket.bound && listen(namespace, socket, byPort) === 'in-use')
        // libnetwork/portmappers/nat/mapper_linux.go: listenBoundPorts
        throw internal('failed to listen on TCP socket: address already in use');
    return opened;
  } catch (error) {
    for (const socket of sockets) close(namespace, socket, byPort);
    for (const { request, hostIp } of bound) releasePort(ports, request.protocol, hostIp, port);
    throw error;
  }
}

function mappingOf(network: Network, { request, hostIp, containerIp }: Binding, hostPort: number): PortMapping {
  const { protocol, containerPort } = request;
  const port = { protocol, hostIp, hostPort, containerIp, containerPort };
  return { ...port, network: network.id, translated: isTranslated(port) };
}

/** Binds a port's socket, for the time being in dockerd's name. */
function openSocket({ host, namespace, byPort }: Publishing, mapping: PortMapping, { request }: Binding): Socket {
  const { protocol, hostIp, hostPort } = mapping;
  if (protocol === 'sctp')
    throw internal(`error starting userland proxy: failed to listen on ${hostIp}:${hostPort}: protocol not supported`);
  const socket = socketOf(host, mapping, protocol);
  const result = bind(namespace, socket, byPort);
  if (result === 'ok') return socket;
  const { range } = request;
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
    pid: engine.pid,
    backlog: protocol === 'tcp' ? TCP_BACKLOG : 0,
    fd: PROXY_FD,
    ...(protocol === 'tcp' && { bound: true }),
  };
}

/** Starts a docker-proxy, which takes over the port's socket. */
function startProxy(host: EngineHost, { mapping, socket }: Opened): void {
  const { protocol, hostIp, hostPort, containerIp, containerPort } = mapping;
  if (!socket) return;
  const { pid } = startProcess(host.kernel, {
    parent: host.engine.pid,
    machine: host.machine,
    namespace: host.namespace,
    program: 'docker-proxy',
    command: proxyCommand(protocol, hostIp, hostPort, containerIp, containerPort),
    started: host.clock.now,
  });
  mapping.proxy = pid;
  socket.pid = pid;
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
  endProcesses(
    host.kernel,
    mappings.flatMap(({ proxy }) => proxy ?? []),
  );
  const namespace = host.kernel.namespaces[host.namespace];
  if (namespace) {
    closeSockets(
      namespace,
      host.engine.pid,
      mappings.filter(({ proxy }) => proxy === undefined),
    );
    removePortRules(namespace, firewalled(network), mappings, host.engine.settings);
  }
  for (const { protocol, hostIp, hostPort } of mappings) releasePort(host.engine.ports, protocol, hostIp, hostPort);
}

/** Closes the sockets of ports that have no docker-proxy. */
function closeSockets(namespace: Namespace, pid: number, mappings: readonly PortMapping[]): void {
  const ends = new Set(mappings.map(({ protocol, hostIp, hostPort }) => `${protocol} ${hostIp} ${hostPort}`));
  if (ends.size === 0) return;
  namespace.sockets = namespace.sockets.filter(
    (socket) => socket.pid !== pid || !ends.delete(`${socket.protocol} ${socket.address} ${socket.port}`),
  );
}

/** Opens the ports of a container that outlived its daemon anew; those that somebody else has by now are lost. */
export function restorePorts(host: EngineHost, container: Container): void {
  const byPort = socketsByPort(namespaceOf(host.kernel, host.namespace));
  const restored: PortMapping[] = [];
  for (const mapping of container.ports) if (restorePort(host, byPort, mapping)) restored.push(mapping);
  container.ports = restored;
}

/** Says whether the port is open. */
function restorePort(host: EngineHost, byPort: SocketsByPort, mapping: PortMapping): boolean {
  const namespace = namespaceOf(host.kernel, host.namespace);
  const { settings, networks } = host.engine;
  const network = networks[mapping.network];
  if (!network) return false;
  const socket = mapping.hostPort === 0 ? undefined : reopened(host, namespace, byPort, mapping);
  if (socket === 'in-use') return false;
  const rules = addPortRules(namespace, firewalled(network), settings);
  rules.add([mapping]);
  rules.commit();
  if (settings.userlandProxy) startProxy(host, { mapping, socket });
  return true;
}

/** The socket of a port that stood before; none for sctp. */
function reopened(
  host: EngineHost,
  namespace: Namespace,
  byPort: SocketsByPort,
  mapping: PortMapping,
): Socket | 'in-use' | undefined {
  const { protocol } = mapping;
  if (protocol === 'sctp') return undefined;
  const socket = socketOf(host, mapping, protocol);
  if (bind(namespace, socket, byPort) !== 'ok') return 'in-use';
  if (socket.bound && listen(namespace, socket, byPort) === 'in-use') {
    close(namespace, socket, byPort);
    return 'in-use';
  }
  return socket;
}

/** Takes back the ports that a container has published on a network. */
export function withdrawPorts(host: EngineHost, container: Container, network: Network): void {
  const gone = container.ports.filter((mapping) => mapping.network === network.id);
  if (gone.length === 0) return;
  release(host, network, gone);
  container.ports = container.ports.filter((mapping) => mapping.network !== network.id);
}
