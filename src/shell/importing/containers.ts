import { createContainer, EngineError, pauseContainer, startContainer } from '../../engine/api.ts';
import type { ContainerInput, EndpointInput } from '../../engine/api/container-json.ts';
import type { Container, HostConfig } from '../../engine/container/container.ts';
import type { EngineHost } from '../../engine/engine.ts';
import { KernelError } from '../../kernel/errno.ts';
import { own, put } from '../../kernel/own.ts';
import type { AttachmentFacts, ContainerFacts, HostFacts, SocketFacts } from '../../snapshot/snapshot.ts';
import { commandFor, imageFor } from './commands.ts';
import { hasNetwork } from './engine.ts';
import { clockOf, networkFor } from './given.ts';
import { adopt } from './services.ts';
import { lack, type Whereabouts, type Work } from './work.ts';

/** A container of a host, and the one that it became. */
export interface Made {
  readonly facts: ContainerFacts;
  readonly container: Container;
}

/** Makes a host's containers in the order of their creation, and starts those that run there. */
export function makeContainers(work: Work, host: EngineHost, facts: HostFacts): readonly Made[] {
  const made: Made[] = [];
  for (const container of inOrder(facts.containers ?? [])) {
    const one = make(work, host, facts, container);
    if (one) made.push({ facts: container, container: one });
  }
  startAll(work, host, made);
  for (const { facts: container, container: one } of made) settle(host, facts, container, one);
  return made;
}

/**
 * Starts what runs, in the order in which it came to its networks as far as their links tell that. What shares another's namespace, or
 * is linked to another, comes after that.
 */
function startAll(work: Work, host: EngineHost, made: readonly Made[]): void {
  const placeOf = ({ container }: Made): number =>
    Math.min(
      ...Object.keys(container.networks).map(
        (name) => host.given?.endpoint(container.id, name)?.outside?.index ?? Infinity,
      ),
    );
  const running = made.filter(({ facts: { status } }) => RUNS.has(status));
  const places = new Map(running.map((each) => [each, placeOf(each)]));
  const isLater = (a: Made, b: Made): number => {
    const [one = Infinity, other = Infinity] = [places.get(a), places.get(b)];
    return one === other || !Number.isFinite(one) || !Number.isFinite(other) ? 0 : one - other;
  };
  let waiting = running.toSorted(isLater);
  while (waiting.length > 0) {
    const still = new Set(waiting.map(({ container }) => container.id));
    const left: Made[] = [];
    for (const each of waiting) {
      if (!isReady(host, each.container, still)) left.push(each);
      else start(work, host, each);
      if (left.at(-1) !== each) still.delete(each.container.id);
    }
    // They wait for each other: what the engine says of that is told.
    if (left.length === waiting.length) for (const each of left.splice(0)) start(work, host, each);
    waiting = left;
  }
}

const RUNS: ReadonlySet<string> = new Set(['running', 'paused']);

/** By the moment of their creation; those that share others' namespaces after these. */
function inOrder(containers: readonly ContainerFacts[]): readonly ContainerFacts[] {
  const shares = ({ mode = '' }: ContainerFacts): number => (mode.startsWith('container:') ? 1 : 0);
  const dated = containers.map((facts, at) => ({ facts, at, created: clockOf(facts.created) ?? 0 }));
  dated.sort((a, b) => shares(a.facts) - shares(b.facts) || a.created - b.created || a.at - b.at);
  return dated.map(({ facts }) => facts);
}

/** Whether what a container needs to run is there, or will never be. */
function isReady(host: EngineHost, container: Container, waiting: ReadonlySet<string>): boolean {
  const mode = container.hostConfig.NetworkMode;
  const needs = [
    ...(mode.startsWith('container:') ? [mode.slice('container:'.length)] : []),
    ...container.links.map(({ target }) => target),
    ...Object.values(container.networks).flatMap(({ links }) =>
      (links ?? []).map((link) => own(host.engine.names, link.split(':')[0] ?? '') ?? ''),
    ),
  ];
  return needs.every((id) => id === container.id || !waiting.has(id));
}

