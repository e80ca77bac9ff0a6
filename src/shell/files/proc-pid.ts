import type { Process } from '../../kernel/process/process.ts';
import { file, fixed, view, type Entry, type Tree } from './entry.ts';

/**
 * The processes that a place sees, by the pid they have there: a container its own, a machine, and a container that shares its
 * PID namespace, all of the machine's.
 */
export function visibleProcesses({ world, location }: Tree): ReadonlyMap<number, Process> {
  const { machine } = location;
  const container = location.container?.hostConfig.PidMode === 'host' ? undefined : location.container;
  const seen = new Map<number, Process>();
  for (const process of Object.values(world.kernel.processes)) {
    if (process.machine !== machine.name) continue;
    if (!container) seen.set(process.pid, process);
    else if (process.container?.id === container.id) seen.set(process.container.pid, process);
  }
  return seen;
}

/** The process that a place sees under a pid. */
function visibleProcess(tree: Tree, pid: number): Process | undefined {
  const { machine, container } = tree.location;
  if (container && container.hostConfig.PidMode !== 'host') return visibleProcesses(tree).get(pid);
  const process = tree.world.kernel.processes[pid];
  return process?.machine === machine.name ? process : undefined;
}

/** Inode numbers of namespaces begin here (linux: PROC_DYNAMIC_FIRST). */
const FIRST_INODE = 4_026_532_000;

/** The number under which /proc names a network namespace. */
export const inodeOf = ({ world }: Tree, id: string): number =>
  FIRST_INODE + Object.keys(world.kernel.namespaces).indexOf(id);

/** /proc/PID, as far as tools look there: the command, and the network namespace as a link to what only the kernel can open. */
export function processEntry(tree: Tree, pid: string, rest: readonly string[]): Entry | undefined {
  const process = pid === 'self' ? undefined : visibleProcess(tree, Number(pid));
  if (pid !== 'self' && !process) return undefined;
  const namespace = process?.namespace ?? tree.namespace;
  const [name, inner, ...more] = rest;
  if (more.length > 0) return undefined;
  if (name === undefined) return fixed(() => ['cmdline', 'comm', 'ns']);
  if (name === 'ns') return namespaceEntry(tree, namespace, inner);
  if (inner !== undefined) return undefined;
  if (name === 'comm') return view(() => `${process?.program ?? 'cat'}\n`);
  if (name === 'cmdline') return view(() => (process?.command ?? ['cat']).map((word) => `${word}\u0000`).join(''));
  return undefined;
}

function namespaceEntry(tree: Tree, namespace: string, name: string | undefined): Entry | undefined {
  const target = `net:[${inodeOf(tree, namespace)}]`;
  if (name === undefined) return fixed(() => ['net']);
  if (name === 'net') return { kind: 'link', target };
  return name === target ? file(() => namespace, 0o444) : undefined;
}
