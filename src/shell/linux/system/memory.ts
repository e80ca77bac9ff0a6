import { looksOf } from '../ps/list.ts';
import { locate } from '../../../world/place.ts';
import type { Call } from '../../tool/call.ts';

/** Memory of a machine, in octets (docker info: MemTotal). */
const TOTAL = 25_276_514_304;
const KIB = 1024;
/** KiB that the kernel and what runs beside the lab's processes take, and of files that it keeps in memory. */
const BASE = 1_520_000;
const CACHE = 2_464_480;
const BUFFERS = 98_304;
const SHARED = 37_616;

/** What a machine's memory is used for, in octets; containers see that of their machine. */
export interface Memory {
  readonly total: number;
  readonly used: number;
  readonly free: number;
  readonly shared: number;
  readonly buffers: number;
  readonly cache: number;
  readonly available: number;
}

/** It follows from the processes that run there. */
export function memoryAt(call: Call): Memory {
  const { kernel } = call.world();
  const machine = locate(call.world(), call.place)?.machine.name;
  const processes = Object.values(kernel.processes).filter((process) => process.machine === machine);
  const resident = processes.reduce((sum, process) => sum + looksOf(process)[1], 0);
  const used = (BASE + resident) * KIB;
  const [cache, buffers] = [CACHE * KIB, BUFFERS * KIB];
  return {
    total: TOTAL,
    used,
    free: TOTAL - used - cache - buffers,
    shared: SHARED * KIB,
    buffers,
    cache,
    available: TOTAL - used,
  };
}
