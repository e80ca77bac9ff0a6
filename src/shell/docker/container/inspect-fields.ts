/** The Go types behind `docker container inspect` (moby api/types/container at v28.5). */
import { embedded, field, optional } from '../cli/template/value/field.ts';
import {
  any,
  bool,
  int,
  int64,
  map,
  named,
  pointer,
  slice,
  string,
  struct,
  text,
  truth,
  number,
  uint16,
  uint64,
} from '../cli/template/value/type.ts';

const portPart = (port: unknown, part: 0 | 1) => String(port).split('/')[part] ?? '';

/** `80/tcp`: a string type of its own, so a plain string is no key of a map of ports. */
const port = named('nat.Port', {
  Port: { parameters: [], call: (data) => text(portPart(data, 0)) },
  Proto: { parameters: [], call: (data) => text(portPart(data, 1) || 'tcp') },
  Int: { parameters: [], call: (data) => number(Number(portPart(data, 0))) },
});
const portBinding = struct('nat.PortBinding', [field('HostIP', string, 'HostIp'), field('HostPort', string)]);
const portMap = map(slice(portBinding), port, 'nat.PortMap');
const nothing = struct('struct {}', []);

const isUserDefined = (mode: string) =>
  !['default', 'bridge', 'host', 'none', ''].includes(mode) && !mode.startsWith('container:');
const networkMode = named('container.NetworkMode', {
  IsBridge: { parameters: [], call: (data) => truth(data === 'bridge') },
  IsHost: { parameters: [], call: (data) => truth(data === 'host') },
  IsNone: { parameters: [], call: (data) => truth(data === 'none') },
  IsDefault: { parameters: [], call: (data) => truth(data === 'default') },
  IsContainer: { parameters: [], call: (data) => truth(String(data).startsWith('container:')) },
  IsPrivate: { parameters: [], call: (data) => truth(data !== 'host' && !String(data).startsWith('container:')) },
  IsUserDefined: { parameters: [], call: (data) => truth(isUserDefined(String(data))) },
  UserDefined: { parameters: [], call: (data) => text(isUserDefined(String(data)) ? String(data) : '') },
  ConnectedContainer: {
    parameters: [],
    call: (data) => text(String(data).startsWith('container:') ? String(data).slice('container:'.length) : ''),
  },
  NetworkName: {
    parameters: [],
    call: (data) => text(String(data).startsWith('container:') ? 'container' : String(data)),
  },
});

const healthLog = struct('container.HealthcheckResult', [
  field('Start', string),
  field('End', string),
  field('ExitCode', int),
  field('Output', string),
]);
const health = struct('container.Health', [
  field('Status', named('container.HealthStatus')),
  field('FailingStreak', int),
  field('Log', slice(pointer(healthLog))),
]);

const state = struct('container.State', [
  field('Status', named('container.ContainerState')),
  field('Running', bool),
  field('Paused', bool),
  field('Restarting', bool),
  field('OOMKilled', bool),
  field('Dead', bool),
  field('Pid', int),
  field('ExitCode', int),
  field('Error', string),
  field('StartedAt', string),
  field('FinishedAt', string),
  optional('Health', pointer(health)),
]);

const strings = slice(string);

const healthConfig = struct('container.HealthConfig', [
  optional('Test', strings),
  optional('Interval', int64),
  optional('Timeout', int64),
  optional('StartPeriod', int64),
  optional('StartInterval', int64),
  optional('Retries', int),
]);
const commandWords = slice(string, 'strslice.StrSlice');
const labels = map(string);

const config = struct('container.Config', [
  field('Hostname', string),
  field('Domainname', string),
  field('User', string),
  field('AttachStdin', bool),
  field('AttachStdout', bool),
  field('AttachStderr', bool),
  optional('ExposedPorts', map(nothing, port, 'nat.PortSet')),
  field('Tty', bool),
  field('OpenStdin', bool),
  field('StdinOnce', bool),
  field('Env', strings),
  field('Cmd', commandWords),
  optional('Healthcheck', pointer(healthConfig)),
  optional('ArgsEscaped', bool),
  field('Image', string),
  field('Volumes', map(nothing)),
  field('WorkingDir', string),
  field('Entrypoint', commandWords),
  optional('NetworkDisabled', bool),
  optional('MacAddress', string),
  field('OnBuild', strings),
  field('Labels', labels),
  optional('StopSignal', string),
  optional('StopTimeout', pointer(int)),
  optional('Shell', commandWords),
]);

