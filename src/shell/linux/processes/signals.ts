import { signalMain } from '../../../engine/api.ts';
import { endsByDefault, parseSignal, type Signal } from '../../../engine/container/signals.ts';
import type { Process } from '../../../kernel/process/process.ts';
import { noteExit } from '../../../kernel/process/task.ts';
import { endProcess } from '../../../kernel/process/processes.ts';
import { engineHost } from '../../../world/engine-host.ts';
import { locate } from '../../../world/place.ts';
import { reloadDocker } from '../../../world/units.ts';
import { engineConfig } from '../systemd/config.ts';
import { visibleProcesses } from '../../files/proc-pid.ts';
import { treeAt } from '../../files/tree.ts';
import type { Call } from '../../tool/call.ts';

/** The processes that a place sees, by the pids of its own PID namespace. */
export const processesAt = (call: Call): ReadonlyMap<number, Process> =>
  visibleProcesses(treeAt(call.world(), call.place, call.namespace));

/** What a shell gives for a child that a signal ended: this and the signal's number. */
const KILLED_BY = 128;

/** What `kill -0` sends: nothing. */
const PROBE: Signal = { name: '0', number: 0 };

/** A signal by name or number; undefined where there is none. */
export function signalOf(text: string): Signal | undefined {
  if (text === '0') return PROBE;
  try {
    return parseSignal(text);
  } catch {
    return undefined;
  }
}

/** Sends a signal to a process. A container's main process answers it as the engine's images do; the engine reads its settings again at SIGHUP, and goes on at others. */
export function deliver(call: Call, process: Process, signal: Signal): void {
  if (signal === PROBE) return;
  if (process.program === 'dockerd') {
    const config = engineConfig(call.world(), process.machine);
    if (signal.name === 'HUP') call.update((world) => reloadDocker(world, process.machine, config));
    return;
  }
  const inside = locate(call.world(), call.place)?.container !== undefined;
  const { container } = process;
  if (container?.pid === 1) {
    call.update((world) => signalMain(engineHost(world, process.machine), container.id, signal.name, inside));
  } else if (process.capture && ['INT', 'TERM', 'HUP'].includes(signal.name)) call.end(process.pid);
  else if (endsByDefault(signal))
    call.update(({ kernel }) => {
      noteExit(kernel, process.pid, KILLED_BY + signal.number);
      endProcess(kernel, process.pid);
    });
}
