import { flagNumber, flagText, isSet } from '../../cli/flags/flag.ts';
import type { FlagName, FlagValues } from '../../cli/flags/flag.ts';
import type { updateFlags } from '../update.table.ts';

type ResourceFlag = Exclude<FlagName<typeof updateFlags>, 'restart'>;

const NUMBERS = [
  ['blkio-weight', 'BlkioWeight'],
  ['cpu-period', 'CpuPeriod'],
  ['cpu-quota', 'CpuQuota'],
  ['cpu-rt-period', 'CpuRealtimePeriod'],
  ['cpu-rt-runtime', 'CpuRealtimeRuntime'],
  ['cpu-shares', 'CpuShares'],
  ['memory', 'Memory'],
  ['memory-reservation', 'MemoryReservation'],
  ['memory-swap', 'MemorySwap'],
  ['pids-limit', 'PidsLimit'],
] as const;

/** What a container may take, as create and update ask for it. */
export function resourceSettings(flags: FlagValues<ResourceFlag>): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  for (const [flag, key] of NUMBERS) if (isSet(flags, flag)) settings[key] = flagNumber(flags, flag);
  if (isSet(flags, 'cpuset-cpus')) settings.CpusetCpus = flagText(flags, 'cpuset-cpus');
  if (isSet(flags, 'cpuset-mems')) settings.CpusetMems = flagText(flags, 'cpuset-mems');
  if (isSet(flags, 'cpus')) settings.NanoCpus = flagNumber(flags, 'cpus');
  return settings;
}
