import { flagList, flagNumber, flagOn, flagText, isSet } from '../../cli/flags/flag.ts';
import type { FlagValues } from '../../cli/flags/flag.ts';
import { pairs } from '../../cli/options/pairs.ts';
import { csvFields } from '../../cli/options/csv.ts';
import type { CreateFlag } from './flags.ts';
import { readMount } from './mount.ts';
import { OptionError } from './option-error.ts';

const NUMBERS = [
  ['memory-swappiness', 'MemorySwappiness'],
  ['oom-score-adj', 'OomScoreAdj'],
  ['shm-size', 'ShmSize'],
] as const;

const TEXTS = [
  ['cgroup-parent', 'CgroupParent'],
  ['cgroupns', 'CgroupnsMode'],
  ['cidfile', 'ContainerIDFile'],
  ['ipc', 'IpcMode'],
  ['isolation', 'Isolation'],
  ['pid', 'PidMode'],
  ['runtime', 'Runtime'],
  ['userns', 'UsernsMode'],
  ['uts', 'UTSMode'],
  ['volume-driver', 'VolumeDriver'],
] as const;

const LISTS = [
  ['device-cgroup-rule', 'DeviceCgroupRules'],
  ['group-add', 'GroupAdd'],
  ['volumes-from', 'VolumesFrom'],
] as const;

const refuse = (problem: string): never => {
  throw new OptionError(problem);
};

const RATES = [
  ['device-read-bps', 'BlkioDeviceReadBps'],
  ['device-read-iops', 'BlkioDeviceReadIOps'],
  ['device-write-bps', 'BlkioDeviceWriteBps'],
  ['device-write-iops', 'BlkioDeviceWriteIOps'],
] as const;

/** Settings that only inspect shows. Throws OptionError. */
export function otherSettings(flags: FlagValues<CreateFlag>): Record<string, unknown> {
  checkSettings(flags);
  const settings: Record<string, unknown> = {};
  for (const [flag, key] of NUMBERS) if (isSet(flags, flag)) settings[key] = flagNumber(flags, flag);
  for (const [flag, key] of TEXTS) if (isSet(flags, flag)) settings[key] = flagText(flags, flag);
  for (const [flag, key] of LISTS) if (isSet(flags, flag)) settings[key] = flagList(flags, flag);
  for (const [flag, key] of RATES) if (isSet(flags, flag)) settings[key] = flagList(flags, flag).map(rate);
  if (isSet(flags, 'blkio-weight-device'))
    settings.BlkioWeightDevice = flagList(flags, 'blkio-weight-device').map(weight);
  if (isSet(flags, 'storage-opt')) settings.StorageOpt = pairs(flagList(flags, 'storage-opt'));
  if (isSet(flags, 'security-opt')) Object.assign(settings, security(flagList(flags, 'security-opt')));
  if (flagOn(flags, 'read-only')) settings.ReadonlyRootfs = true;
  if (flagOn(flags, 'oom-kill-disable')) settings.OomKillDisable = true;
  if (isSet(flags, 'annotation')) settings.Annotations = pairs(flagList(flags, 'annotation'));
  if (isSet(flags, 'tmpfs')) settings.Tmpfs = tmpfs(flagList(flags, 'tmpfs'));
  if (isSet(flags, 'ulimit')) settings.Ulimits = flagList(flags, 'ulimit').map(ulimit);
  if (isSet(flags, 'log-driver') || isSet(flags, 'log-opt'))
    settings.LogConfig = { Type: flagText(flags, 'log-driver'), Config: pairs(flagList(flags, 'log-opt')) };
  const mounts = [...flagList(flags, 'mount').map(readMount), ...(flagOn(flags, 'use-api-socket') ? [API_SOCKET] : [])];
  if (mounts.length > 0) settings.Mounts = mounts;
  if (isSet(flags, 'gpus')) settings.DeviceRequests = flagList(flags, 'gpus').map(gpuRequest);
  if (isSet(flags, 'device')) settings.Devices = flagList(flags, 'device').map(device);
  return settings;
}

/** Where the engine listens, as `--use-api-socket` mounts it. */
const API_SOCKET = {
  Type: 'bind',
  Source: '/var/run/docker.sock',
  Target: '/var/run/docker.sock',
  BindOptions: {},
};

/** `/dev/sda:1mb`, as the flag has read it. */
function rate(text: string): { Path: string; Rate: number } {
  const at = text.indexOf(':');
  return { Path: text.slice(0, at), Rate: Number(text.slice(at + 1)) };
}

function weight(text: string): { Path: string; Weight: number } {
  const { Path, Rate } = rate(text);
  return { Path, Weight: Rate };
}

/** `systempaths=unconfined` is a wish of the client's alone, which asks for no masked paths (docker/cli: parseSystemPaths). */
function security(options: readonly string[]): Record<string, unknown> {
  const SecurityOpt = options.filter((option) => option !== 'systempaths=unconfined');
  return { SecurityOpt, ...(SecurityOpt.length < options.length && { MaskedPaths: [], ReadonlyPaths: [] }) };
}

/** docker/cli opts/gpus.go */
function gpuRequest(text: string) {
  const parts = csvFields(text);
  const value = (key: string): string | undefined =>
    parts.find((part) => part.startsWith(`${key}=`))?.slice(key.length + 1);
  const count = value('count') ?? parts.find((part) => part === 'all' || /^\d+$/.test(part));
  const ids = value('device');
  return {
    Driver: value('driver') ?? '',
    Count: count === 'all' ? -1 : count === undefined ? (ids === undefined ? 1 : 0) : Number(count),
    DeviceIDs: ids?.split(',') ?? null,
    Capabilities: [['gpu']],
    Options: {},
  };
}

function checkSettings(flags: FlagValues<'device' | 'log-driver' | 'log-opt' | 'security-opt' | 'storage-opt'>): void {
  for (const option of flagList(flags, 'security-opt'))
    if (!/[:=]/.test(option) && option !== 'no-new-privileges') refuse(`Invalid --security-opt: "${option}"`);
  for (const path of flagList(flags, 'device')) if (!path.startsWith('/')) refuse(`${path} is not an absolute path`);
  if (flagText(flags, 'log-driver') === 'none' && isSet(flags, 'log-opt'))
    refuse('invalid logging opts for driver none');
  if (flagList(flags, 'storage-opt').some((option) => !option.includes('='))) refuse('invalid storage option');
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
  // `-0` is 0.
  return { Name: name, Hard: Number(hard) + 0, Soft: Number(soft) + 0 };
}

function device(text: string) {
  const [host = '', inside = host, permissions = 'rwm'] = text.split(':');
  return { PathOnHost: host, PathInContainer: inside, CgroupPermissions: permissions };
}
