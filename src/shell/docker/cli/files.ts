/** Files of the machine on which docker is called. */
import { absolute, find, readText, treeAt, writeText } from '../../files/tree.ts';
import type { Call } from '../../tool/call.ts';

/** A file's text, or undefined where there is no such file. */
export function fileText(call: Call, path: string): string | undefined {
  const tree = treeAt(call.world(), call.place, call.namespace);
  const full = absolute(call.cwd, path);
  return find(tree, full)?.kind === 'file' ? readText(tree, full) : undefined;
}

/** Writes a whole file. Throws FileError. */
export const writeFile = (call: Call, path: string, text: string): void =>
  call.update((world) => writeText(treeAt(world, call.place, call.namespace), absolute(call.cwd, path), text));
