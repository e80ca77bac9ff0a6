import { CliError } from '../../cli/command.ts';
import { own } from '../../../../kernel/own.ts';

/** containerd/platforms: isKnownOS, isKnownArch */
const systems =
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows zos'.split(
    ' ',
  );
const machines =
  '386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm'.split(
    ' ',
  );
const others: Readonly<Record<string, string>> = {
  aarch64: 'arm64',
  armhf: 'arm',
  i386: '386',
  macos: 'darwin',
  x86_64: 'amd64',
};

const OS_AND_VERSION = String.raw`^([A-Za-z0-9_-]+)(?:\(([A-Za-z0-9_.%-]*)((?:\+[A-Za-z0-9_.%-]+)*)\))?$`;
const COMPONENT = '^[A-Za-z0-9_.-]+$';

/** What containerd has against the words for a platform (containerd/platforms: Parse); undefined where it takes them. */
export function platformProblem(platform: string): string | undefined {
  const [first = '', ...rest] = platform.split('/');
  if (!new RegExp(OS_AND_VERSION).test(first))
    return `${JSON.stringify(first)} is an invalid OS component of ${JSON.stringify(platform)}: OSAndVersion specifier component must match ${JSON.stringify(OS_AND_VERSION)}: invalid argument`;
  const bad = rest.find((part) => !new RegExp(COMPONENT).test(part));
  if (bad !== undefined)
    return `${JSON.stringify(bad)} is an invalid component of ${JSON.stringify(platform)}: platform specifier component must match "${COMPONENT}": invalid argument`;
  if (rest.length > 2) return `${JSON.stringify(platform)}: cannot parse platform specifier: invalid argument`;
  const [only = ''] = partsOf(first);
  if (rest.length === 0 && !systems.includes(only) && !machines.includes(only))
    return `${JSON.stringify(platform)}: unknown operating system or architecture: invalid argument`;
  return undefined;
}

const partsOf = (platform: string): string[] =>
  platform
    .toLowerCase()
    .split('/')
    .map((part) => own(others, part) ?? part);

/** A platform with all that it means: `arm64` is `linux/arm64`. */
export function wholePlatform(platform: string): string {
  const [first = '', ...rest] = partsOf(platform);
  if (rest.length > 0) return [first, ...rest].join('/');
  return systems.includes(first) ? `${first}/amd64` : `linux/${first}`;
}

/** Whether the lab's images are for a platform such as `linux/amd64`. Throws CliError where it is none. */
export function isOurs(platform: string): boolean {
  if (platform === '') return true;
  const problem = platformProblem(platform);
  if (problem !== undefined) throw new CliError(`error parsing specified platform: ${problem}`);
  return /^linux\/amd64(\/|$)/.test(wholePlatform(platform));
}

/** What the engine says where it has an image, but not for the platform that is asked for. */
export const platformDiffers = (image: string, platform: string): string =>
  `image with reference ${image} was found but its platform (linux/amd64) does not match the specified platform (${wholePlatform(platform)})`;
