/** What is mounted over a place's files: in a container volumes and paths of its host, on a host the directories of its volumes. */
import { mountpointOf } from '../../engine/api.ts';
import { own } from '../../kernel/own.ts';
import { locate, type Location } from '../../world/place.ts';
import type { Tree } from './entry.ts';

/** Where a path really is. */
export interface Ground {
  readonly tree: Tree;
  readonly path: string;
  /** Whether it can be read only. */
  readonly readOnly: boolean;
}

const isWithin = (path: string, top: string): boolean => path === top || path.startsWith(`${top}/`);

/** The mounts of a place: what is below each, from the deepest on. */
function mountsOf(tree: Tree): readonly { readonly at: string; readonly ground: (below: string) => Ground }[] {
  const { machine, container } = tree.location;
  const volume = (name: string, readOnly: boolean) => (below: string) => ({
    tree: { ...tree, volume: name },
    path: below === '' ? '/' : below,
    readOnly,
  });
  if (tree.volume !== undefined || !machine.engine) return [];
  if (!container)
    return Object.keys(machine.engine.volumes).map((name) => ({
      at: mountpointOf(name),
      ground: volume(name, false),
    }));
  return container.mounts
    .filter(({ type }) => type !== 'tmpfs')
    .toSorted((a, b) => b.destination.length - a.destination.length)
    .map((mount) => ({
      at: mount.destination,
      ground:
        mount.volume !== undefined
          ? volume(mount.volume, !mount.writable)
          : (below) => ({ tree: hostTree(tree), path: `${mount.source ?? ''}${below}`, readOnly: !mount.writable }),
    }));
}

/** With `docker run --read-only` all but file systems of their own can only be read. */
function isReadOnlyRoot({ location: { container }, volume }: Tree, path: string): boolean {
  if (volume !== undefined || container?.hostConfig['ReadonlyRootfs'] !== true) return false;
  const memory = [
    ...container.mounts.filter(({ type }) => type === 'tmpfs').map(({ destination }) => destination),
    ...Object.keys(container.hostConfig['Tmpfs'] ?? {}),
  ];
  return ![...memory, '/dev', '/proc', '/sys'].some((top) => isWithin(path, top.replace(/(.)\/+$/, '$1')));
}

function hostTree({ world, location }: Tree): Tree {
  const { name } = location.machine;
  const host: Location = locate(world, name) ?? location;
  return { world, place: name, location: host, namespace: host.namespace ?? name };
}

/** Follows mounts to where a path really is; `real` follows the symbolic links of a host's path. */
export function groundOf(tree: Tree, path: string, real: (tree: Tree, path: string) => string): Ground {
  const mount = mountsOf(tree).find(({ at }) => isWithin(path, at));
  if (!mount) return { tree, path, readOnly: isReadOnlyRoot(tree, path) };
  const { tree: next, path: at, readOnly } = mount.ground(path.slice(mount.at.length));
  if (next.volume !== undefined) return { tree: next, path: at, readOnly };
  const ground = groundOf(next, real(next, at), real);
  return { ...ground, readOnly: readOnly || ground.readOnly };
}

/** The names of mounts in a folder, and of folders that lead to some. */
export function mountNames(tree: Tree, folder: string): string[] {
  const prefix = folder === '/' ? '/' : `${folder}/`;
  return mountsOf(tree).flatMap(({ at }) =>
    at.startsWith(prefix) ? [at.slice(prefix.length).split('/')[0] ?? ''] : [],
  );
}

/** The files that were written to a volume. */
export const volumeFiles = ({ location, volume = '' }: Tree): Record<string, string> =>
  own(location.machine.engine?.volumes, volume)?.files ?? {};

/** The path of the image that a path of a volume was copied from; undefined where nothing was. */
export function copiedFrom({ location, volume = '' }: Tree, path: string): string | undefined {
  const copied = own(location.machine.engine?.volumes, volume)?.copied;
  if (copied === undefined) return undefined;
  return path === '/' ? copied : `${copied === '/' ? '' : copied}${path}`;
}
