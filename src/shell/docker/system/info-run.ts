import { formatPrefix, parsePrefix } from '../../../ip/address.ts';
import { listContainers, listImages, swarmInfo } from '../../../engine/api.ts';
import { DATA_ROOT } from '../../../engine/paths.ts';
import type { Asking, Context } from '../cli/command.ts';
import { flagText } from '../cli/flags/flag.ts';
import { parsedTemplate, printValue } from '../cli/inspect-template.ts';
import { field, optional } from '../cli/template/value/field.ts';
import { toJson } from '../cli/template/value/json.ts';
import { any, bool, int, int64, pointer, slice, string, struct, value } from '../cli/template/value/type.ts';
import { ask } from '../engine.ts';
import { engineVersion } from './version.ts';

const plugins = struct('system.PluginsInfo', [
  field('Volume', slice(string)),
  field('Network', slice(string)),
  field('Authorization', slice(string)),
  field('Log', slice(string)),
]);

const swarmType = struct('swarm.Info', [
  field('NodeID', string),
  field('NodeAddr', string),
  field('LocalNodeState', string),
  field('ControlAvailable', bool),
  field('Error', string),
  field('RemoteManagers', slice(struct('swarm.Peer', [field('NodeID', string), field('Addr', string)]))),
  optional('Nodes', int),
  optional('Managers', int),
  optional('Cluster', pointer(any)),
]);

const registry = struct('registry.ServiceConfig', [
  field('InsecureRegistryCIDRs', slice(string)),
  field('Mirrors', slice(string)),
]);

/** The part of `docker info` that the lab has. */
const dockerInfo = struct('system.dockerInfo', [
  field('ID', string),
  field('Containers', int),
  field('ContainersRunning', int),
  field('ContainersPaused', int),
  field('ContainersStopped', int),
  field('Images', int),
  field('Driver', string),
  field('Plugins', plugins),
  field('IPv4Forwarding', bool),
  field('Debug', bool),
  field('LoggingDriver', string),
  field('CgroupDriver', string),
  field('CgroupVersion', string),
  field('KernelVersion', string),
  field('OperatingSystem', string),
  field('OSType', string),
  field('Architecture', string),
  field('IndexServerAddress', string),
  field('NCPU', int),
  field('MemTotal', int64),
  field('DockerRootDir', string),
  field('Name', string),
  field('ExperimentalBuild', bool),
  field('ServerVersion', string),
  field('DefaultRuntime', string),
  field('LiveRestoreEnabled', bool),
  field('Isolation', string),
  field('InitBinary', string),
  field('SecurityOptions', slice(string)),
  field('DefaultAddressPools', slice(struct('system.NetworkAddressPool', [field('Base', string), field('Size', int)]))),
  field('Labels', slice(string)),
  field('HttpProxy', string),
  field('HttpsProxy', string),
  field('NoProxy', string),
  field('RegistryConfig', registry),
  field('Warnings', slice(string)),
  field('Swarm', swarmType),
]);

const network = ['bridge', 'host', 'ipvlan', 'macvlan', 'null', 'overlay'];
const log = ['awslogs', 'fluentd', 'gelf', 'journald', 'json-file', 'local', 'splunk', 'syslog'];

const isBlock = (registry: string): boolean => parsePrefix(registry) !== undefined;

/** A URL without the credentials in it (daemon/config/config.go: MaskCredentials). */
const masked = (url: string): string => url.replace(/^(\w+:\/\/)[^/@]*@/, '$1xxxxx:xxxxx@');

function dataOf(context: Asking) {
  return ask(context, (host) => {
    const { settings } = host.engine;
    const states = listContainers(host, { all: true }).map(({ State }) => State);
    const running = states.filter((state) => state === 'running').length;
    const paused = states.filter((state) => state === 'paused').length;
    return {
      ID: host.engine.id,
      Containers: states.length,
      ContainersRunning: running,
      ContainersPaused: paused,
      ContainersStopped: states.length - running - paused,
      Images: listImages(host).length,
      Driver: 'overlay2',
      Plugins: { Volume: ['local'], Network: network, Authorization: null, Log: log },
      IPv4Forwarding: !host.engine.withoutForwarding,
      Debug: settings.debug,
      LoggingDriver: settings.logDriver,
      CgroupDriver: 'cgroupfs',
      CgroupVersion: '1',
      KernelVersion: '6.18.44-fc-v595',
      OperatingSystem: 'Debian GNU/Linux forky/sid',
      OSType: 'linux',
      Architecture: 'x86_64',
      IndexServerAddress: 'https://index.docker.io/v1/',
      NCPU: 2,
      MemTotal: 25276514304,
      DockerRootDir: DATA_ROOT,
      Name: host.machine,
      ExperimentalBuild: settings.experimental,
      ServerVersion: engineVersion,
      DefaultRuntime: 'runc',
      LiveRestoreEnabled: settings.liveRestore,
      Isolation: '',
      InitBinary: 'docker-init',
      SecurityOptions: ['name=seccomp,profile=builtin'],
      DefaultAddressPools: settings.addressPools.map(({ base, size }) => ({ Base: formatPrefix(base), Size: size })),
      Labels: settings.labels,
      HttpProxy: masked(settings.httpProxy),
      HttpsProxy: masked(settings.httpsProxy),
      NoProxy: settings.noProxy,
      RegistryConfig: {
        InsecureRegistryCIDRs: [...settings.insecureRegistries.filter(isBlock), '::1/128', '127.0.0.0/8'],
        Mirrors: settings.registryMirrors.map((url) => (url.endsWith('/') ? url : `${url}/`)),
      },
      Warnings: !host.engine.withoutForwarding ? [] : ['WARNING: IPv4 forwarding is disabled'],
      Swarm: swarmInfo(host),
    };
  });
}

