/** What a build's flags give the containers of its steps, and what the daemon refuses of them. */
import { platformProblem } from '../container/create/platform.ts';
import { EngineError } from '../../../engine/api.ts';
import { CliError } from '../cli/command.ts';
import { flagList, flagNumber, flagOn, flagText, isSet } from '../cli/flags/flag.ts';
import type { FlagName, FlagValues } from '../cli/flags/flag.ts';
import type { buildFlags } from './flags.table.ts';

type Given = FlagValues<FlagName<typeof buildFlags>>;

const NUMBERS = [
  ['cpu-period', 'CpuPeriod'],
  ['cpu-quota', 'CpuQuota'],
  ['cpu-shares', 'CpuShares'],
  ['memory', 'Memory'],
  ['memory-swap', 'MemorySwap'],
  ['shm-size', 'ShmSize'],
] as const;

const TEXTS = [
  ['cgroup-parent', 'CgroupParent'],
  ['cpuset-cpus', 'CpusetCpus'],
  ['cpuset-mems', 'CpusetMems'],
  ['network', 'NetworkMode'],
] as const;

/** The settings of the containers (moby builder/dockerfile/internals.go: hostConfigFromOptions). */
export function stepSettings(flags: Given): Readonly<Record<string, unknown>> {
  const settings: Record<string, unknown> = {};
  for (const [flag, key] of NUMBERS) if (isSet(flags, flag)) settings[key] = flagNumber(flags, flag);
  for (const [flag, key] of TEXTS) if (isSet(flags, flag)) settings[key] = flagText(flags, flag);
  if (isSet(flags, 'add-host')) settings['ExtraHosts'] = flagList(flags, 'add-host');
  return settings;
}

/** Throws CliError at what the client keeps from an engine like the lab's. */
export function checkClient(flags: Given): void {
  if (flagOn(flags, 'squash'))
    throw new CliError('"--squash" is only supported on a Docker daemon with experimental features enabled');
}

/** Throws EngineError at what the daemon refuses before it looks at the Dockerfile (moby api/server/router/build). */
export function checkDaemon(flags: Given): void {
  const isolation = flagText(flags, 'isolation');
  if (!['', 'default'].includes(isolation.toLowerCase()))
    throw new EngineError(`unsupported isolation: ${JSON.stringify(isolation)}`, 400);
  if (isSet(flags, 'security-opt')) throw new EngineError('security options are not supported on linux', 400);
  const platform = flagText(flags, 'platform');
  const problem = platform === '' ? undefined : platformProblem(platform);
  if (problem !== undefined) throw new EngineError(problem, 400);
}