function make(work: Work, host: EngineHost, facts: HostFacts, container: ContainerFacts): Container | undefined {
  const at = { host: host.machine, container: container.name };
  let first: string | undefined;
  for (const input of attempts(work, at, host, facts, container)) {
    try {
      const { Id } = createContainer(host, input);
      const made = host.engine.containers[Id];
      if (!made) return undefined;
      if (first !== undefined) lack(work, at, 'container-not-attached', { text: first });
      made.image = container.image;
      adopt(host, container, made);
      keepAttached(host, facts, container, made);
      return made;
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      first ??= error.message;
    }
  }
  lack(work, at, 'container-not-made', { text: first ?? '' });
  return undefined;
}

/** It is attached to nothing but what it is attached to on the host, whatever it was made for, and in the order of its links. */
function keepAttached(host: EngineHost, facts: HostFacts, container: ContainerFacts, made: Container): void {
  const attached = attachedTo(host, facts, container);
  if (attached.length === 0) return;
  const placeOf = (name: string): number =>
    host.given?.endpoint(made.id, name)?.inside?.index ?? Number.MAX_SAFE_INTEGER;
  const kept = Object.entries(made.networks).filter(([name]) => attached.includes(name));
  made.networks = Object.fromEntries(kept.sort(([a], [b]) => placeOf(a) - placeOf(b)));
}

/** What is asked for: all that is known of a container; where the engine refuses that, what is certain of it. */
function attempts(
  work: Work,
  at: Whereabouts,
  host: EngineHost,
  facts: HostFacts,
  container: ContainerFacts,
): readonly ContainerInput[] {
  const full = inputOf(work, at, host, facts, container);
  const { NetworkMode = 'bridge', PortBindings = {}, PublishAllPorts = false } = full.hostConfig ?? {};
  const plain = { NetworkMode, PortBindings, PublishAllPorts };
  const networking = Object.fromEntries(Object.keys(full.networking ?? {}).map((name) => [name, {}]));
  const { Image, Cmd, Entrypoint, ExposedPorts, Labels } = full.config;
  const config = {
    Image,
    ...(Cmd && { Cmd }),
    ...(Entrypoint && { Entrypoint }),
    ...(!NetworkMode.startsWith('container:') && ExposedPorts && { ExposedPorts }),
    ...(Labels && { Labels }),
  };
  return [full, { name: container.name, config, hostConfig: plain, networking }];
}

/** What listens in the stack that a container uses; undefined where nobody told. */
function socketsFor(facts: HostFacts, container: ContainerFacts, depth = 0): readonly SocketFacts[] | undefined {
  const { mode = '', stack } = container;
  if (stack) return stack.sockets;
  if (mode === 'host') return facts.stack?.sockets;
  if (!mode.startsWith('container:') || depth > 8) return undefined;
  const ref = mode.slice('container:'.length);
  const owner = facts.containers?.find(({ id, name }) => id === ref || name === ref);
  return owner && socketsFor(facts, owner, depth + 1);
}

function inputOf(
  work: Work,
  at: Whereabouts,
  host: EngineHost,
  facts: HostFacts,
  container: ContainerFacts,
): ContainerInput {
  const { id, name, hostname, domainname, exposed = [], bindings = [] } = container;
  const mode = modeOf(host, facts, container);
  const isShared = mode.startsWith('container:');
  const image = imageFor(host, container.image);
  const ports = [...new Set([...exposed, ...bindings.map(({ port }) => port)])];
  const command = RUNS.has(container.status) ? commandFor(image, socketsFor(facts, container), ports) : undefined;
  const ownName = hostname !== undefined && hostname !== id.slice(0, 12) && !isShared && mode !== 'host';
  return {
    name,
    config: {
      Image: image.name,
      ...(ownName && { Hostname: hostname }),
      ...(domainname !== undefined && !isShared && { Domainname: domainname }),
      ...(exposed.length > 0 && !isShared && { ExposedPorts: Object.fromEntries(exposed.map((port) => [port, {}])) }),
      ...(command && { Cmd: [...command], Entrypoint: [''] }),
      Labels: labelsOf(container),
    },
    hostConfig: hostConfigOf(container, mode),
    networking: networkingOf(work, at, host, facts, container, mode),
  };
}

