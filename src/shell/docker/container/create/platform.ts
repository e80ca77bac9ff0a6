import { CliError } from '../../cli/command.ts';
import { own } from '../../../../kernel/own.ts';

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'solaris', 'wasip1', 'windows'];
const machines = ['386', 'amd64', 'arm', 'arm64', 'loong64', 'mips64le', 'ppc64le', 'riscv64', 's390x', 'wasm'];
const others: Readonly<Record<string, string>> = {
  aarch64: 'arm64',
  armhf: 'arm',
  i386: '386',
  macos: 'darwin',
  x86_64: 'amd64',
};

/** Whether the lab's images are for a platform such as `linux/amd64`. Throws CliError where it is none (containerd/platforms). */
export function isOurs(platform: string): boolean {
  if (platform === '') return true;
  const parts = platform
    .toLowerCase()
    .split('/')
    .map((part) => own(others, part) ?? part);
  const fail = (why: string): never => {
    throw new CliError(`error parsing specified platform: "${platform}": ${why}: invalid argument`);
  };
  const [first = '', second = 'amd64'] = parts;
  if (parts.length > 3) fail('cannot parse platform specifier');
  if (parts.length > 1) return first === 'linux' && second === 'amd64';
  if (!systems.includes(first) && !machines.includes(first)) fail('unknown operating system or architecture');
  return first === 'linux' || first === 'amd64';
}
