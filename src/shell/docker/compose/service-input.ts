/** The request that makes a service's container (pkg/compose/create.go: getCreateConfigs). */
import type { ContainerInput, ContainerSummaryJson } from '../../../engine/api.ts';
import type { HealthConfig } from '../../../engine/container/health.ts';
import { own } from '../../../kernel/own.ts';
import { serviceHash } from '../../../compose/hash.ts';
import type { Port, Project, Service } from '../../../compose/project.ts';
import { readDuration } from '../../../compose/shape/scalars.ts';
import { isRecord } from '../../../compose/tree.ts';
import type { Tree } from '../../../compose/tree.ts';
import { capabilities } from '../container/create/capabilities.ts';
import type { ComposeAsking } from './command.ts';
import { imageName } from './images.ts';
import { labelsOf } from './labels-of.ts';
import { linksOf } from './service-links.ts';
import { limitsOf } from './service-limits.ts';
import { mountsOf } from './service-mounts.ts';
import { attachmentsOf } from './service-networks.ts';

/** What a container is to be besides what its service says. */
export interface Making {
  readonly name: string;
  /** Its number; 0 for one of `run`. */
  readonly number: number;
  /** The container that it replaces, whose volumes without a name go on. */
  readonly inherits?: ContainerSummaryJson | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly autoRemove?: boolean | undefined;
  readonly attachStdin?: boolean | undefined;
  /** Whether it answers to the service's name and aliases. */
  readonly aliases: boolean;
}

export function inputOf(asking: ComposeAsking, project: Project, service: Service, making: Making): ContainerInput {
  const number = making.number || -1;
  const links = linksOf(asking, project.name, service, number);
  const { mode, networking } = attachmentsOf(asking, project, service, {
    number,
    links,
    aliases: making.aliases,
  });
  const { binds, mounts } = mountsOf(asking, project, service, making.inherits);
  const stdin = making.attachStdin ?? false;
  return {
    name: making.name,
    config: {
      Image: imageName(asking, project.name, service),
      Hostname: service.hostname ?? '',
      Domainname: service.domainname ?? '',
      User: service.user ?? '',
      ExposedPorts: exposedOf(service),
      Tty: service.tty ?? false,
      OpenStdin: service.stdin_open ?? false,
      StdinOnce: stdin && (service.stdin_open ?? false),
      AttachStdin: stdin,
      AttachStdout: true,
      AttachStderr: true,
      Env: Object.entries(service.environment ?? {}).map(([name, value]) =>
        value === null ? name : `${name}=${value}`,
      ),
      Cmd: service.command ? [...service.command] : null,
      Entrypoint: service.entrypoint ? [...service.entrypoint] : null,
      WorkingDir: service.working_dir ?? '',
      Labels: labelsOf(asking, project, service, making, serviceHash(service)),
      ...(service.stop_signal && { StopSignal: service.stop_signal }),
      ...(service.stop_grace_period && { StopTimeout: Math.floor(nanoseconds(service.stop_grace_period) / 1e9) }),
      ...healthOf(service),
    },
    hostConfig: {
      ...hostConfigOf(service),
      NetworkMode: mode,
      AutoRemove: making.autoRemove ?? false,
      Links: links.length > 0 ? [...links] : null,
      Binds: binds.length > 0 ? [...binds] : null,
      ...(mounts.length > 0 && { Mounts: mounts }),
    },
    ...(networking && { networking }),
  };
}

/** Capabilities in the engine's own spelling. */

function hostConfigOf(service: Service): NonNullable<ContainerInput['hostConfig']> {
  const kept: Record<string, unknown> = Object.fromEntries(
    handedOver.flatMap(([key, name]) =>
      service[key] === undefined || service[key] === '' ? [] : [[name, service[key]]],
    ),
  );
  return {
    ...kept,
    ...limitsOf(service),
    ...(service['tmpfs'] !== undefined && { Tmpfs: tmpfsOf(service['tmpfs'] as Tree) }),
    ...(service['logging'] !== undefined && { LogConfig: loggingOf(service['logging'] as Tree) }),
    ...(service['security_opt'] !== undefined && securityOf(service['security_opt'] as readonly string[])),
    ...(service['storage_opt'] !== undefined && { StorageOpt: service['storage_opt'] }),
    ...(service['shm_size'] !== undefined && { ShmSize: Number(service['shm_size']) || 0 }),
    ...(service['annotations'] !== undefined && { Annotations: service['annotations'] }),
    RestartPolicy: restartOf(service),
    PortBindings: bindingsOf(service.ports ?? []),
    CapAdd: capabilities(service.cap_add ?? []),
    CapDrop: capabilities(service.cap_drop ?? []),
    Privileged: service.privileged ?? false,
    ...(service.dns && { Dns: [...service.dns] }),
    ...(service.dns_opt && { DnsOptions: [...service.dns_opt] }),
    ...(service.dns_search && { DnsSearch: [...service.dns_search] }),
    ExtraHosts: (service.extra_hosts ?? []).map((entry) => entry.replace('=', ':')),
    ...(service.sysctls && { Sysctls: { ...service.sysctls } }),
  };
}

