import { imageWith } from '../images/image.ts';
import { timestamp } from '../calendar.ts';
import { isRunning, type Container, type ContainerConfig, type ContainerState } from '../container/container.ts';
import { healthJson } from '../container/health.ts';
import { printLinks } from '../dns/links.ts';
import { driverOf } from '../drivers/drivers.ts';
import type { EngineHost } from '../engine.ts';
import type { Endpoint, EndpointSettings, PortMapping } from '../network/endpoint.ts';
import { parsePort } from '../ports/ports.ts';
import { own } from '../../kernel/own.ts';
import { DATA_ROOT } from '../paths.ts';
import { findContainer } from '../refs.ts';
import type { ContainerJson, EndpointJson, MountJson, NetworkSettingsJson } from './container-json.ts';
import { mountpointOf } from './volumes.ts';
import { HOST_CONFIG } from './host-config.table.ts';

/** GET /containers/{id}/json */
export function inspectContainer(host: EngineHost, ref: string): ContainerJson {
  const container = findContainer(host, ref);
  const { id, name, created, command, state, imageId } = container;
  const { status } = state;
  const [path = '', ...args] = command;
  return {
    Id: id,
    Created: timestamp(created),
    Path: path,
    Args: args,
    State: {
      Status: status,
      Running: isRunning(container) || status === 'restarting',
      Paused: status === 'paused',
      Restarting: status === 'restarting',
      OOMKilled: false,
      Dead: status === 'dead',
      Pid: state.pid,
      ExitCode: state.exitCode,
      Error: state.error,
      StartedAt: timestamp(state.startedAt),
      FinishedAt: timestamp(state.finishedAt),
      ...(container.health && { Health: healthJson(container.health) }),
    },
    Image: imageId,
    ...pathsJson(container),
    Name: `/${name}`,
    RestartCount: state.restartCount,
    Driver: 'overlay2',
    Platform: 'linux',
    MountLabel: '',
    ProcessLabel: '',
    AppArmorProfile: '',
    ExecIDs: null,
    HostConfig: hostConfigJson(host, container),
    GraphDriver: graphDriverJson(host, container),
    Mounts: mountsJson(container),
    Config: configJson(container),
    NetworkSettings: networkSettingsJson(host, container),
  };
}

/** The MAC address asked for shows in the old place too, where it is for the first network (daemon/inspect.go). */
function configJson({ config, hostConfig, networks }: Container): ContainerConfig {
  const mac = own(networks, hostConfig.NetworkMode)?.mac;
  if (mac === undefined) return config;
  const { OnBuild, Labels, StopSignal, StopTimeout, ...before } = config;
  return {
    ...before,
    MacAddress: mac,
    OnBuild,
    Labels,
    ...(StopSignal !== undefined && { StopSignal }),
    ...(StopTimeout !== undefined && { StopTimeout }),
  };
}

/** The files of its own, once they were written; in container:X mode the other container's. */
function pathsJson({ id, etcOf, files, state }: Container) {
  const folder = (of: string): string => `${DATA_ROOT}/containers/${of}`;
  const etc = (file: string): string => (files['/etc/hosts'] === undefined ? '' : `${folder(etcOf ?? id)}/${file}`);
  return {
    ResolvConfPath: etc('resolv.conf'),
    HostnamePath: etc('hostname'),
    HostsPath: etc('hosts'),
    LogPath: state.startedAt === 0 && files['/etc/hosts'] === undefined ? '' : `${folder(id)}/${id}-json.log`,
  };
}

