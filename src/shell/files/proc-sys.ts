import { KernelError, strerror } from '../../kernel/errno.ts';
import { linkByName } from '../../kernel/link/lookup.ts';
import type { Namespace } from '../../kernel/namespace.ts';
import { own } from '../../kernel/own.ts';
import { setSysctl, sysctl, sysctlNames } from '../../kernel/sysctl/sysctl.ts';
import { INTERFACE_DEFAULTS } from '../../kernel/sysctl/sysctl.table.ts';
import { FileError, fixed, view, type Entry, type Tree } from './entry.ts';

/** A setting's name from its path below /proc/sys: a dot in an interface's name stays one. */
const nameOfPath = (path: string): string =>
  path.slice(1).replaceAll('.', '\u0000').replaceAll('/', '.').replaceAll('\u0000', '/');

/** /proc/sys: the namespace's settings as files. In a container that is not privileged it is read-only. */
export function procSysEntry(tree: Tree, path: string): Entry | undefined {
  if (path === '/kernel' || path === '/kernel/hostname') return kernelEntry(tree, path);
  const namespace = tree.world.kernel.namespaces[tree.namespace];
  if (!namespace) return undefined;
  const name = nameOfPath(path);
  if (path === '' || sysctl(namespace, name) === undefined) {
    const children = settingsOf(namespace, name) ?? foldersOf(namespace).get(name);
    return children && fixed(() => (path === '' ? ['kernel', ...children] : [...children]));
  }
  const setting = view(
    () => `${sysctl(namespace, name)}\n`,
    (world, text) => {
      try {
        setSysctl(world.kernel, tree.namespace, name, text.trim());
      } catch (error) {
        throw error instanceof KernelError ? new FileError(strerror[error.code]) : error;
      }
    },
  );
  return { ...setting, readOnly: isReadOnly(tree) };
}

/** Whether the engine mounted a container's /proc/sys read-only. */
const isReadOnly = ({ location }: Tree): boolean => location.container?.hostConfig.Privileged === false;

/** A device's settings, in their folder. */
function settingsOf(namespace: Namespace, name: string): readonly string[] | undefined {
  const [, folder = '', device = ''] = DEVICE_FOLDER.exec(name) ?? [];
  return linkByName(namespace, device) ? own(keysIn, folder) : undefined;
}

const DEVICE_FOLDER = /^(.+)\.([^./]+)$/;
const keysIn: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(INTERFACE_DEFAULTS).map(([folder, keys]) => [folder, Object.keys(keys).sort()]),
);

/** What stands in each folder, by its name as of a setting; '' is /proc/sys itself. */
type Folders = ReadonlyMap<string, readonly string[]>;

/** Those of the links that were asked for last: whoever lists one folder lists others too. */
let latest: { readonly links: string; readonly folders: Folders } | undefined;

function foldersOf(namespace: Namespace): Folders {
  const links = Object.values(namespace.links)
    .map(({ name }) => name)
    .join('/');
  if (latest?.links !== links) latest = { links, folders: folders(sysctlNames(namespace)) };
  return latest.folders;
}

function folders(names: readonly string[]): Folders {
  const children = new Map<string, Set<string>>();
  for (const name of names) {
    let parent = '';
    for (const part of name.split('.')) {
      let known = children.get(parent);
      if (!known) children.set(parent, (known = new Set()));
      known.add(part.replaceAll('/', '.'));
      parent = parent === '' ? part : `${parent}.${part}`;
    }
  }
  return new Map([...children].map(([parent, parts]) => [parent, [...parts].sort()]));
}

const kernelEntry = (tree: Tree, path: string): Entry =>
  path === '/kernel' ? fixed(() => ['hostname']) : view(() => `${tree.location.hostname}\n`);
