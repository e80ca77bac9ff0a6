import { createNamespace, deleteNamespace, pinNamespace } from '../../kernel/namespaces.ts';
import { locate } from '../../world/place.ts';
import { FileError } from '../files/entry.ts';
import { resolvePath } from '../files/path.ts';
import { find, treeAt, writeText } from '../files/tree.ts';
import type { Call } from '../tool/call.ts';
import { readOptions } from '../tool/options.ts';
import { ToolError } from '../tool/tool-error.ts';
import { hasCapability } from './capability.ts';
import { unshare } from './unshare.ts';

/** `unshare`. */
export function runUnshare(call: Call): number | Promise<number> {
  const { options: given, operands, has } = readOptions(call, unshare);
  if (!has('U', 'r', 'c') && given.length > 0 && !hasCapability(call, 'SYS_ADMIN'))
    throw new ToolError('unshare: unshare failed: Operation not permitted\n', 1);
  const command = operands.length > 0 ? operands : ['/bin/sh'];
  if (!has('n')) return start(call, command, call.namespace);
  const id = call.update((world) => {
    const made = freeId(call);
    createNamespace(world.kernel, made);
    return made;
  });
  const file = given.find(({ name, value }) => name === 'n' && value !== '')?.value;
  try {
    if (file !== undefined) keep(call, file, id);
    const ran = start(call, command, id);
    if (typeof ran === 'number') return leave(call, id, ran);
    return ran.then(
      (exit) => leave(call, id, exit),
      (error: unknown) => {
        leave(call, id, 1);
        throw error;
      },
    );
  } catch (error) {
    leave(call, id, 1);
    throw error;
  }
}

/** Namespaces without a name are counted. */
function freeId(call: Call): string {
  const { kernel } = call.world();
  const machine = locate(call.world(), call.place)?.machine.name ?? '';
  let number = 1;
  while (kernel.namespaces[`${machine}/unshare/${number}`]) number += 1;
  return `${machine}/unshare/${number}`;
}

/** A file that keeps it (`--net=FILE`). */
function keep(call: Call, file: string, id: string): void {
  const path = resolvePath(call.cwd, file);
  try {
    const tree = treeAt(call.world(), call.place, call.namespace);
    if (!find(tree, path)) throw new FileError('No such file or directory');
    call.update((world) => {
      writeText(treeAt(world, call.place, call.namespace), path, id);
      pinNamespace(world.kernel, id);
    });
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const { nextPid } = call.world().kernel;
    throw new ToolError(`unshare: mount /proc/${nextPid}/ns/net on ${file} failed: ${error.message}\n`, 1);
  }
}

function start(call: Call, words: readonly string[], namespace: string | undefined): number | Promise<number> {
  const [name = ''] = words;
  if (!call.has(call.place, name))
    throw new ToolError(`unshare: failed to execute ${name}: No such file or directory\n`, 127);
  return call.run(call.place, words, call.stdin, { cwd: call.cwd, env: { ...call.env }, namespace });
}

/** A namespace that no process is in any more ends, unless a file keeps it. */
function leave(call: Call, id: string, exit: number): number {
  call.update(({ kernel }) => {
    if (Object.values(kernel.processes).every(({ namespace }) => namespace !== id)) deleteNamespace(kernel, id);
  });
  return exit;
}
