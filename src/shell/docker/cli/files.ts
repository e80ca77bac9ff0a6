/** Files of the machine on which docker is called. */
import { FileError, NOT_DIRECTORY, type Tree } from '../../files/entry.ts';
import { parentOf } from '../../files/path.ts';
import { absolute, find, lookup, obstacle, readText, treeAt, writeText } from '../../files/tree.ts';
import type { Call } from '../../tool/call.ts';
import { CliError } from './command.ts';

const treeOf = (call: Call): Tree => treeAt(call.world(), call.place, call.namespace);

/** A file's text, or undefined where there is no such file. */
export function fileText(call: Call, path: string): string | undefined {
  const tree = treeOf(call);
  const full = absolute(call.cwd, path);
  return find(tree, full)?.kind === 'file' ? readText(tree, full) : undefined;
}

/** Whether something is there. */
export const isThere = (call: Call, path: string): boolean =>
  find(treeOf(call), absolute(call.cwd, path)) !== undefined;

/** Throws CliError where a file could not be written, with what failed before the reason. */
export function checkWritable(call: Call, path: string, failed = ''): void {
  const reason = obstacle(treeOf(call), absolute(call.cwd, path));
  if (reason !== undefined) throw new CliError(`${failed}open ${path}: ${reason.toLowerCase()}`);
}

/** Writes a whole file. Throws CliError. */
export function writeFile(call: Call, path: string, text: string): void {
  checkWritable(call, path);
  call.update((world) => writeText(treeAt(world, call.place, call.namespace), absolute(call.cwd, path), text));
}

/**
 * Looks at where an archive would be written before it is made (docker/cli cli/command/utils.go, ValidateOutputPath).
 * @param failed what could not be done then
 * @throws CliError
 */
export function checkOutput(call: Call, path: string, failed: string): void {
  const tree = treeOf(call);
  const full = absolute(call.cwd, path);
  const folder = path.includes('/') ? path.slice(0, Math.max(1, path.lastIndexOf('/'))) : '.';
  try {
    if (lookup(tree, parentOf(full)).entry.kind !== 'directory') throw new FileError(NOT_DIRECTORY);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new CliError(`${failed}: invalid output path: stat ${folder}: ${error.message.toLowerCase()}`);
  }
  if (find(tree, full)?.kind === 'directory') throw new CliError(`${failed}: cannot write to a directory`);
}
