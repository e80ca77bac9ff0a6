import type { Container } from '../../engine/container/container.ts';
import type { Tree } from './entry.ts';

const DISK = '/dev/vda1';

/** What is mounted at a place, as /proc/self/mounts lists it (linux: fs/proc_namespace.c show_vfsmnt). */
export function mountTable({ location: { container } }: Tree): string {
  const rows = container ? mountsIn(container) : HOST;
  return rows.map((row) => `${row} 0 0\n`).join('');
}

const HOST = [
  `${DISK} / ext4 rw,relatime`,
  'proc /proc proc rw,nosuid,nodev,noexec,relatime',
  'sysfs /sys sysfs rw,nosuid,nodev,noexec,relatime',
  'devtmpfs /dev devtmpfs rw,relatime',
  'tmpfs /run tmpfs rw,nosuid,nodev,mode=755',
];

function mountsIn({ mounts, hostConfig, layer }: Container): string[] {
  const access = (writable: boolean): string => (writable ? 'rw' : 'ro');
  const root = access(hostConfig['ReadonlyRootfs'] !== true);
  const sys = access(hostConfig.Privileged);
  const memory = Object.entries((hostConfig['Tmpfs'] as Record<string, string> | undefined) ?? {});
  return [
    `overlay / overlay ${root},relatime,upperdir=/var/lib/docker/overlay2/${layer}/diff,workdir=/var/lib/docker/overlay2/${layer}/work`,
    'proc /proc proc rw,nosuid,nodev,noexec,relatime',
    'tmpfs /dev tmpfs rw,nosuid,size=65536k,mode=755',
    'devpts /dev/pts devpts rw,nosuid,noexec,relatime,gid=5,mode=620,ptmxmode=666',
    `sysfs /sys sysfs ${sys},nosuid,nodev,noexec,relatime`,
    `cgroup /sys/fs/cgroup cgroup2 ${sys},nosuid,nodev,noexec,relatime`,
    'mqueue /dev/mqueue mqueue rw,nosuid,nodev,noexec,relatime',
    'shm /dev/shm tmpfs rw,nosuid,nodev,noexec,relatime,size=65536k',
    ...mounts.map(({ type, destination, writable }) =>
      type === 'tmpfs'
        ? `tmpfs ${destination} tmpfs ${access(writable)},nosuid,nodev,noexec,relatime`
        : `${DISK} ${destination} ext4 ${access(writable)},relatime`,
    ),
    ...memory.map(
      ([place, options]) =>
        `tmpfs ${place} tmpfs rw,nosuid,nodev,noexec,relatime${options === '' ? '' : `,${options}`}`,
    ),
    ...['resolv.conf', 'hostname', 'hosts'].map((name) => `${DISK} /etc/${name} ext4 ${root},relatime`),
  ];
}
