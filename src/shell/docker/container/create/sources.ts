import { EngineError } from '../../../../engine/api.ts';
import type { ContainerInput, MountInput } from '../../../../engine/api.ts';
import { find, treeAt } from '../../../files/tree.ts';
import type { Asking } from '../../cli/command.ts';

/** Throws EngineError where a path of the host is to be mounted that is not there, and is not to be made (daemon volume/mounts: linuxParser). */
export function checkSources({ call, machine }: Asking, { hostConfig }: ContainerInput): void {
  const mounts = (hostConfig?.Mounts ?? []) as readonly MountInput[];
  const binds = mounts.filter(({ Type, BindOptions }) => Type === 'bind' && !BindOptions?.CreateMountpoint);
  if (binds.length === 0) return;
  const tree = treeAt(call.world(), machine);
  for (const { Source = '' } of binds)
    if (Source.startsWith('/') && !find(tree, Source))
      throw new EngineError(`invalid mount config for type "bind": bind source path does not exist: ${Source}`, 400);
}
