import type { HostsRead } from '../../simulator/read-hosts.ts';

/** Why nothing of a file is taken, where others are read without it. */
export function leftOut(read: HostsRead | undefined, file: string): 'foreign' | 'besides' | undefined {
  if (read?.ok !== true || read.recognised.some(({ name }) => name === file)) return undefined;
  return read.recognised.some(({ kind }) => kind === 'snapshot') ? 'besides' : 'foreign';
}