/** Settings that the engine is handed as they stand. */
const handedOver = [
  ['init', 'Init'],
  ['ipc', 'IpcMode'],
  ['pid', 'PidMode'],
  ['uts', 'UTSMode'],
  ['cgroup', 'CgroupnsMode'],
  ['userns_mode', 'UsernsMode'],
  ['read_only', 'ReadonlyRootfs'],
  ['runtime', 'Runtime'],
  ['isolation', 'Isolation'],
  ['volumes_from', 'VolumesFrom'],
  ['volume_driver', 'VolumeDriver'],
  ['group_add', 'GroupAdd'],
  ['oom_score_adj', 'OomScoreAdj'],
] as const;

function tmpfsOf(value: Tree): Record<string, string> {
  const list = Array.isArray(value) ? (value as readonly Tree[]) : [value];
  return Object.fromEntries(
    list.map((entry) => {
      const [target = '', ...options] = typeof entry === 'string' ? entry.split(':') : [];
      return [target, options.join(':')] as const;
    }),
  );
}

function loggingOf(value: Tree): { Type: string; Config: object } {
  const logging = isRecord(value) ? value : {};
  const options = own(logging, 'options');
  const driver = own(logging, 'driver');
  return { Type: typeof driver === 'string' ? driver : '', Config: isRecord(options) ? options : {} };
}

function securityOf(options: readonly string[]): Record<string, unknown> {
  const open = options.includes('systempaths=unconfined');
  return {
    SecurityOpt: options.filter((option) => option !== 'systempaths=unconfined'),
    ...(open && { MaskedPaths: [], ReadonlyPaths: [] }),
  };
}

type RestartPolicy = NonNullable<NonNullable<ContainerInput['hostConfig']>['RestartPolicy']>;

/** The file's words in the engine's: a word that is none is the engine's to refuse. */
function restartOf({ restart, deploy }: Service): RestartPolicy {
  const policy = own(deploy, 'restart_policy');
  if (isRecord(policy)) {
    const condition = own(policy, 'condition');
    const attempts = Number(own(policy, 'max_attempts') ?? 0);
    return restartPolicy(typeof condition === 'string' ? condition : '', Number.isFinite(attempts) ? attempts : 0);
  }
  const [word = '', count = '0'] = (restart ?? '').split(':');
  return restartPolicy(word, /^\d+$/.test(count) ? Number(count) : 0);
}

const restartPolicy = (word: string, MaximumRetryCount: number): RestartPolicy => {
  const Name = own({ '': 'no', none: 'no', any: 'always' }, word) ?? word;
  return { Name: Name as RestartPolicy['Name'], MaximumRetryCount };
};

const portKey = ({ target, protocol }: Port): string => `${target}/${protocol}`;

function exposedOf({ expose = [], ports = [] }: Service): Record<string, Record<string, never>> {
  return Object.fromEntries([...expose.map(String), ...ports.map(portKey)].map((port) => [port, {}]));
}

function bindingsOf(ports: readonly Port[]): Record<string, { HostIp: string; HostPort: string }[]> {
  const bindings: Record<string, { HostIp: string; HostPort: string }[]> = {};
  for (const port of ports)
    (bindings[portKey(port)] ??= []).push({ HostIp: port.host_ip ?? '', HostPort: port.published ?? '' });
  return bindings;
}

/** A duration as `config` writes it. */
const nanoseconds = (text: string): number => Number(readDuration(text));

function healthOf({ healthcheck }: Service): { Healthcheck: HealthConfig } | undefined {
  if (!healthcheck) return undefined;
  const { test, interval, timeout, retries, start_period, start_interval, disable } = healthcheck;
  const span = (key: string, text: string | undefined) => (text ? { [key]: nanoseconds(text) } : {});
  return {
    Healthcheck: {
      ...(disable ? { Test: ['NONE'] } : test && { Test: [...test] }),
      ...span('Interval', interval),
      ...span('Timeout', timeout),
      ...span('StartPeriod', start_period),
      ...span('StartInterval', start_interval),
      ...(retries !== undefined && { Retries: retries }),
    },
  };
}
