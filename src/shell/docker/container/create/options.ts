/** What a `docker run` or `docker create` asks of the engine (docker/cli cli/command/container/opts.go). */
import type { ContainerInput } from '../../../../engine/api.ts';
import type { HostConfig } from '../../../../engine/container/container.ts';
import { flagList, flagNumber, flagOn, flagText, isSet } from '../../cli/flags/flag.ts';
import type { FlagValues } from '../../cli/flags/flag.ts';
import { checkMac, readNetworks } from './networks.ts';
import { healthcheckOf } from './healthcheck.ts';
import { OptionError } from './option-error.ts';
import { readPorts } from './ports.ts';

export interface Surroundings {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** The text of a file on the machine where docker runs, or undefined where there is none. */
  readonly readFile: (path: string) => string | undefined;
}

const refuse = (problem: string): never => {
  throw new OptionError(problem);
};

/** Reads flags, image and command into the body of a create request. Throws OptionError. */
export function containerInput(
  flags: FlagValues,
  [image = '', ...command]: readonly string[],
  surroundings: Surroundings,
): ContainerInput {
  const mac = flagText(flags, 'mac-address');
  if (mac !== '') checkMac(mac);
  const streams = streamsOf(flags);
  const swappiness = flagNumber(flags, 'memory-swappiness', -1);
  if (swappiness < -1 || swappiness > 100)
    refuse(`invalid value: ${swappiness}. Valid memory swappiness range is 0-100`);
  const { binds, volumes } = mountsOf(flagList(flags, 'volume'), surroundings);
  const ports = readPorts(flagList(flags, 'publish'), flagList(flags, 'expose'));
  const env = environment(flags, surroundings);
  const labels = labelsOf(flags, surroundings);
  checkModes(flags);
  const restart = restartPolicy(flagText(flags, 'restart', 'no'));
  const other = otherSettings(flags);
  const healthcheck = healthcheckOf(flags);
  if (flagOn(flags, 'rm') && restart.Name !== 'no' && restart.Name !== '')
    refuse('conflicting options: cannot specify both --restart and --rm');
  const { mode, endpoints } = readNetworks(flags);
  const stop = flagText(flags, 'stop-signal');
  const name = flagText(flags, 'name');
  return {
    ...(name === '' ? {} : { name }),
    config: {
      Hostname: flagText(flags, 'hostname'),
      Domainname: flagText(flags, 'domainname'),
      User: flagText(flags, 'user'),
      ...streams,
      ...(Object.keys(ports.exposed).length > 0 ? { ExposedPorts: ports.exposed } : {}),
      Tty: flagOn(flags, 'tty'),
      OpenStdin: flagOn(flags, 'interactive'),
      StdinOnce: flagOn(flags, 'interactive') && streams.AttachStdin,
      Env: env,
      Cmd: command.length > 0 ? [...command] : null,
      Image: image,
      Volumes: volumes,
      WorkingDir: flagText(flags, 'workdir'),
      Entrypoint: isSet(flags, 'entrypoint') ? [flagText(flags, 'entrypoint')] : null,
      Labels: labels,
      ...(healthcheck && { Healthcheck: healthcheck }),
      ...(stop === '' ? {} : { StopSignal: stop }),
      ...(isSet(flags, 'stop-timeout') ? { StopTimeout: flagNumber(flags, 'stop-timeout') } : {}),
    },
    hostConfig: {
      Binds: binds.length > 0 ? binds : null,
      NetworkMode: mode,
      PortBindings: ports.bindings,
      RestartPolicy: restart as HostConfig['RestartPolicy'],
      AutoRemove: flagOn(flags, 'rm'),
      CapAdd: capabilities(flagList(flags, 'cap-add')),
      CapDrop: capabilities(flagList(flags, 'cap-drop')),
      Dns: [...flagList(flags, 'dns')],
      DnsOptions: [...flagList(flags, 'dns-option')],
      DnsSearch: [...flagList(flags, 'dns-search')],
      ExtraHosts: orNull(flagList(flags, 'add-host')),
      Links: orNull(flagList(flags, 'link')),
      Privileged: flagOn(flags, 'privileged'),
      PublishAllPorts: flagOn(flags, 'publish-all'),
      ...(isSet(flags, 'sysctl') ? { Sysctls: pairs(flagList(flags, 'sysctl')) } : {}),
      ...(isSet(flags, 'init') ? { Init: flagOn(flags, 'init') } : {}),
      ...other,
    },
    networking: endpoints,
  };
}

