import { listContainers, listImages, swarmInfo } from '../../../engine/api.ts';
import { dataRoot } from '../../../engine/paths.ts';
import { defineCommand } from '../cli/command.ts';
import type { Asking } from '../cli/command.ts';
import { flagText } from '../cli/flags/flag.ts';
import { inspectFormat } from '../cli/flags/shared.table.ts';
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
  field('Swarm', swarmType),
]);

const network = ['bridge', 'host', 'ipvlan', 'macvlan', 'null', 'overlay'];
const log = ['awslogs', 'fluentd', 'gelf', 'journald', 'json-file', 'local', 'splunk', 'syslog'];

function dataOf(context: Asking) {
  return ask(context, (host) => {
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
      IPv4Forwarding: true,
      Debug: false,
      LoggingDriver: 'json-file',
      CgroupDriver: 'cgroupfs',
      CgroupVersion: '1',
      KernelVersion: '6.18.44-fc-v595',
      OperatingSystem: 'Debian GNU/Linux forky/sid',
      OSType: 'linux',
      Architecture: 'x86_64',
      IndexServerAddress: 'https://index.docker.io/v1/',
      NCPU: 2,
      MemTotal: 25276514304,
      DockerRootDir: dataRoot(host),
      Name: host.machine,
      ExperimentalBuild: false,
      ServerVersion: engineVersion,
      DefaultRuntime: 'runc',
      LiveRestoreEnabled: false,
      Isolation: '',
      InitBinary: 'docker-init',
      SecurityOptions: ['name=seccomp,profile=builtin'],
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

function usual(context: Asking): string {
  const info = dataOf(context);
  return `Client:
 Version:    ${engineVersion}
 Context:    default
 Debug Mode: false
 Plugins:
  compose: Docker Compose (Docker Inc.)
    Version:  2.40.3-3
    Path:     /usr/libexec/docker/cli-plugins/docker-compose

Server:
 Containers: ${info.Containers}
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
 Logging Driver: json-file
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
 Debug Mode: false
 Experimental: false
 Insecure Registries:
  ::1/128
  127.0.0.0/8
 Live Restore Enabled: false

`;
}

export const info = defineCommand({
  use: 'info [OPTIONS]',
  short: 'Display system-wide information',
  ways: ['docker system info', 'docker info'],
  flags: [inspectFormat],
  arity: { exactly: 0 },
  run: (context) => {
    const { call, flags } = context;
    const format = flagText(flags, 'format');
    if (format === '') call.out(usual(context));
    else if (format === 'json') call.out(`${toJson(value(dockerInfo, dataOf(context)))}\n`);
    else printValue(parsedTemplate(format), value(dockerInfo, dataOf(context)), call.out);
    return 0;
  },
});
