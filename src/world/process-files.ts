import { serverFiles, type ServerFiles } from '../engine/api.ts';
import type { Effect } from '../kernel/effect.ts';
import type { Process } from '../kernel/process/process.ts';
import { own } from '../kernel/own.ts';
import type { World } from './world.ts';

/** What a log grows to at most: of a longer one the end is kept. */
const LONGEST = 65_536;

/** The files that a process sees. */
export const filesOfProcess = (world: World, { machine, container }: Process): ServerFiles =>
  ordinaryFiles(world, machine, container?.id);

/** The ordinary files of a machine, or of a container on it. */
export function ordinaryFiles({ machines }: World, machine: string, container: string | undefined): ServerFiles {
  const at = own(machines, machine);
  const host = { files: at?.files ?? {}, volumes: at?.engine?.volumes };
  const inside = container === undefined ? undefined : at?.engine?.containers[container];
  if (!inside) return serverFiles(host);
  return serverFiles({ files: inside.files, mounts: inside.mounts, host, volumes: at?.engine?.volumes });
}

/** Writes what a process has appended to a file, where that can be. */
export function writeAppended(world: World, { pid, path, text }: Extract<Effect, { kind: 'append' }>): void {
  const process = world.kernel.processes[pid];
  const place = process && filesOfProcess(world, process).place(path);
  if (!place) return;
  const { files, key } = place;
  files[key] = ((own(files, key) ?? '') + text).slice(-LONGEST);
}