/** What a container is attached to, by the names of networks that the engine has. */
const attachedTo = (host: EngineHost, { networks = [] }: HostFacts, { attachments }: ContainerFacts): string[] =>
  attachments
    .map((attachment) => networkFor(networks, attachment)?.name ?? attachment.network)
    .filter((name) => hasNetwork(host, name));

/**
 * The network mode to start a container by. What it is attached to by now counts, not what it was made for; one whose namespace was
 * another's that is gone has one of its own.
 */
function modeOf(host: EngineHost, facts: HostFacts, container: ContainerFacts): string {
  const { mode = 'bridge', status, stack } = container;
  if (mode === 'host') return mode;
  const attached = attachedTo(host, facts, container);
  if (mode.startsWith('container:')) return RUNS.has(status) && (stack || !ownerOf(facts, container)) ? 'none' : mode;
  const name = usualName(facts, mode);
  if (attached.includes(name)) return name;
  return attached[0] ?? (RUNS.has(status) ? 'none' : name);
}

const usualName = ({ networks = [] }: HostFacts, mode: string): string =>
  mode === 'default' || mode === '' ? 'bridge' : (networks.find(({ id }) => id === mode)?.name ?? mode);

/** The container that runs whose namespace another shares. */
function ownerOf({ containers = [] }: HostFacts, { id, mode = '' }: ContainerFacts): ContainerFacts | undefined {
  const ref = mode.slice('container:'.length);
  return containers.find(
    (other) => other.id !== id && (other.id === ref || other.name === ref) && RUNS.has(other.status),
  );
}

function hostConfigOf(container: ContainerFacts, mode: string): Partial<HostConfig> {
  const isShared = mode.startsWith('container:');
  const { bindings = [], publishAll, dns, dnsOptions, dnsSearch, extraHosts, links, capAdd, capDrop } = container;
  const { sysctls, restart, privileged } = container;
  const PortBindings: HostConfig['PortBindings'] = {};
  for (const { port, hostIp = '', hostPort = '' } of bindings)
    put({ PortBindings }, 'PortBindings', port, [
      ...(own(PortBindings, port) ?? []),
      { HostIp: hostIp, HostPort: hostPort },
    ]);
  const policy = /^(always|unless-stopped|on-failure)$/.test(restart ?? '') ? restart : 'no';
  return {
    NetworkMode: mode,
    ...(!isShared && { PortBindings, PublishAllPorts: publishAll === true }),
    RestartPolicy: { Name: policy as HostConfig['RestartPolicy']['Name'], MaximumRetryCount: 0 },
    ...(capAdd && { CapAdd: [...capAdd] }),
    ...(capDrop && { CapDrop: [...capDrop] }),
    ...(privileged && { Privileged: true }),
    ...(dns && !isShared && { Dns: [...dns] }),
    ...(dnsOptions && { DnsOptions: [...dnsOptions] }),
    ...(dnsSearch && { DnsSearch: [...dnsSearch] }),
    ...(extraHosts && !isShared && { ExtraHosts: [...extraHosts] }),
    ...(links && links.length > 0 && !isShared && mode !== 'host' && { Links: [...links] }),
    ...(sysctls && mode !== 'host' && { Sysctls: { ...sysctls } }),
  };
}

