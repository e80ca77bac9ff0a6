import type { Flag } from '../cli/flags/flag.ts';
import { resourceFlags } from './create/resources.table.ts';

/** The flags of `docker update`. */
export const updateFlags = [
  ...resourceFlags,
  { name: 'cpu-rt-period', type: 'int', usage: 'Limit the CPU real-time period in microseconds' },
  { name: 'cpu-rt-runtime', type: 'int', usage: 'Limit the CPU real-time runtime in microseconds' },
  { name: 'memory-swap', type: 'bytes', usage: 'Swap limit equal to memory plus swap: -1 to enable unlimited swap' },
  { name: 'restart', type: 'string', usage: 'Restart policy to apply when a container exits' },
] as const satisfies readonly Flag[];