function hostConfigJson(host: EngineHost, container: Container): ContainerJson['HostConfig'] {
  const set: Record<string, unknown> = { ...container.hostConfig, Links: printLinks(host, container) };
  const entries = HOST_CONFIG.flatMap(([key, standard]) => {
    const value = Object.hasOwn(set, key) ? set[key] : standard;
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(entries) as ContainerJson['HostConfig'];
}

function graphDriverJson(host: EngineHost, { id, layer, imageId }: Container): ContainerJson['GraphDriver'] {
  const overlay = `${DATA_ROOT}/overlay2`;
  const lower = imageWith(host.engine.images, imageId)?.store ?? layer;
  return {
    Data: {
      ID: id,
      LowerDir: `${overlay}/${layer}-init/diff:${overlay}/${lower}/diff`,
      MergedDir: `${overlay}/${layer}/merged`,
      UpperDir: `${overlay}/${layer}/diff`,
      WorkDir: `${overlay}/${layer}/work`,
    },
    Name: 'overlay2',
  };
}

/** What is mounted in it; volumes with their directories on the host. */
export const mountsJson = ({ mounts }: Container): MountJson[] =>
  mounts.map(({ type, volume, source, destination, mode, writable }) => ({
    Type: type,
    ...(volume !== undefined && { Name: volume }),
    Source: volume === undefined ? (source ?? '') : mountpointOf(volume),
    Destination: destination,
    ...(volume !== undefined && { Driver: 'local' }),
    Mode: mode,
    RW: writable,
    Propagation: type === 'bind' ? 'rprivate' : '',
  }));

function networkSettingsJson(host: EngineHost, container: Container): NetworkSettingsJson {
  const { sandbox } = container;
  const shared = sandbox !== undefined && sandbox.id === '';
  const bridge = container.endpoints.bridge;
  return {
    Bridge: '',
    SandboxID: shared ? '' : (sandbox?.id ?? ''),
    SandboxKey: shared ? '' : (sandbox?.key ?? ''),
    Ports: portsJson(host, container),
    HairpinMode: false,
    LinkLocalIPv6Address: '',
    LinkLocalIPv6PrefixLen: 0,
    SecondaryIPAddresses: null,
    SecondaryIPv6Addresses: null,
    EndpointID: bridge?.id ?? '',
    Gateway: bridge?.gateway4 ?? '',
    GlobalIPv6Address: bridge?.ipv6 ?? '',
    GlobalIPv6PrefixLen: bridge?.ipv6Length ?? 0,
    IPAddress: bridge?.ipv4 ?? '',
    IPPrefixLen: bridge?.ipv4Length ?? 0,
    IPv6Gateway: bridge?.gateway6 ?? '',
    MacAddress: bridge?.mac ?? '',
    Networks: networksJson(container),
  };
}

/** The attachments by network name, in the order of Go's maps. */
export function networksJson(container: Container): Record<string, EndpointJson> {
  const names = Object.keys(container.networks).sort();
  const entries = names.flatMap((name) => {
    const settings = own(container.networks, name);
    return settings ? [[name, endpointJson(container, name, settings)] as const] : [];
  });
  return Object.fromEntries(entries);
}

function endpointJson(container: Container, name: string, settings: EndpointSettings): EndpointJson {
  const live = own(container.endpoints, name);
  return {
    IPAMConfig: settings.ipamConfig,
    Links: settings.links,
    Aliases: settings.aliases,
    MacAddress: macOf(settings, container.state, live),
    DriverOpts: settings.driverOptions,
    GwPriority: settings.gatewayPriority,
    NetworkID: settings.network,
    EndpointID: live?.id ?? '',
    Gateway: live?.gateway4 ?? '',
    IPAddress: live?.ipv4 ?? '',
    IPPrefixLen: live?.ipv4Length ?? 0,
    IPv6Gateway: live?.gateway6 ?? '',
    GlobalIPv6Address: live?.ipv6 ?? '',
    GlobalIPv6PrefixLen: live?.ipv6Length ?? 0,
    DNSNames: settings.dnsNames,
  };
}

/** Until its container is first started an attachment shows the address that was asked for; afterwards only one in use. */
function macOf({ mac }: EndpointSettings, { status, error }: ContainerState, live: Endpoint | undefined): string {
  return live?.mac ?? (status === 'created' && error === '' ? mac : undefined) ?? '';
}

/** Published and exposed ports; there are none without a way out that can publish. */
export function portsJson(host: EngineHost, container: Container): NetworkSettingsJson['Ports'] {
  const { gateways } = container.sandbox ?? {};
  const wayOut = Object.values(container.endpoints).find(({ id }) => id === (gateways?.v4 ?? gateways?.v6));
  const network = wayOut && host.engine.networks[wayOut.network];
  if (!network || !driverOf(network.driver).publishes) return {};
  const ports = new Map<string, PortMapping[]>();
  for (const key of Object.keys(container.config.ExposedPorts ?? {})) {
    const { port, protocol } = parsePort(key);
    ports.set(`${port}/${protocol}`, []);
  }
  for (const mapping of container.ports) {
    const key = `${mapping.containerPort}/${mapping.protocol}`;
    ports.set(key, [...(ports.get(key) ?? []), mapping]);
  }
  const json = [...ports.keys()].sort(comparePorts).map((key) => {
    const bindings = (ports.get(key) ?? []).map(({ hostIp, hostPort }) => ({
      HostIp: hostIp,
      HostPort: hostPort === 0 ? '' : String(hostPort),
    }));
    return [key, bindings.length > 0 ? bindings : null] as const;
  });
  return Object.fromEntries(json);
}

/** Go's maps are printed in the order of their keys' text. */
const comparePorts = (a: string, b: string): number => (a < b ? -1 : 1);