const orNull = (items: readonly string[]): string[] | null => (items.length > 0 ? [...items] : null);

const pairs = (items: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    items.map((item) => {
      const at = item.indexOf('=');
      return at < 0 ? [item, ''] : [item.slice(0, at), item.slice(at + 1)];
    }),
  );

/** Which streams the client attaches to: output where nothing else is asked, and none of a container in the background. */
function streamsOf(flags: FlagValues) {
  const asked = flagList(flags, 'attach');
  const attached = !flagOn(flags, 'detach');
  return {
    AttachStdin: attached && (asked.includes('stdin') || flagOn(flags, 'interactive')),
    AttachStdout: attached && (asked.length === 0 || asked.includes('stdout')),
    AttachStderr: attached && (asked.length === 0 || asked.includes('stderr')),
  };
}

function mountsOf(specs: readonly string[], { cwd, env }: Surroundings) {
  const binds: string[] = [];
  const volumes: Record<string, Record<string, never>> = {};
  for (const spec of specs) {
    if (spec === '') refuse('invalid empty volume spec');
    // A single letter before the colon is a Windows drive to docker/cli, not a source.
    const parts = /^[a-zA-Z]:[\\/]/.test(spec) ? [spec] : spec.split(':');
    if (parts.length > 1 && parts.some((part) => part === ''))
      refuse(`invalid spec: ${spec}: empty section between colons`);
    if (parts.length === 1) volumes[spec] = {};
    else binds.push([absolute(parts[0] ?? '', cwd, env.HOME ?? '/root'), ...parts.slice(1)].join(':'));
  }
  return { binds, volumes };
}

