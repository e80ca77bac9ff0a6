/** Devices of a host that a container is given, and what it may read and write of them. */
import { own } from '../../kernel/own.ts';
import { invalid } from '../errors.ts';
import type { Container } from './container.ts';

/** Devices that every host has, with their numbers (Documentation/admin-guide/devices.txt): none holds blocks. */
const DEVICES: Readonly<Record<string, string>> = {
  '/dev/console': '5:1',
  '/dev/full': '1:7',
  '/dev/fuse': '10:229',
  '/dev/kvm': '10:232',
  '/dev/net/tun': '10:200',
  '/dev/null': '1:3',
  '/dev/ptmx': '5:2',
  '/dev/random': '1:8',
  '/dev/tty': '5:0',
  '/dev/urandom': '1:9',
  '/dev/zero': '1:5',
};

interface DeviceRequest {
  readonly Driver: string;
  readonly Capabilities: readonly (readonly string[])[];
}

/** No driver of the lab's hosts has devices such as GPUs (daemon/devices.go: handleDevice). */
export function checkDevices({ hostConfig }: Container): void {
  const devices = (hostConfig['Devices'] as readonly { PathOnHost: string }[] | null | undefined) ?? [];
  const missing = devices.find(({ PathOnHost }) => !Object.hasOwn(DEVICES, PathOnHost));
  if (missing)
    throw invalid(
      `error gathering device information while adding custom device ${JSON.stringify(missing.PathOnHost)}: no such file or directory`,
    );
  const [request] = (hostConfig['DeviceRequests'] as readonly DeviceRequest[] | null | undefined) ?? [];
  if (!request) return;
  const capabilities = request.Capabilities.map((all) => `[${all.join(' ')}]`).join(' ');
  throw invalid(
    `could not select device driver ${JSON.stringify(request.Driver)} with capabilities: [${capabilities}]`,
  );
}

/** In the order in which the runtime sets them (opencontainers/cgroups fs/blkio.go). */
const THROTTLES = [
  ['BlkioDeviceReadBps', 'read_bps'],
  ['BlkioDeviceWriteBps', 'write_bps'],
  ['BlkioDeviceReadIOps', 'read_iops'],
  ['BlkioDeviceWriteIOps', 'write_iops'],
] as const;

/** Why the kernel throttles nothing: only devices of blocks can be. */
export function throttleProblem({ id, hostConfig }: Container): { text: string; exitCode: number } | undefined {
  for (const [key, file] of THROTTLES)
    for (const { Path, Rate } of (hostConfig[key] as readonly { Path: string; Rate: number }[] | undefined) ?? []) {
      const numbers = own(DEVICES, Path);
      if (numbers === undefined) continue;
      return {
        text: `error setting cgroup config for procHooks process: failed to write "${numbers} ${Rate}": write /sys/fs/cgroup/blkio/docker/${id}/blkio.throttle.${file}_device: no such device`,
        exitCode: 128,
      };
    }
  return undefined;
}
