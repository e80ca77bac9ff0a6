import { FileError } from '../../files/entry.ts';
import { childOf, nameOf, resolvePath } from '../../files/path.ts';
import { find, lookup, makeLink, readText, remove, treeAt, writeText } from '../../files/tree.ts';
import type { Call } from '../../tool/call.ts';
import { readOptions } from '../../tool/options.ts';
import { ToolError, usageError } from '../../tool/tool-error.ts';
import { quote } from '../text/input.ts';
import { ln } from './ln.ts';

interface Wanted {
  readonly symbolic: boolean;
  readonly force: boolean;
  readonly verbose: boolean;
  /** A name that is a link to a folder is taken as it is. */
  readonly asIs: boolean;
}

/** `ln`. */
export function runLn(call: Call): number {
  const { has, value, operands } = readOptions(call, ln);
  const wanted = { symbolic: has('s'), force: has('f'), verbose: has('v'), asIs: has('n', 'T') };
  if (operands.length === 0) throw usageError('ln', 'missing file operand');
  if (has('T') && operands.length === 1)
    throw usageError('ln', `missing destination file operand after ${quote(call, operands[0] ?? '')}`);
  if (has('T') && operands.length > 2) throw usageError('ln', `extra operand ${quote(call, operands[2] ?? '')}`);
  const folder = value('t') ?? (operands.length === 1 ? '.' : undefined);
  if (folder !== undefined) return linkInto(call, wanted, operands, folder);
  const last = operands.at(-1) ?? '';
  const targets = operands.slice(0, -1);
  if (!has('T') && isFolder(call, last, wanted.asIs)) return linkInto(call, wanted, targets, last);
  if (targets.length > 1) throw new ToolError(`ln: target ${quote(call, last)}: Not a directory\n`, 1);
  return link(call, wanted, targets[0] ?? '', last) ? 0 : 1;
}

const treeOf = (call: Call) => treeAt(call.world(), call.place, call.namespace);

const isFolder = (call: Call, name: string, asIs: boolean): boolean =>
  find(treeOf(call), resolvePath(call.cwd, name), { follow: !asIs })?.kind === 'directory';

function linkInto(call: Call, wanted: Wanted, targets: readonly string[], folder: string): number {
  const made = targets.map((target) => {
    const name = nameOf(target.replace(/\/+$/, ''));
    return link(call, wanted, target, folder === '.' ? `./${name}` : childOf(folder.replace(/\/+$/, '') || '/', name));
  });
  return made.every(Boolean) ? 0 : 1;
}

/** Makes one link; says whether it is there. */
function link(call: Call, { symbolic, force, verbose }: Wanted, target: string, name: string): boolean {
  const path = resolvePath(call.cwd, name);
  const what = symbolic ? 'symbolic' : 'hard';
  const arrow = symbolic ? '' : ` => ${quote(call, target)}`;
  try {
    call.update((world) => {
      const tree = treeAt(world, call.place, call.namespace);
      const text = symbolic ? '' : textOf(call, target);
      const old = find(tree, path, { follow: false });
      if (old?.kind === 'directory' && force) throw new ToolError(`ln: ${name}: cannot overwrite directory\n`, 1);
      if (old && force) remove(tree, path);
      if (symbolic) return makeLink(tree, target, path);
      if (find(tree, path, { follow: false })) throw new FileError('File exists');
      writeText(tree, path, text);
    });
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    call.err(`ln: failed to create ${what} link ${quote(call, name)}${arrow}: ${error.message}\n`);
    return false;
  }
  if (verbose) call.out(`${quote(call, name)} ${symbolic ? '->' : '=>'} ${quote(call, target)}\n`);
  return true;
}

function textOf(call: Call, target: string): string {
  const path = resolvePath(call.cwd, target);
  const tree = treeOf(call);
  const entry = find(tree, path, { follow: false });
  if (!entry) throw new ToolError(`ln: failed to access ${quote(call, target)}: No such file or directory\n`, 1);
  if (lookup(tree, path).entry.kind === 'directory')
    throw new ToolError(`ln: ${target}: hard link not allowed for directory\n`, 1);
  return readText(tree, path);
}