const device = struct('container.DeviceMapping', [
  field('PathOnHost', string),
  field('PathInContainer', string),
  field('CgroupPermissions', string),
]);
const deviceRequest = struct('container.DeviceRequest', [
  field('Driver', string),
  field('Count', int),
  field('DeviceIDs', strings),
  field('Capabilities', slice(strings)),
  field('Options', labels),
]);
const throttles = slice(pointer(struct('blkiodev.ThrottleDevice', [field('Path', string), field('Rate', int64)])));
const resources = struct('container.Resources', [
  field('CPUShares', int64, 'CpuShares'),
  field('Memory', int64),
  field('NanoCPUs', int64, 'NanoCpus'),
  field('CgroupParent', string),
  field('BlkioWeight', uint16),
  field(
    'BlkioWeightDevice',
    slice(pointer(struct('blkiodev.WeightDevice', [field('Path', string), field('Weight', uint16)]))),
  ),
  field('BlkioDeviceReadBps', throttles),
  field('BlkioDeviceWriteBps', throttles),
  field('BlkioDeviceReadIOps', throttles),
  field('BlkioDeviceWriteIOps', throttles),
  field('CPUPeriod', int64, 'CpuPeriod'),
  field('CPUQuota', int64, 'CpuQuota'),
  field('CPURealtimePeriod', int64, 'CpuRealtimePeriod'),
  field('CPURealtimeRuntime', int64, 'CpuRealtimeRuntime'),
  field('CpusetCpus', string),
  field('CpusetMems', string),
  field('Devices', slice(device)),
  field('DeviceCgroupRules', strings),
  field('DeviceRequests', slice(deviceRequest)),
  optional('KernelMemory', int64),
  optional('KernelMemoryTCP', int64),
  field('MemoryReservation', int64),
  field('MemorySwap', int64),
  field('MemorySwappiness', pointer(int64)),
  field('OomKillDisable', pointer(bool)),
  field('PidsLimit', pointer(int64)),
  field(
    'Ulimits',
    slice(pointer(struct('units.Ulimit', [field('Name', string), field('Hard', int64), field('Soft', int64)]))),
  ),
  field('CPUCount', int64, 'CpuCount'),
  field('CPUPercent', int64, 'CpuPercent'),
  field('IOMaximumIOps', uint64),
  field('IOMaximumBandwidth', uint64),
]);

const mount = struct('mount.Mount', [
  optional('Type', named('mount.Type')),
  optional('Source', string),
  optional('Target', string),
  optional('ReadOnly', bool),
  optional('Consistency', named('mount.Consistency')),
  optional(
    'BindOptions',
    pointer(
      struct('mount.BindOptions', [
        optional('Propagation', named('mount.Propagation')),
        optional('NonRecursive', bool),
        optional('CreateMountpoint', bool),
        optional('ReadOnlyNonRecursive', bool),
        optional('ReadOnlyForceRecursive', bool),
      ]),
    ),
  ),
  optional(
    'VolumeOptions',
    pointer(
      struct('mount.VolumeOptions', [
        optional('NoCopy', bool),
        optional('Labels', labels),
        optional('Subpath', string),
        optional(
          'DriverConfig',
          pointer(struct('mount.Driver', [optional('Name', string), optional('Options', labels)])),
        ),
      ]),
    ),
  ),
  optional('ImageOptions', pointer(struct('mount.ImageOptions', [optional('Subpath', string)]))),
  optional(
    'TmpfsOptions',
    pointer(
      struct('mount.TmpfsOptions', [
        optional('SizeBytes', int64),
        optional('Mode', int64),
        optional('Options', slice(strings)),
      ]),
    ),
  ),
]);

