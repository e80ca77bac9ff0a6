import type { ContainerInput } from '../api/container-json.ts';
import { findImage } from '../api/images.ts';
import type { EngineHost } from '../engine.ts';
import { conflict, invalid, prefixed, unlessRefused } from '../errors.ts';
import { noteContainer } from '../events/events.ts';
import { runsOnHub } from '../images/hub.ts';
import type { Image } from '../images/image.ts';
import { filesOf } from '../images/store.ts';
import { inPlaceOf } from '../images/stand-in.ts';
import { settingsOf, validateEndpoint } from '../network/endpoint-settings.ts';
import type { EndpointSettings } from '../network/endpoint.ts';
import { isPredefined, type Network } from '../network/network.ts';
import { own } from '../../kernel/own.ts';
import { below, hex, randomId } from '../random.ts';
import { findContainer, findNetwork } from '../refs.ts';
import { mountPoints } from '../volumes/mounts.ts';
import type { Container, ContainerConfig, HostConfig, Link } from './container.ts';
import type { HealthConfig } from './health.ts';
import { checkRequest, modeOwner } from './host-config.ts';
import { granted } from './resources.ts';
import { ADJECTIVES, SURNAMES } from './names.table.ts';

const NAME = /^\/?[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

/** Throws where a container may not have a name: `shown` is how the daemon quotes it. */
export function checkName(host: EngineHost, name: string, shown: string): void {
  if (!NAME.test(name)) throw invalid(`Invalid container name (${shown}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`);
  const taken = own(host.engine.names, name.replace(/^\//, ''));
  if (taken === undefined) return;
  throw conflict(
    `Conflict. The container name "/${name.replace(/^\//, '')}" is already in use by container "${taken}". You have to remove (or rename) that container to be able to reuse that name.`,
  );
}

const HOST_DEFAULTS = (): HostConfig => ({
  NetworkMode: 'default',
  PortBindings: {},
  PublishAllPorts: false,
  RestartPolicy: { Name: 'no', MaximumRetryCount: 0 },
  AutoRemove: false,
  CapAdd: null,
  CapDrop: null,
  Privileged: false,
  Dns: [],
  DnsOptions: [],
  DnsSearch: [],
  ExtraHosts: null,
  Links: null,
  Binds: null,
});

/** Makes a container, which does not run yet. Throws, and makes nothing, where the request does not hold. */
export function createFrom(host: EngineHost, input: ContainerInput): { container: Container; warnings: string[] } {
  const asked: HostConfig = { ...HOST_DEFAULTS(), ...input.hostConfig };
  if (asked.NetworkMode === 'default' || asked.NetworkMode === '') asked.NetworkMode = 'bridge';
  checkRequest(host, input.config, asked);
  const { hostConfig, warnings: discarded } = granted(asked);
  const image = findImage(host, input.config.Image);
  const networks = networksOf(host, hostConfig, input);
  const config = mergedConfig(input.config, image);
  const command = [...(config.Entrypoint ?? []), ...(config.Cmd ?? [])];
  const files = filesOf(host, image);
  const runs =
    image.hub === undefined
      ? image.standIn && inPlaceOf(image.standIn, command)
      : runsOnHub(image.hub, command, config.Env ?? [], files);
  if (command.length === 0) throw invalid('no command specified');
  const name = input.name ?? freeName(host);
  checkName(host, name, name);
  const given = host.given?.container(name);
  const id = given?.id ?? randomId(host.random);
  const container: Container = {
    id,
    name: name.replace(/^\//, ''),
    created: given?.created ?? host.clock.now,
    image: input.config.Image,
    imageId: image.id,
    command,
    ...(image.hub !== undefined && { hub: image.hub }),
    ...(runs && runs !== command && { runs: [...runs] }),
    config: { ...config, Hostname: hostnameOf(host, id, config, hostConfig) },
    hostConfig: { ...adapted(hostConfig), ...storedModes(host, hostConfig) },
    state: {
      status: 'created',
      pid: 0,
      exitCode: 0,
      error: '',
      startedAt: 0,
      finishedAt: 0,
      restartCount: 0,
      manuallyStopped: false,
      restartDelay: 0,
    },
    networks,
    endpoints: {},
    ports: [],
    files,
    layer: hex(host.random, 64),
    mounts: mountPoints(host, config, hostConfig),
    links: linksOf(host, hostConfig),
    linkedBy: [],
    sharers: [],
    log: { stdout: '', stderr: '' },
  };
  host.engine.containers[id] = container;
  for (const { target } of container.links) host.engine.containers[target]?.linkedBy.push(id);
  host.engine.names[container.name] = id;
  noteContainer(host, container, 'create');
  const publishes = Object.keys(hostConfig.PortBindings).length > 0 || hostConfig.PublishAllPorts;
  const isolated = hostConfig.NetworkMode !== 'host' && hostConfig.NetworkMode !== 'none';
  const warnings = [
    ...discarded,
    ...(host.engine.withoutForwarding && isolated ? ['IPv4 forwarding is disabled. Networking will not work.'] : []),
    ...(hostConfig.NetworkMode === 'host' && publishes
      ? ['Published ports are discarded when using host network mode']
      : []),
  ];
  return { container, warnings };
}

/** What /dev/shm holds where nothing else is asked for: octets (daemon/config: DefaultShmSize). */
const SHM_SIZE = 64 * 1024 * 1024;

/** What the daemon makes of some settings (daemon/daemon_unix.go: adaptContainerSettings; daemon/create.go: generateSecurityOpt). */
function adapted(hostConfig: HostConfig): HostConfig {
  const { Memory, MemorySwap, Privileged, IpcMode, PidMode, SecurityOpt, ShmSize, LogConfig } = hostConfig;
  const log = LogConfig as { Type: string } | undefined;
  const unconfined = Privileged || IpcMode === 'host' || PidMode === 'host';
  const options = Array.isArray(SecurityOpt) ? (SecurityOpt as string[]) : [];
  return {
    ...hostConfig,
    ...(typeof Memory === 'number' && Memory > 0 && !MemorySwap && { MemorySwap: 2 * Memory }),
    ...(ShmSize === 0 && { ShmSize: SHM_SIZE }),
    ...(log?.Type === '' && { LogConfig: { ...log, Type: 'json-file' } }),
    ...(unconfined && { SecurityOpt: [...options, 'label=disable'] }),
    ...(Privileged && { MaskedPaths: null, ReadonlyPaths: null }),
  };
}

const hasAny = (list: readonly string[] | null): boolean => (list?.length ?? 0) > 0;

function freeName({ engine, random }: EngineHost): string {
  for (let attempt = 0; ; attempt++) {
    const word = (list: readonly string[]): string => list[below(random, list.length)] ?? '';
    const name = `${word(ADJECTIVES)}_${word(SURNAMES)}${attempt < 5 ? '' : String(below(random, 10))}`;
    if (own(engine.names, name) === undefined) return name;
  }
}

/** The request's settings over the image's (runconfig/merge.go). */
function mergedConfig(given: ContainerInput['config'], image: Image): ContainerConfig {
  const { StopTimeout, MacAddress } = given;
  const { user, workingDir, labels, volumes = [], healthcheck, stopSignal } = image.made?.config ?? {};
  const StopSignal = given.StopSignal ?? stopSignal;
  const Healthcheck = mergedHealth(given.Healthcheck, healthcheck);
  const Volumes = { ...Object.fromEntries(volumes.map((path) => [path, {}])), ...given.Volumes };
  const entrypoint = given.Entrypoint ?? null;
  const exposed = { ...Object.fromEntries(image.expose.map((port) => [port, {}])), ...given.ExposedPorts };
  const env = mergedEnv(image.env ?? [], given.Env ?? []);
  return {
    Hostname: given.Hostname ?? '',
    Domainname: given.Domainname ?? '',
    User: given.User || (user ?? ''),
    AttachStdin: given.AttachStdin ?? false,
    AttachStdout: given.AttachStdout ?? false,
    AttachStderr: given.AttachStderr ?? false,
    ...(Object.keys(exposed).length > 0 && { ExposedPorts: sortedPorts(exposed) }),
    Tty: given.Tty ?? false,
    OpenStdin: given.OpenStdin ?? false,
    StdinOnce: given.StdinOnce ?? false,
    Env: env.length > 0 ? env : null,
    // An entrypoint of the container's own does away with the image's command.
    Cmd: hasAny(given.Cmd ?? null) ? (given.Cmd ?? null) : hasAny(entrypoint) ? null : image.cmd,
    ...(Healthcheck && { Healthcheck }),
    Image: given.Image,
    Volumes: Object.keys(Volumes).length > 0 ? Volumes : null,
    WorkingDir: given.WorkingDir || (workingDir ?? ''),
    // A single empty word stands for none.
    Entrypoint: hasAny(entrypoint) ? (entrypoint?.join() === '' ? null : entrypoint) : image.entrypoint,
    ...(MacAddress && { MacAddress }),
    OnBuild: null,
    Labels: { ...labels, ...given.Labels },
    ...(StopSignal && { StopSignal }),
    ...(StopTimeout !== undefined && { StopTimeout }),
  };
}

/** The image's variables that the request does not set, after those that it does. */
function mergedEnv(image: readonly string[], given: readonly string[]): string[] {
  const nameOf = (entry: string): string => entry.split('=')[0] ?? '';
  const set = new Set(given.map(nameOf));
  return [...given, ...image.filter((entry) => !set.has(nameOf(entry)))];
}

/** Where the request says nothing of a part of the check, the image's holds. */
function mergedHealth(given: HealthConfig | undefined, image: HealthConfig | undefined): HealthConfig | undefined {
  if (!image || !given || given.Test?.[0] === 'NONE') return given ?? image;
  return { ...image, ...given, ...((given.Test?.length ?? 0) === 0 && image.Test && { Test: image.Test }) };
}

const sortedPorts = (ports: Record<string, Record<string, never>>): Record<string, Record<string, never>> =>
  Object.fromEntries(Object.entries(ports).sort(([a], [b]) => (a < b ? -1 : 1)));

function hostnameOf(host: EngineHost, id: string, config: ContainerConfig, { NetworkMode }: HostConfig): string {
  if (config.Hostname !== '') return config.Hostname;
  return NetworkMode === 'host' ? host.machine : id.slice(0, 12);
}

/** Containers whose namespaces are to be shared are kept by their ids. */
function storedModes(host: EngineHost, { NetworkMode, PidMode, IpcMode }: HostConfig): Partial<HostConfig> {
  return {
    NetworkMode: storedMode(host, NetworkMode),
    ...(modeOwner(PidMode) && { PidMode: storedMode(host, PidMode as string) }),
    ...(modeOwner(IpcMode) && { IpcMode: storedMode(host, IpcMode as string) }),
  };
}

/** A container that is not known yet keeps the name it was asked for by. */
function storedMode(host: EngineHost, mode: string): string {
  const ref = modeOwner(mode);
  const owner = ref === undefined ? undefined : unlessRefused(() => findContainer(host, ref));
  return owner ? `container:${owner.id}` : mode;
}

/** The attachments that a container starts with, by network name (daemon/container_operations.go: updateContainerNetworkSettings). */
function networksOf(
  host: EngineHost,
  { NetworkMode }: HostConfig,
  input: ContainerInput,
): Record<string, EndpointSettings> {
  // A client written in Go sends the keys of a map in order.
  const asked = Object.entries(input.networking ?? {})
    .map(([name, endpoint]) => [name === 'default' ? 'bridge' : name, endpoint] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, endpoint] of asked) check(known(host, name), name, endpoint);
  if (NetworkMode.startsWith('container:')) return {};
  const primary = known(host, NetworkMode)?.name ?? NetworkMode;
  const named = asked.map(([name, endpoint]) => [known(host, name)?.name ?? name, endpoint] as const);
  if (!named.some(([name]) => name === primary)) named.unshift([primary, {}]);
  return Object.fromEntries(named.map(([name, endpoint]) => [name, settingsOf(name, endpoint)]));
}

function check(network: Network | undefined, name: string, endpoint: Parameters<typeof validateEndpoint>[2]): void {
  const validate = () => validateEndpoint(network, network?.name ?? name, endpoint);
  prefixed(`invalid config for network ${name}`, validate, invalid);
}

/** The network of a reference, if there is one. */
const known = (host: EngineHost, ref: string): Network | undefined =>
  ref.startsWith('container:') ? undefined : unlessRefused(() => findNetwork(host, ref));

/** Links on the default bridge; on user-defined networks they belong to the attachment (daemon/daemon_unix.go: registerLinks). */
function linksOf(host: EngineHost, { Links, NetworkMode }: HostConfig): Link[] {
  if (!isPredefined(NetworkMode)) return [];
  return (Links ?? []).map((text) => {
    const [ref = '', alias] = text.replace(/^\//, '').split(':');
    const target = linkTarget(host, ref);
    if (target.hostConfig.NetworkMode === 'host')
      throw invalid(
        "conflicting options: host type networking can't be used with links. This would result in undefined behavior",
      );
    return { target: target.id, name: target.name, alias: (alias ?? ref).replace(/^.*\//, '') };
  });
}

/** The container whose network a link leads to. The daemon follows containers that share each other's network for ever. */
function linkTarget(host: EngineHost, ref: string): Container {
  const met = new Set<string>();
  for (let at = ref; ;) {
    const target = prefixed(`could not get container for ${at}`, () => findContainer(host, at), invalid);
    const owner = modeOwner(target.hostConfig.NetworkMode);
    if (owner === undefined) return target;
    if (met.has(target.id)) throw invalid(`could not get container for ${at}: it shares the network of itself`);
    met.add(target.id);
    at = owner;
  }
}
