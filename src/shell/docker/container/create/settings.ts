import { flagList, flagNumber, flagOn, flagText, isSet } from '../../cli/flags/flag.ts';
import type { FlagValues } from '../../cli/flags/flag.ts';
import { pairs } from '../../cli/options/pairs.ts';
import type { CreateFlag } from './flags.ts';
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
  ['security-opt', 'SecurityOpt'],
  ['volumes-from', 'VolumesFrom'],
] as const;

const refuse = (problem: string): never => {
  throw new OptionError(problem);
};

/** Settings that only inspect shows. Throws OptionError. */
export function otherSettings(flags: FlagValues<CreateFlag>): Record<string, unknown> {
  checkSettings(flags);
  const settings: Record<string, unknown> = {};
  for (const [flag, key] of NUMBERS) if (isSet(flags, flag)) settings[key] = flagNumber(flags, flag);
  for (const [flag, key] of TEXTS) if (isSet(flags, flag)) settings[key] = flagText(flags, flag);
  for (const [flag, key] of LISTS) if (isSet(flags, flag)) settings[key] = flagList(flags, flag);
  if (flagOn(flags, 'read-only')) settings.ReadonlyRootfs = true;
  if (flagOn(flags, 'oom-kill-disable')) settings.OomKillDisable = true;
  if (isSet(flags, 'annotation')) settings.Annotations = pairs(flagList(flags, 'annotation'));
  if (isSet(flags, 'tmpfs')) settings.Tmpfs = tmpfs(flagList(flags, 'tmpfs'));
  if (isSet(flags, 'ulimit')) settings.Ulimits = flagList(flags, 'ulimit').map(ulimit);
  if (isSet(flags, 'log-driver') || isSet(flags, 'log-opt'))
    settings.LogConfig = { Type: flagText(flags, 'log-driver'), Config: pairs(flagList(flags, 'log-opt')) };
  if (isSet(flags, 'device')) settings.Devices = flagList(flags, 'device').map(device);
  return settings;
}

function checkSettings(flags: FlagValues<'device' | 'security-opt' | 'storage-opt'>): void {
  for (const option of flagList(flags, 'security-opt'))
    if (!/[:=]/.test(option) && option !== 'no-new-privileges') refuse(`Invalid --security-opt: "${option}"`);
  for (const path of flagList(flags, 'device')) if (!path.startsWith('/')) refuse(`${path} is not an absolute path`);
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
  return { Name: name, Hard: Number(hard), Soft: Number(soft) };
}

function device(text: string) {
  const [host = '', inside = host, permissions = 'rwm'] = text.split(':');
  return { PathOnHost: host, PathInContainer: inside, CgroupPermissions: permissions };
}