interface SwarmText {
  NodeID?: string;
  NodeAddr?: string;
  LocalNodeState?: string;
  ControlAvailable?: boolean;
  RemoteManagers?: { Addr: string }[] | null;
  Nodes?: number;
  Managers?: number;
  Cluster?: { ID: string; DataPathPort: number; Spec: { Orchestration: { TaskHistoryRetentionLimit: number } } };
}

/** What the usual text says of a swarm (docker/cli command/system/info.go: printSwarmInfo). */
function swarmText(swarm: SwarmText): string {
  if (swarm.LocalNodeState !== 'active') return 'inactive';
  const cluster = swarm.ControlAvailable ? swarm.Cluster : undefined;
  const managed = cluster
    ? [
        `  ClusterID: ${cluster.ID}`,
        `  Managers: ${swarm.Managers}`,
        `  Nodes: ${swarm.Nodes}`,
        `  Data Path Port: ${cluster.DataPathPort}`,
        '  Orchestration:',
        `   Task History Retention Limit: ${cluster.Spec.Orchestration.TaskHistoryRetentionLimit}`,
        '  Raft:',
        '   Snapshot Interval: 10000',
        '   Number of Old Snapshots to Retain: 0',
        '   Heartbeat Tick: 1',
        '   Election Tick: 10',
        '  Dispatcher:',
        '   Heartbeat Period: 5 seconds',
        '  CA Configuration:',
        '   Expiry Duration: 3 months',
        '   Force Rotate: 0',
        '  Autolock Managers: false',
        '  Root Rotation In Progress: false',
      ]
    : [];
  return [
    'active',
    `  NodeID: ${swarm.NodeID}`,
    `  Is Manager: ${String(swarm.ControlAvailable)}`,
    ...managed,
    `  Node Address: ${swarm.NodeAddr}`,
    '  Manager Addresses:',
    ...(swarm.RemoteManagers ?? []).map(({ Addr }) => `   ${Addr}`),
  ].join('\n');
}

const client = `Client:
 Version:    ${engineVersion}
 Context:    default
 Debug Mode: false
 Plugins:
  compose: Docker Compose (Docker Inc.)
    Version:  2.40.3-3
    Path:     /usr/libexec/docker/cli-plugins/docker-compose

Server:
`;

type Info = ReturnType<typeof dataOf>;

const lines = (title: string, items: readonly string[]): string =>
  items.length > 0 ? ` ${title}:\n${items.map((item) => `  ${item}\n`).join('')}` : '';

const line = (title: string, value: string): string => (value === '' ? '' : ` ${title}: ${value}\n`);

/** What the engine says of itself (docker/cli command/system/info.go: prettyPrintServerInfo). */
function serverText(info: Info, names: readonly string[]): string {
  return ` Containers: ${info.Containers}
  Running: ${info.ContainersRunning}
  Paused: ${info.ContainersPaused}
  Stopped: ${info.ContainersStopped}
 Images: ${info.Images}
 Server Version: ${engineVersion}
 Storage Driver: overlay2
  Backing Filesystem: extfs
  Supports d_type: true
  Using metacopy: false
  Native Overlay Diff: true
  userxattr: false
 Logging Driver: ${info.LoggingDriver}
 Cgroup Driver: cgroupfs
 Cgroup Version: 1
 Plugins:
  Volume: local
  Network: ${network.join(' ')}
  Log: ${log.join(' ')}
 CDI spec directories:
  /etc/cdi
  /var/run/cdi
 Swarm: ${swarmText(info.Swarm)}
 Runtimes: io.containerd.runc.v2 runc
 Default Runtime: runc
 Init Binary: docker-init
 containerd version: 
 runc version: 1.3.6+ds1-1
 init version: 
 Security Options:
  seccomp
   Profile: builtin
 Kernel Version: ${info.KernelVersion}
 Operating System: ${info.OperatingSystem}
 OSType: linux
 Architecture: x86_64
 CPUs: ${info.NCPU}
 Total Memory: 23.54GiB
 Name: ${info.Name}
 ID: ${info.ID}
 Docker Root Dir: ${info.DockerRootDir}
 Debug Mode: ${info.Debug}
${line('HTTP Proxy', info.HttpProxy)}${line('HTTPS Proxy', info.HttpsProxy)}${line('No Proxy', info.NoProxy)}${lines('Labels', info.Labels)} Experimental: ${info.ExperimentalBuild}
${lines('Insecure Registries', [...names, ...info.RegistryConfig.InsecureRegistryCIDRs])}${lines('Registry Mirrors', info.RegistryConfig.Mirrors)} Live Restore Enabled: ${info.LiveRestoreEnabled}
${lines(
  'Default Address Pools',
  info.DefaultAddressPools.map(({ Base, Size }) => ` Base: ${Base}, Size: ${Size}`),
)}
`;
}

function usual(context: Asking): void {
  const { out, err } = context.call;
  out(client);
  const info = dataOf(context);
  const registries = ask(context, ({ engine }) => engine.settings.insecureRegistries);
  out(
    serverText(
      info,
      registries.filter((name) => !isBlock(name)),
    ),
  );
  for (const warning of info.Warnings) err(`${warning}\n`);
}

/** `docker info`. */
export function runInfo(context: Context<'format'>): number {
  const { call, flags } = context;
  const format = flagText(flags, 'format');
  if (format === '') usual(context);
  else if (format === 'json') call.out(`${toJson(value(dockerInfo, dataOf(context)))}\n`);
  else printValue(parsedTemplate(format), value(dockerInfo, dataOf(context)), call.out);
  return 0;
}
