import { own } from '../../kernel/own.ts';
import { BINARIES } from './binaries.table.ts';
import { hasProgram, isEntrypoint } from './hub.ts';

/** Folders of the PATH that containers have, and their other names. */
const FOLDERS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
const DIRECTORIES = [
  '',
  '/boot',
  '/dev',
  '/etc',
  '/home',
  '/lib',
  '/lib64',
  '/media',
  '/mnt',
  '/opt',
  '/proc',
  '/root',
];
const MORE_DIRECTORIES = [
  '/run',
  '/srv',
  '/sys',
  '/tmp',
  '/usr',
  '/usr/lib',
  '/usr/local',
  '/usr/share',
  '/var',
  ...FOLDERS,
];

const PLAIN_FILES = [
  '/etc/passwd',
  '/etc/group',
  '/etc/shadow',
  '/etc/hosts',
  '/etc/hostname',
  '/etc/resolv.conf',
  '/etc/nsswitch.conf',
  '/etc/os-release',
  '/etc/debian_version',
];

/** Why a command cannot be run in a container, as runc words it, with the exit code that follows; undefined where it can. */
export function executableProblem(
  command: string,
  files: Readonly<Record<string, string>>,
  /** Whether nothing but these files is there; and the image of Docker Hub that it is made of. */
  { bare = false, hub }: { bare?: boolean | undefined; hub?: string | undefined } = {},
): { text: string; exitCode: number } | undefined {
  const isThere = (name: string): boolean =>
    !bare && (hub === undefined ? BINARIES.has(name) : hasProgram(hub, files, name));
  const quoted = `exec: ${JSON.stringify(command)}`;
  if (!command.includes('/'))
    return isThere(command) ? undefined : { text: `${quoted}: executable file not found in $PATH`, exitCode: 127 };
  const path = command.replace(/\/+$/, '');
  if (hub !== undefined && isEntrypoint(hub, path)) return undefined;
  const slash = path.lastIndexOf('/');
  const mode = own(files, `=${path}`);
  const mayRun = mode === undefined || (parseInt(mode, 8) & 0o111) !== 0;
  if (own(files, path)?.startsWith('#!') && mayRun) return undefined;
  if (FOLDERS.includes(path.slice(0, slash)) && isThere(path.slice(slash + 1))) return undefined;
  if (DIRECTORIES.includes(path) || MORE_DIRECTORIES.includes(path))
    return { text: `${quoted}: is a directory: permission denied`, exitCode: 126 };
  if (PLAIN_FILES.includes(path) || Object.hasOwn(files, path))
    return { text: `${quoted}: permission denied`, exitCode: 126 };
  return { text: `${quoted}: stat ${command}: no such file or directory`, exitCode: 127 };
}
