import type { Location } from '../../world/place.ts';
import { file, type Entry } from './entry.ts';
import { BINARIES, folderOfBinary } from '../../engine/images/binaries.table.ts';
import { hasProgram } from '../../engine/images/hub.ts';
import { DIRECTORIES, FILES, LINKS } from '../../engine/images/root.table.ts';
import { nameOf, parentOf } from './path.ts';
import { SERVICES } from '../../kernel/socket/services.table.ts';
import { own } from '../../kernel/own.ts';
import { part } from '../../kernel/part.ts';

/** Loaded when one of the files is looked at. */
const hostFiles = part(() => import('./host-files.ts'));

/** What the packages of hosts with an engine have put there: where the engine's daemon is told what it is to do, and firewalld. */
const HOST_FOLDERS = new Set([
  '/etc/docker',
  '/etc/firewalld',
  '/usr/lib/firewalld',
  '/etc/ufw',
  '/etc/ufw/applications.d',
  ...['helpers', 'icmptypes', 'ipsets', 'policies', 'services', 'zones'].flatMap((name) => [
    `/etc/firewalld/${name}`,
    `/usr/lib/firewalld/${name}`,
  ]),
]);
/** A program: what is in its file nobody reads here. */
const PROGRAM = file(() => '', 0o755);
/** Which ports have which names (netbase). */
export const SERVICES_FILE = '/etc/services';
const directories = new Set(DIRECTORIES);
const programs = [...BINARIES].map((name) => `${folderOfBinary(name)}/${name}`);

/** What some paths leave in each folder, in their order. */
function namesIn(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const path of new Set(paths)) {
    if (path === '/') continue;
    const siblings = names.get(parentOf(path)) ?? [];
    siblings.push(nameOf(path));
    names.set(parentOf(path), siblings);
  }
  return names;
}

const names = namesIn([...DIRECTORIES, ...Object.keys(FILES), ...Object.keys(LINKS), SERVICES_FILE, ...programs]);
/** What hosts with an engine have besides. */
const hostFolders = namesIn([...HOST_FOLDERS]);

const isOfHosts = (path: string): boolean => /^\/(?:etc\/(?:firewalld|ufw)|usr\/lib\/firewalld)\//.test(path);

/** The names of what the packages of hosts have put into a folder. */
function hostNames(path: string): readonly string[] {
  const folders = hostFolders.get(path) ?? [];
  if (!isOfHosts(`${path}/`)) return folders;
  const files = Object.keys(hostFiles().HOST_FILES).filter((file) => parentOf(file) === path);
  return [...folders, ...files.map(nameOf)];
}

const isForPrograms = (path: string): boolean => /^\/usr\/(?:local\/)?s?bin$/.test(path);

/** Whether a path is that of a program which a container's image, as Docker Hub has it, came without. */
const isLacking = (container: Location['container'], path: string): boolean =>
  container?.hub !== undefined && isForPrograms(parentOf(path)) && !hasProgram(container.hub, {}, nameOf(path));

/** What the image's root has at a path; every machine and container starts from it. */
export function baseEntry({ container, machine }: Location, path: string): Entry | 'directory' | undefined {
  if (isLacking(container, path)) return undefined;
  const isHost = !container && machine.engine !== undefined;
  if (directories.has(path) || (isHost && HOST_FOLDERS.has(path))) return 'directory';
  if (path === '/.dockerenv') return container ? file(() => '', 0o755) : undefined;
  if (path === SERVICES_FILE) return file(servicesText);
  const text = own(FILES, path) ?? (isHost && isOfHosts(path) ? own(hostFiles().HOST_FILES, path) : undefined);
  if (text !== undefined) return file(() => text);
  const target = own(LINKS, path);
  if (target !== undefined) return { kind: 'link', target };
  return folderOfBinary(nameOf(path)) === parentOf(path) ? PROGRAM : undefined;
}

export function baseNames({ container, machine }: Location, path: string): readonly string[] {
  const all = names.get(path) ?? [];
  const here =
    container?.hub === undefined || !isForPrograms(path)
      ? all
      : all.filter((name) => !isLacking(container, `${path}/${name}`));
  const more = !container && machine.engine ? hostNames(path) : [];
  if (more.length > 0) return [...here, ...more];
  return path === '/' && container ? ['.dockerenv', ...here] : here;
}

/** One line a service and protocol. */
const servicesText = (): string =>
  SERVICES.split('\n')
    .flatMap((line) => {
      const [name = '', port = '', protocols = '', ...aliases] = line.split(' ');
      return protocols.split('/').map((protocol) => [name, `${port}/${protocol}`, ...aliases].join('\t') + '\n');
    })
    .join('');
