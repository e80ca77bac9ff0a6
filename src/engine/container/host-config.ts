/** What the daemon refuses of a request for a container before it looks at images and networks. */
import { PLUGIN_SEARCH, type EngineHost } from '../engine.ts';
import { EngineError, internal, invalid, notFound } from '../errors.ts';
import { SYSCTLS } from '../network/endpoint-settings.ts';
import { findContainer } from '../refs.ts';
import { CAPABILITIES } from './capabilities.table.ts';
import type { Container, ContainerConfig, HostConfig } from './container.ts';
import { checkHealthcheck } from './health.ts';
import { checkLogOptions, type LogConfig } from './log-options.ts';
import { checkResources } from './resources.ts';
import { readSignal } from './signals.ts';

type Config = Partial<ContainerConfig>;

/** Throws where a request contradicts itself or asks for what there is not, in the daemon's order. */
export function checkRequest(host: EngineHost, config: Config, hostConfig: HostConfig): void {
  checkMode(config, hostConfig);
  checkIsolation(hostConfig);
  checkSysctls(hostConfig);
  checkDirectory(config.WorkingDir ?? '');
  if (config.StopSignal) readSignal(config.StopSignal);
  checkHealthcheck(config.Healthcheck);
  if (hostConfig.AutoRemove && !['no', ''].includes(hostConfig.RestartPolicy.Name))
    throw invalid("can't create 'AutoRemove' container with restart policy");
  checkRestartPolicy(hostConfig.RestartPolicy);
  checkCapabilities(hostConfig);
  checkResources(hostConfig);
  checkModes(host, hostConfig);
  checkStorage(host, hostConfig);
  checkSecurity(hostConfig);
  checkLayer(hostConfig);
  checkLogging(host, hostConfig);
  checkPublished(config, hostConfig);
}

/** What a security option may set (daemon/daemon_unix.go: parseSecurityOpt). */
const SECURITY = ['label', 'apparmor', 'seccomp', 'no-new-privileges', 'writable-cgroups', 'systempaths'];

function checkSecurity({ SecurityOpt }: HostConfig): void {
  for (const option of (SecurityOpt as readonly string[] | null | undefined) ?? []) {
    const [, key = option] = /^([^=:]*)[=:]/.exec(option) ?? [];
    if (!SECURITY.includes(key)) throw invalid(`invalid --security-opt 2: ${JSON.stringify(option)}`);
  }
}

/** A bound of ours: every published port has sockets, docker-proxies and rules, which a real daemon would take minutes and much memory for. */
const PUBLISHED_AT_MOST = 5000;

function checkPublished({ ExposedPorts }: Config, { PortBindings, PublishAllPorts }: HostConfig): void {
  const bound = Object.values(PortBindings).reduce((count, bindings) => count + bindings.length, 0);
  const exposed = PublishAllPorts ? Object.keys(ExposedPorts ?? {}).filter((port) => !PortBindings[port]).length : 0;
  if (bound + exposed > PUBLISHED_AT_MOST)
    throw invalid(
      `too many published ports: ${bound + exposed}; Hopscope publishes at most ${PUBLISHED_AT_MOST} of one container`,
    );
}

/** runconfig/hostconfig_unix.go: validateNetMode */
function checkMode(config: Config, hostConfig: HostConfig): void {
  const mode = hostConfig.NetworkMode;
  const shared = mode === 'container' || mode.startsWith('container:');
  const refuse = (what: string): never => {
    throw invalid(what);
  };
  if (shared && (mode.split(':')[1] ?? '') === '')
    refuse('invalid network mode: invalid container format container:<name|id>');
  const clash = (condition: boolean, what: string): void => {
    if (condition) refuse(`conflicting options: ${what}`);
  };
  const undefinedBehaviour = "can't be used with links. This would result in undefined behavior";
  clash(hostConfig.UTSMode === 'host' && (config.Hostname ?? '') !== '', 'hostname and the UTS mode');
  clash(shared && (config.Hostname ?? '') !== '', 'hostname and the network mode');
  clash(shared && hasAny(hostConfig.Links), `container type network ${undefinedBehaviour}`);
  clash(shared && hasAny(hostConfig.Dns), 'dns and the network mode');
  clash(shared && hasAny(hostConfig.ExtraHosts), 'custom host-to-IP mapping and the network mode');
  const publishes = Object.keys(hostConfig.PortBindings).length > 0 || hostConfig.PublishAllPorts;
  clash(shared && publishes, 'port publishing and the container type network mode');
  const exposes = Object.keys(config.ExposedPorts ?? {}).length > 0;
  clash(shared && exposes, 'port exposing and the container type network mode');
  clash(mode === 'host' && hasAny(hostConfig.Links), `host type networking ${undefinedBehaviour}`);
}

const hasAny = (list: readonly string[] | null): boolean => (list?.length ?? 0) > 0;

function checkIsolation({ Isolation }: HostConfig): void {
  if (typeof Isolation === 'string' && !['', 'default'].includes(Isolation.toLowerCase()))
    throw invalid(`invalid isolation (${Isolation}): linux only supports 'default'`);
}

