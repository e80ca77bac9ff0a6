import { KernelError, strerror } from '../../kernel/errno.ts';
import { setSysctl, sysctl, sysctlNames } from '../../kernel/sysctl/sysctl.ts';
import { FileError, fixed, view, type Entry, type Tree } from './entry.ts';
import { DEFAULTS, INTERFACE_DEFAULTS } from '../../kernel/sysctl/sysctl.table.ts';

/** A setting's name from its path below /proc/sys: a dot in an interface's name stays one. */
const nameOfPath = (path: string): string =>
  path.slice(1).replaceAll('.', '\u0000').replaceAll('/', '.').replaceAll('\u0000', '/');

/** The folders that every namespace has: to look for them among all settings takes long where many are looked at. */
const FOLDERS = new Set(
  [...Object.keys(DEFAULTS), ...Object.keys(INTERFACE_DEFAULTS).map((folder) => `${folder}.`)].flatMap((name) =>
    name.split('.').map((_, i, parts) => parts.slice(0, i).join('.')),
  ),
);

/** /proc/sys: the namespace's settings as files. In a container that is not privileged it is read-only. */
export function procSysEntry(tree: Tree, path: string): Entry | undefined {
  if (path === '/kernel' || path === '/kernel/hostname') return kernelEntry(tree, path);
  const namespace = tree.world.kernel.namespaces[tree.namespace];
  if (!namespace) return undefined;
  const name = nameOfPath(path);
  if (sysctl(namespace, name) === undefined) {
    const children = (): string[] => childrenOf(sysctlNames(namespace), name);
    const isFolder = FOLDERS.has(name) || children().length > 0;
    return isFolder ? fixed(() => (path === '' ? ['kernel', ...children()] : children())) : undefined;
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

function childrenOf(names: readonly string[], parent: string): string[] {
  const prefix = parent === '' ? '' : `${parent}.`;
  const children = names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  return [...new Set(children.map((child) => (child.split('.')[0] ?? '').replaceAll('/', '.')))].sort();
}

const kernelEntry = (tree: Tree, path: string): Entry =>
  path === '/kernel' ? fixed(() => ['hostname']) : view(() => `${tree.location.hostname}\n`);
