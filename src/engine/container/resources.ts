/** What a container may take of its host, and what a host of the lab can give. */
import { internal, invalid } from '../errors.ts';

/** The least that a container may be given: octets. */
const LEAST_MEMORY = 6 * 1024 * 1024;
const PROCESSORS = 2;
/** A set may name numbers up to this one (moby pkg/parsers: ParseUintList). */
const LARGEST_IN_SET = 8192;

/** Throws at limits that no container can have (daemon/daemon_unix.go: verifyPlatformContainerResources). */
export function checkResources(hostConfig: Readonly<Record<string, unknown>>): void {
  const number = (key: string): number => {
    const value = hostConfig[key];
    return typeof value === 'number' ? value : 0;
  };
  const memory = number('Memory');
  const swap = number('MemorySwap');
  const reservation = number('MemoryReservation');
  const refuse = (condition: boolean, why: string): void => {
    if (condition) throw invalid(why);
  };
  refuse(memory !== 0 && memory < LEAST_MEMORY, 'Minimum memory limit allowed is 6MB');
  refuse(
    memory > 0 && swap > 0 && swap < memory,
    'Minimum memoryswap limit should be larger than memory limit, see usage',
  );
  refuse(memory === 0 && swap > 0, 'You should always set the Memory limit when using Memoryswap limit, see usage');
  refuse(reservation > 0 && reservation < LEAST_MEMORY, 'Minimum memory reservation allowed is 6MB');
  refuse(
    memory > 0 && reservation > 0 && memory < reservation,
    'Minimum memory limit can not be less than memory reservation limit, see usage',
  );
  const score = number('OomScoreAdj');
  refuse(Math.abs(score) > 1000, `Invalid value ${score}, range for oom score adj is [-1000, 1000]`);
  const cpus = number('NanoCpus');
  const quota = number('CpuQuota');
  const period = number('CpuPeriod');
  refuse(cpus > 0 && quota > 0, 'Conflicting options: Nano CPUs and CPU Quota cannot both be set');
  refuse(cpus > 0 && period > 0, 'Conflicting options: Nano CPUs and CPU Period cannot both be set');
  refuse(
    cpus < 0 || cpus > PROCESSORS * 1e9,
    `range of CPUs is from 0.01 to ${PROCESSORS}.00, as there are only ${PROCESSORS} CPUs available`,
  );
  const shares = number('CpuShares');
  refuse(shares < 0, `invalid CPU shares (${shares}): value must be a positive integer`);
  refuse(
    period !== 0 && (period < 1000 || period > 1_000_000),
    'CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)',
  );
  refuse(quota > 0 && quota < 1000, 'CPU cfs quota can not be less than 1ms (i.e. 1000)');
  checkSet('cpuset cpus', hostConfig['CpusetCpus'], PROCESSORS);
  checkSet('cpuset mems', hostConfig['CpusetMems']);
}

/** Throws where a set such as `0-2,4` is none, or names what the host has not. */
function checkSet(name: string, asked: unknown, available?: number): void {
  if (typeof asked !== 'string' || asked === '') return;
  const refuse = (why: string): never => {
    throw invalid(`Invalid value ${asked} for ${name}: ${why}`);
  };
  for (const part of asked.split(',')) {
    const [, low, high = low] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    if (low === undefined || Number(high) < Number(low)) refuse(`invalid format: ${asked}`);
    if (Number(high) > LARGEST_IN_SET) refuse(`value of out range, maximum is ${LARGEST_IN_SET}`);
  }
  const largest = Math.max(...(asked.match(/\d+/g) ?? []).map(Number));
  if (available !== undefined && largest >= available)
    throw internal(`Requested CPUs are not available - requested ${asked}, available: 0-${available - 1}`);
}

/** Settings of the API, by their keys. */
type Resources = Readonly<Record<string, unknown>>;

/** What the kernel of a host can give of what is asked for; what it lacks is discarded with a warning. */
export function granted<T extends Resources>(hostConfig: T): { hostConfig: T; warnings: string[] } {
  const { BlkioWeight, BlkioWeightDevice, OomKillDisable, Memory } = hostConfig;
  const warnings: string[] = [];
  const changes: Record<string, unknown> = {};
  const lacks = (what: string, discarded: string): void => {
    warnings.push(
      `Your kernel does not support Block I/O ${what} or the cgroup is not mounted. ${discarded} discarded.`,
    );
  };
  if (OomKillDisable === true && !Memory)
    warnings.push(
      'OOM killer is disabled for the container, but no memory limit is set, this can result in the system running out of resources.',
    );
  if (typeof BlkioWeight === 'number' && BlkioWeight > 0) {
    lacks('weight', 'Weight');
    changes['BlkioWeight'] = 0;
  }
  if (Array.isArray(BlkioWeightDevice) && BlkioWeightDevice.length > 0) {
    lacks('weight_device', 'Weight-device');
    changes['BlkioWeightDevice'] = [];
  }
  return { hostConfig: { ...hostConfig, ...changes }, warnings };
}