/** Settings of one interface belong to an attachment (daemon/server/router/container: handleSysctlBC). */
function checkSysctls({ NetworkMode, Sysctls }: HostConfig): void {
  if (NetworkMode === 'host' || NetworkMode.startsWith('container:')) return;
  const name = Object.keys(Sysctls ?? {}).find((each) => /^net\.[^.]*\.[^.]*\.eth[^.]*\../.test(each));
  if (name !== undefined)
    throw internal(`interface specific sysctl setting "${name}" must be supplied using driver option '${SYSCTLS}'`);
}

function checkDirectory(path: string): void {
  if (path !== '' && !path.startsWith('/'))
    throw invalid(`the working directory '${path}' is invalid, it needs to be an absolute path`);
}

const RESTART_POLICIES = ['no', 'always', 'on-failure', 'unless-stopped'];

export function checkRestartPolicy({ Name, MaximumRetryCount }: { Name: string; MaximumRetryCount: number }): void {
  if (Name !== '' && !RESTART_POLICIES.includes(Name))
    throw invalid(
      `invalid restart policy: unknown policy '${Name}'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'`,
    );
  if (MaximumRetryCount !== 0 && Name !== 'on-failure')
    throw invalid(
      `invalid restart policy: maximum retry count can only be used with 'on-failure'${MaximumRetryCount < 0 ? ' and cannot be negative' : ''}`,
    );
  if (MaximumRetryCount < 0) throw invalid('invalid restart policy: maximum retry count cannot be negative');
}

function checkCapabilities({ CapAdd, CapDrop }: HostConfig): void {
  for (const [list, what] of [
    [CapAdd, 'CapAdd'],
    [CapDrop, 'CapDrop'],
  ] as const) {
    const unknown = list?.find((name) => name !== 'ALL' && !CAPABILITIES.has(name));
    if (unknown !== undefined) throw invalid(`invalid ${what}: unknown capability: "${unknown}"`);
  }
}

const RUNTIMES = ['', 'runc', 'io.containerd.runc.v2'];

/** The container of a `container:X` mode of a namespace. */
export const modeOwner = (mode: unknown): string | undefined =>
  typeof mode === 'string' && mode.startsWith('container:') ? mode.slice('container:'.length) : undefined;

function checkModes(host: EngineHost, { IpcMode, PidMode, Runtime }: HostConfig): void {
  if (typeof IpcMode === 'string' && !/^(|host|none|private|shareable|container:.*)$/.test(IpcMode))
    throw invalid(`invalid IPC mode: ${IpcMode}`);
  if (typeof Runtime === 'string' && !RUNTIMES.includes(Runtime))
    throw invalid(`unknown or invalid runtime name: ${Runtime}`);
  for (const mode of [IpcMode, PidMode]) {
    const owner = modeOwner(mode);
    if (owner) findContainer(host, owner);
  }
}

const VOLUME_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/;
const MOUNT_MODES = /^(rw|ro|z|Z|nocopy|consistent|cached|delegated|r?(private|shared|slave))$/;

function checkStorage(host: EngineHost, { Binds, VolumesFrom }: HostConfig): void {
  for (const bind of Binds ?? []) {
    const [source = '', , mode = ''] = bind.split(':');
    if (mode !== '' && !mode.split(',').every((word) => MOUNT_MODES.test(word))) throw invalid(`invalid mode: ${mode}`);
    if (!source.startsWith('/') && !VOLUME_NAME.test(source))
      throw invalid(
        `create ${source}: ${JSON.stringify(source)} includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path`,
      );
  }
  if (Array.isArray(VolumesFrom)) for (const text of VolumesFrom) findContainer(host, String(text).split(':')[0] ?? '');
}

/** No file system of the lab's hosts bounds a container's layer (moby daemon/graphdriver/overlay2). */
function checkLayer({ StorageOpt }: HostConfig): void {
  const [option] = Object.keys(StorageOpt ?? {});
  if (option === undefined) return;
  if (option.toLowerCase() !== 'size') throw internal(`Unknown option ${option}`);
  throw internal("--storage-opt is supported only for overlay over xfs with 'pquota' mount option");
}

const LOG_DRIVERS = ['', 'none', 'awslogs', 'fluentd', 'gelf', 'journald', 'json-file', 'local', 'splunk', 'syslog'];
const READABLE_LOGS = ['', 'json-file', 'local', 'journald'];

const logConfigOf = ({ LogConfig }: HostConfig): LogConfig => (LogConfig as LogConfig | undefined) ?? {};
const logDriverOf = (hostConfig: HostConfig): string => logConfigOf(hostConfig).Type ?? '';

function checkLogging(host: EngineHost, hostConfig: HostConfig): void {
  const driver = logDriverOf(hostConfig);
  if (LOG_DRIVERS.includes(driver)) return checkLogOptions(driver, logConfigOf(hostConfig).Config ?? {});
  host.clock.now += PLUGIN_SEARCH;
  throw notFound(`error looking up logging plugin ${driver}: plugin "${driver}" not found`);
}

/** Throws where a container's log is kept where it cannot be read again. */
export function checkReadableLog({ hostConfig }: Container): void {
  if (!READABLE_LOGS.includes(logDriverOf(hostConfig)))
    throw new EngineError('configured logging driver does not support reading', 501);
}
