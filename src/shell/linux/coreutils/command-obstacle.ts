import { mayRun, NO_ENTRY, NO_PERMISSION } from '../../files/entry.ts';
import { resolvePath } from '../../files/path.ts';
import { find, treeAt } from '../../files/tree.ts';
import type { Call } from '../../tool/call.ts';

/** Why execvp(3) fails for a command, with the exit code of the tools that run one; undefined where it does not. */
export function commandObstacle(
  call: Call,
  name: string,
): { readonly reason: string; readonly exit: 126 | 127 } | undefined {
  if (call.has(call.place, name)) return undefined;
  const entry = name.includes('/')
    ? find(treeAt(call.world(), call.place, call.namespace), resolvePath(call.cwd, name))
    : undefined;
  if (entry === undefined) return { reason: NO_ENTRY, exit: 127 };
  return entry.kind === 'file' && mayRun(entry) ? undefined : { reason: NO_PERMISSION, exit: 126 };
}
