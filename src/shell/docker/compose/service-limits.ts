/** Limits and devices of a service's container: kept and shown, without further effect (pkg/compose/create.go: getDeployResources). */
import { own } from '../../../kernel/own.ts';
import type { Service } from '../../../compose/project.ts';
import { isRecord } from '../../../compose/tree.ts';
import type { Tree, TreeRecord } from '../../../compose/tree.ts';

type Fields = Readonly<Record<string, unknown>>;

const recordAt = (record: TreeRecord | undefined, key: string): TreeRecord | undefined => {
  const value = own(record, key);
  return isRecord(value) ? value : undefined;
};

const units: Readonly<Record<string, number>> = { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };

/** Octets: a number, or a text such as `256m`. */
function octets(value: unknown): number {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const match = /^(\d+(?:\.\d+)?)\s*([bkmgt])?i?b?$/i.exec(text);
  return match ? Math.trunc(Number(match[1]) * (units[(match[2] ?? 'b').toLowerCase()] ?? 1)) : 0;
}

const number = (value: unknown): number => {
  const size = Number(value ?? 0);
  return Number.isFinite(size) ? size : 0;
};

const set = (key: string, value: unknown): Fields =>
  value === undefined || value === 0 || value === '' || value === null ? {} : { [key]: value };

/** What compose leaves out, where docker's own client sends empty lists. */
const UNSET = Object.fromEntries(
  ['BlkioWeightDevice', 'BlkioDeviceReadBps', 'BlkioDeviceWriteBps', 'BlkioDeviceReadIOps', 'BlkioDeviceWriteIOps']
    .concat('Devices', 'Ulimits')
    .map((key) => [key, null]),
);

export function limitsOf(service: Service): Fields {
  const resources = recordAt(service.deploy, 'resources');
  const limits = recordAt(resources, 'limits');
  const reservations = recordAt(resources, 'reservations');
  const deployed = {
    ...set('Memory', octets(own(limits, 'memory'))),
    ...set('NanoCpus', Math.trunc(number(own(limits, 'cpus')) * 1e9)),
    ...set('PidsLimit', number(own(limits, 'pids'))),
    ...set('MemoryReservation', octets(own(reservations, 'memory'))),
  };
  return {
    ...UNSET,
    ...set('CgroupParent', service['cgroup_parent']),
    ...set('Memory', octets(service['mem_limit'])),
    ...set('MemorySwap', Number(service['memswap_limit']) === -1 ? -1 : octets(service['memswap_limit'])),
    ...set('MemorySwappiness', number(service['mem_swappiness'])),
    ...set('MemoryReservation', octets(service['mem_reservation'])),
    ...set('OomKillDisable', service['oom_kill_disable']),
    ...set('CpuCount', number(service['cpu_count'])),
    ...set('CpuPeriod', number(service['cpu_period'])),
    ...set('CpuQuota', number(service['cpu_quota'])),
    ...set('CpuShares', number(service['cpu_shares'])),
    ...set('NanoCpus', Math.trunc(number(service['cpus']) * 1e9)),
    ...set('CpuPercent', Math.trunc(number(service['cpu_percent']) * 100)),
    ...set('CpusetCpus', service['cpuset']),
    ...set('DeviceCgroupRules', service['device_cgroup_rules']),
    ...set('PidsLimit', number(service['pids_limit'])),
    ...set('Devices', devicesOf(service['devices'])),
    ...set('Ulimits', ulimitsOf(service['ulimits'])),
    ...deployed,
  };
}

const listOf = (value: unknown): readonly Tree[] => (Array.isArray(value) ? (value as Tree[]) : []);

function devicesOf(value: unknown): Fields[] | undefined {
  const devices = listOf(value).filter(isRecord);
  return devices.length === 0
    ? undefined
    : devices.map((device) => ({
        PathOnHost: own(device, 'source') ?? '',
        PathInContainer: own(device, 'target') ?? '',
        CgroupPermissions: own(device, 'permissions') ?? '',
      }));
}

function ulimitsOf(value: unknown): Fields[] | undefined {
  if (!isRecord(value as Tree)) return undefined;
  return Object.entries(value as TreeRecord).map(([name, limit]) => ({
    Name: name,
    Hard: number(isRecord(limit) ? own(limit, 'hard') : limit),
    Soft: number(isRecord(limit) ? own(limit, 'soft') : limit),
  }));
}