const hostConfig = struct('container.HostConfig', [
  field('Binds', strings),
  field('ContainerIDFile', string),
  field('LogConfig', struct('container.LogConfig', [field('Type', string), field('Config', labels)])),
  field('NetworkMode', networkMode),
  field('PortBindings', portMap),
  field(
    'RestartPolicy',
    struct('container.RestartPolicy', [
      field('Name', named('container.RestartPolicyMode')),
      field('MaximumRetryCount', int),
    ]),
  ),
  field('AutoRemove', bool),
  field('VolumeDriver', string),
  field('VolumesFrom', strings),
  field('ConsoleSize', slice({ kind: 'int', name: 'uint' }, '[2]uint')),
  optional('Annotations', labels),
  field('CapAdd', commandWords),
  field('CapDrop', commandWords),
  field('CgroupnsMode', named('container.CgroupnsMode')),
  field('DNS', strings, 'Dns'),
  field('DNSOptions', strings, 'DnsOptions'),
  field('DNSSearch', strings, 'DnsSearch'),
  field('ExtraHosts', strings),
  field('GroupAdd', strings),
  field('IpcMode', named('container.IpcMode')),
  field('Cgroup', named('container.CgroupSpec')),
  field('Links', strings),
  field('OomScoreAdj', int),
  field('PidMode', named('container.PidMode')),
  field('Privileged', bool),
  field('PublishAllPorts', bool),
  field('ReadonlyRootfs', bool),
  field('SecurityOpt', strings),
  optional('StorageOpt', labels),
  optional('Tmpfs', labels),
  field('UTSMode', named('container.UTSMode')),
  field('UsernsMode', named('container.UsernsMode')),
  field('ShmSize', int64),
  optional('Sysctls', labels),
  optional('Runtime', string),
  field('Isolation', named('container.Isolation')),
  embedded('Resources', resources),
  optional('Mounts', slice(mount)),
  field('MaskedPaths', strings),
  field('ReadonlyPaths', strings),
  optional('Init', pointer(bool)),
]);

const ipamConfig = struct('network.EndpointIPAMConfig', [
  optional('IPv4Address', string),
  optional('IPv6Address', string),
  optional('LinkLocalIPs', strings),
]);
const endpointSettings = struct('network.EndpointSettings', [
  field('IPAMConfig', pointer(ipamConfig)),
  field('Links', strings),
  field('Aliases', strings),
  field('MacAddress', string),
  field('DriverOpts', labels),
  field('GwPriority', int),
  field('NetworkID', string),
  field('EndpointID', string),
  field('Gateway', string),
  field('IPAddress', string),
  field('IPPrefixLen', int),
  field('IPv6Gateway', string),
  field('GlobalIPv6Address', string),
  field('GlobalIPv6PrefixLen', int),
  field('DNSNames', strings),
]);
const addresses = slice(struct('network.Address', [field('Addr', string), field('PrefixLen', int)]));
const networkSettings = struct('container.NetworkSettings', [
  embedded(
    'NetworkSettingsBase',
    struct('container.NetworkSettingsBase', [
      field('Bridge', string),
      field('SandboxID', string),
      field('SandboxKey', string),
      field('Ports', portMap),
      field('HairpinMode', bool),
      field('LinkLocalIPv6Address', string),
      field('LinkLocalIPv6PrefixLen', int),
      field('SecondaryIPAddresses', addresses),
      field('SecondaryIPv6Addresses', addresses),
    ]),
  ),
  embedded(
    'DefaultNetworkSettings',
    struct('container.DefaultNetworkSettings', [
      field('EndpointID', string),
      field('Gateway', string),
      field('GlobalIPv6Address', string),
      field('GlobalIPv6PrefixLen', int),
      field('IPAddress', string),
      field('IPPrefixLen', int),
      field('IPv6Gateway', string),
      field('MacAddress', string),
    ]),
  ),
  field('Networks', map(pointer(endpointSettings))),
]);

const mountPoint = struct('container.MountPoint', [
  optional('Type', named('mount.Type')),
  optional('Name', string),
  field('Source', string),
  field('Destination', string),
  optional('Driver', string),
  field('Mode', string),
  field('RW', bool),
  field('Propagation', named('mount.Propagation')),
]);

export const graphDriver = struct('storage.DriverData', [field('Data', labels), field('Name', string)]);

const base = struct('container.ContainerJSONBase', [
  field('ID', string, 'Id'),
  field('Created', string),
  field('Path', string),
  field('Args', strings),
  field('State', pointer(state)),
  field('Image', string),
  field('ResolvConfPath', string),
  field('HostnamePath', string),
  field('HostsPath', string),
  field('LogPath', string),
  field('Name', string),
  field('RestartCount', int),
  field('Driver', string),
  field('Platform', string),
  field('MountLabel', string),
  field('ProcessLabel', string),
  field('AppArmorProfile', string),
  field('ExecIDs', strings),
  field('HostConfig', pointer(hostConfig)),
  field('GraphDriver', graphDriver),
  optional('SizeRw', pointer(int64)),
  optional('SizeRootFs', pointer(int64)),
]);

/** What `docker container inspect --format` is given. */
export const containerInspect = struct('container.InspectResponse', [
  embedded('ContainerJSONBase', pointer(base)),
  field('Mounts', slice(mountPoint)),
  field('Config', pointer(config)),
  field('NetworkSettings', pointer(networkSettings)),
  optional('ImageManifestDescriptor', pointer(struct('v1.Descriptor', [field('any', any)]))),
]);
