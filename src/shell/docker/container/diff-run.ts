import { findContainer } from '../../../engine/api.ts';
import { changedFiles } from '../../../engine/images/changes.ts';
import { imageWith } from '../../../engine/images/image.ts';
import { filesOf } from '../../../engine/images/store.ts';
import { byBytes } from '../../../engine/by-bytes.ts';
import { parentOf } from '../../files/path.ts';
import { find } from '../../files/tree.ts';
import { imageTree } from '../build/image-tree.ts';
import { ask, named } from '../engine.ts';
import type { Context } from '../cli/command.ts';

/** `docker diff`. */
export function runDiff(context: Context<never>): number {
  const { call, machine } = context;
  const name = named('container', context.arguments[0] ?? '');
  const { before, hub, changes } = ask(context, (host) => {
    const container = findContainer(host, name);
    const image = imageWith(host.engine.images, container.imageId);
    const files = image ? filesOf(host, image) : {};
    return { before: files, hub: container.hub, changes: changedFiles(files, container.files) };
  });
  const under = imageTree(call.world(), machine, before, hub);
  const kinds = new Map<string, 'A' | 'C' | 'D'>();
  for (const key of Object.keys(changes)) {
    const path = key.replace(/^(->|-|=)/, '').replace(/(.)\/$/, '$1');
    const was = find(under, path, { follow: false });
    if (key.startsWith('-/')) {
      if (was) kinds.set(path, 'D');
    } else if (!was) kinds.set(path, 'A');
    else if (!key.endsWith('/')) kinds.set(path, 'C');
  }
  for (const path of [...kinds.keys()])
    for (let above = parentOf(path); above !== '/'; above = parentOf(above)) {
      if (kinds.has(above)) continue;
      kinds.set(above, find(under, above) ? 'C' : 'A');
    }
  call.out(
    [...kinds]
      .sort(([a], [b]) => byBytes(a, b))
      .map(([path, kind]) => `${kind} ${path}\n`)
      .join(''),
  );
  return 0;
}