function networkingOf(
  work: Work,
  at: Whereabouts,
  host: EngineHost,
  facts: HostFacts,
  container: ContainerFacts,
  mode: string,
): Record<string, EndpointInput> {
  const entries = container.attachments.flatMap((attachment): [string, EndpointInput][] => {
    const name = networkFor(facts.networks ?? [], attachment)?.name ?? attachment.network;
    if (name === 'host' || name === 'none') return [];
    if (hasNetwork(host, name)) return [[name, endpointInput(attachment, name)]];
    lack(work, at, 'network-missing', { network: name });
    // One that does not run keeps what it asks for.
    return RUNS.has(container.status) ? [] : [[name, endpointInput(attachment, name)]];
  });
  return mode.startsWith('container:') || mode === 'host' || mode === 'none' ? {} : Object.fromEntries(entries);
}

function endpointInput(attachment: AttachmentFacts, network: string): EndpointInput {
  const { fixed, aliases, links, options, gatewayPriority } = attachment;
  const isOwn = network !== 'bridge';
  return {
    ...(fixed && isOwn && { IPAMConfig: fixedOf(fixed) }),
    ...(aliases && isOwn && { Aliases: [...aliases] }),
    ...(links && isOwn && { Links: [...links] }),
    ...(options && { DriverOpts: { ...options } }),
    ...(gatewayPriority !== undefined && { GwPriority: gatewayPriority }),
  };
}

const fixedOf = ({
  ipv4,
  ipv6,
}: NonNullable<AttachmentFacts['fixed']>): { IPv4Address?: string; IPv6Address?: string } => ({
  ...(ipv4 && { IPv4Address: ipv4 }),
  ...(ipv6 && { IPv6Address: ipv6 }),
});

function labelsOf({ project, service, dependsOn, task }: ContainerFacts): Record<string, string> {
  return {
    ...(task && {
      'com.docker.swarm.service.id': task.service,
      'com.docker.swarm.service.name': task.name.split('.')[0] ?? '',
      'com.docker.swarm.task': '',
      'com.docker.swarm.task.id': task.id,
      'com.docker.swarm.task.name': task.name,
    }),
    ...(project !== undefined && { 'com.docker.compose.project': project }),
    ...(service !== undefined && { 'com.docker.compose.service': service, 'com.docker.compose.container-number': '1' }),
    ...(dependsOn &&
      dependsOn.length > 0 && {
        'com.docker.compose.depends_on': dependsOn.map((name) => `${name}:service_started:false`).join(','),
      }),
  };
}

/** Starts a container; where the engine refuses, without the ports that it publishes. */
function start(work: Work, host: EngineHost, { facts: container, container: made }: Made): void {
  const at = { host: host.machine, container: container.name };
  const { clock } = host;
  const before = clock.now;
  for (const attempt of ['whole', 'unpublished'] as const) {
    const { PortBindings, PublishAllPorts } = made.hostConfig;
    try {
      if (attempt === 'unpublished') Object.assign(made.hostConfig, { PortBindings: {}, PublishAllPorts: false });
      startContainer(host, made.id);
      Object.assign(made.hostConfig, { PortBindings, PublishAllPorts });
      clock.now = before;
      return;
    } catch (error) {
      if (!(error instanceof EngineError || error instanceof KernelError)) throw error;
      Object.assign(made.hostConfig, { PortBindings, PublishAllPorts });
      lack(work, at, 'container-not-started', { text: error.message, attempt });
    }
  }
  clock.now = before;
}

/** What is left: the mode it was made by, and that it is frozen, or ran once. */
function settle(
  host: EngineHost,
  facts: HostFacts,
  { status, mode = 'bridge' }: ContainerFacts,
  made: Container,
): void {
  made.hostConfig.NetworkMode = usualName(facts, mode);
  // When it was started nobody tells: as it was made, as most are.
  if (made.state.status === 'running') made.state.startedAt = Math.min(made.created, host.clock.now);
  if (status === 'paused' && made.state.status === 'running') pauseContainer(host, made.id);
  if (made.state.status !== 'created' || RUNS.has(status) || status === 'created') return;
  made.state.status = status === 'dead' ? 'dead' : 'exited';
  made.state.finishedAt = host.clock.now;
}
