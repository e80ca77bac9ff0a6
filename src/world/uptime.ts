import type { World } from './world.ts';

/** How long (ms) a machine had been up when its first processes were seen. */
const BEFORE = 3_600_000;

/** How long (ms) a machine has been up. */
export function uptimeOf({ kernel, clock }: World, machine: string): number {
  const started = Object.values(kernel.processes)
    .filter((process) => process.machine === machine)
    .map((process) => process.started);
  return BEFORE + (started.length === 0 ? 0 : Math.max(0, clock.now - Math.min(...started)));
}
