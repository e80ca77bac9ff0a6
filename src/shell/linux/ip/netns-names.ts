import { FileError } from '../../files/entry.ts';
import { listDirectory, readText, treeAt } from '../../files/tree.ts';
import { visibleProcesses } from '../../files/proc-pid.ts';
import { SHELL_PID } from '../../shell-state.ts';
import type { Call } from '../../tool/call.ts';
import { namespaceId } from '../names/query.ts';

/** Where `ip netns` keeps names: files that stand for namespaces, or links to such. */
export const NETNS = '/run/netns';

export interface NamedNamespace {
  readonly name: string;
  /** Absent where the file stands for none. */
  readonly id: string | undefined;
}

/** The namespaces that /run/netns names at a place, newest last. */
export function namespaceNames(call: Call): NamedNamespace[] {
  const tree = treeAt(call.world(), call.place, call.namespace);
  try {
    return listDirectory(tree, NETNS).map((name) => ({ name, id: namespaceNamed(call, name) }));
  } catch (error) {
    if (error instanceof FileError) return [];
    throw error;
  }
}

/** The namespace that a file stands for: its text is the id. */
export function namespaceAt(call: Call, path: string): string | undefined {
  try {
    const id = readText(treeAt(call.world(), call.place, call.namespace), path);
    return call.world().kernel.namespaces[id] ? id : undefined;
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}

/** The first name of every namespace that has one. */
export function namesById(call: Call): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { name, id } of namespaceNames(call)) if (id !== undefined && !names.has(id)) names.set(id, name);
  return names;
}

export const namespaceNamed = (call: Call, name: string): string | undefined => namespaceAt(call, `${NETNS}/${name}`);

/** The namespace of a process that the place can see; a shell is where it acts. */
export function namespaceOfPid(call: Call, pid: string): string | undefined {
  if (!/^\d+$/.test(pid)) return undefined;
  if (Number(pid) === SHELL_PID) return namespaceId(call);
  return visibleProcesses(treeAt(call.world(), call.place)).get(Number(pid))?.namespace;
}