function absolute(path: string, cwd: string, home: string): string {
  if (path === '~' || path.startsWith('~/')) return home + path.slice(1);
  if (!/^\.\.?(\/|$)/.test(path)) return path;
  const parts: string[] = [];
  for (const part of `${cwd}/${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

function linesOf(paths: readonly string[], { readFile }: Surroundings): string[] {
  return paths.flatMap((path) => {
    const text = readFile(path) ?? refuse(`open ${path}: no such file or directory`);
    return text
      .split('\n')
      .map((line) => line.trimStart())
      .filter((line) => line !== '' && !line.startsWith('#'));
  });
}

/** `NAME` takes the value it has here, or means that the container shall have no such variable. The last of a name counts. */
function environment(flags: FlagValues, surroundings: Surroundings): string[] | null {
  const given = [...linesOf(flagList(flags, 'env-file'), surroundings), ...flagList(flags, 'env')];
  const byName: Record<string, string> = {};
  for (const item of given) {
    const name = item.split('=')[0] ?? '';
    const here = surroundings.env[name];
    byName[name] = item.includes('=') || here === undefined ? item : `${name}=${here}`;
  }
  return orNull(Object.values(byName));
}

const labelsOf = (flags: FlagValues, surroundings: Surroundings): Record<string, string> =>
  pairs([...linesOf(flagList(flags, 'label-file'), surroundings), ...flagList(flags, 'label')]);

function checkModes(flags: FlagValues) {
  const check = (flag: string, what: string, known: RegExp) => {
    if (!known.test(flagText(flags, flag))) refuse(`--${flag}: invalid ${what} mode`);
  };
  check('pid', 'PID', /^(host|container:.+)?$/);
  check('uts', 'UTS', /^(host)?$/);
  check('userns', 'USER', /^(host)?$/);
  check('cgroupns', 'CGROUP', /^(host|private)?$/);
}

/** `on-failure:3` as the API has it. Throws OptionError. */
export function restartPolicy(text: string): { Name: string; MaximumRetryCount: number } {
  const at = text.indexOf(':');
  const [name, count] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
  if (at === 0) return refuse('invalid restart policy format: no policy provided before colon');
  if (count !== '' && !/^[+-]?\d+$/.test(count))
    return refuse('invalid restart policy format: maximum retry count must be an integer');
  return { Name: name, MaximumRetryCount: Number(count) };
}

/** Capabilities with their prefix, each once, in order of name; ALL stands first. */
function capabilities(given: readonly string[]): string[] | null {
  const names = given.map((item) => {
    const name = item.trim().toUpperCase();
    return name === 'ALL' || name.startsWith('CAP_') ? name : `CAP_${name}`;
  });
  return orNull([...new Set(names)].sort());
}

/** Settings that only inspect shows. */
export function otherSettings(flags: FlagValues): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  const numbers: Record<string, string> = {
    'blkio-weight': 'BlkioWeight',
    'cpu-period': 'CpuPeriod',
    'cpu-quota': 'CpuQuota',
    'cpu-rt-period': 'CpuRealtimePeriod',
    'cpu-rt-runtime': 'CpuRealtimeRuntime',
    'cpu-shares': 'CpuShares',
    memory: 'Memory',
    'memory-reservation': 'MemoryReservation',
    'memory-swap': 'MemorySwap',
    'memory-swappiness': 'MemorySwappiness',
    'oom-score-adj': 'OomScoreAdj',
    'pids-limit': 'PidsLimit',
    'shm-size': 'ShmSize',
  };
  const texts: Record<string, string> = {
    'cgroup-parent': 'CgroupParent',
    cgroupns: 'CgroupnsMode',
    cidfile: 'ContainerIDFile',
    'cpuset-cpus': 'CpusetCpus',
    'cpuset-mems': 'CpusetMems',
    ipc: 'IpcMode',
    isolation: 'Isolation',
    pid: 'PidMode',
    runtime: 'Runtime',
    userns: 'UsernsMode',
    uts: 'UTSMode',
    'volume-driver': 'VolumeDriver',
  };
  const lists: Record<string, string> = {
    'device-cgroup-rule': 'DeviceCgroupRules',
    'group-add': 'GroupAdd',
    'security-opt': 'SecurityOpt',
    'volumes-from': 'VolumesFrom',
  };
  for (const [flag, key] of Object.entries(numbers)) if (isSet(flags, flag)) settings[key] = flagNumber(flags, flag);
  for (const [flag, key] of Object.entries(texts)) if (isSet(flags, flag)) settings[key] = flagText(flags, flag);
  for (const [flag, key] of Object.entries(lists)) if (isSet(flags, flag)) settings[key] = [...flagList(flags, flag)];
  if (isSet(flags, 'cpus')) settings.NanoCpus = Math.round(flagNumber(flags, 'cpus') * 1e9);
  if (flagOn(flags, 'read-only')) settings.ReadonlyRootfs = true;
  if (flagOn(flags, 'oom-kill-disable')) settings.OomKillDisable = true;
  if (isSet(flags, 'annotation')) settings.Annotations = pairs(flagList(flags, 'annotation'));
  if (isSet(flags, 'tmpfs')) settings.Tmpfs = tmpfs(flagList(flags, 'tmpfs'));
  if (isSet(flags, 'ulimit')) settings.Ulimits = flagList(flags, 'ulimit').map(ulimit);
  if (isSet(flags, 'log-driver') || isSet(flags, 'log-opt'))
    settings.LogConfig = { Type: flagText(flags, 'log-driver'), Config: pairs(flagList(flags, 'log-opt')) };
  for (const option of flagList(flags, 'security-opt'))
    if (!/[:=]/.test(option) && option !== 'no-new-privileges') refuse(`Invalid --security-opt: "${option}"`);
  for (const path of flagList(flags, 'device')) if (!path.startsWith('/')) refuse(`${path} is not an absolute path`);
  if (isSet(flags, 'device')) settings.Devices = flagList(flags, 'device').map(device);
  if (flagList(flags, 'storage-opt').some((option) => !option.includes('='))) refuse('invalid storage option');
  return settings;
}

const tmpfs = (items: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    items.map((item) => {
      const [path = '', ...rest] = item.split(':');
      return [path, rest.join(':')];
    }),
  );

function ulimit(text: string) {
  const [name = '', limits = ''] = text.split('=');
  const [soft = '', hard = soft] = limits.split(':');
  return { Name: name, Hard: Number(hard), Soft: Number(soft) };
}

function device(text: string) {
  const [host = '', inside = host, permissions = 'rwm'] = text.split(':');
  return { PathOnHost: host, PathInContainer: inside, CgroupPermissions: permissions };
}
