import { KernelError } from './errno.ts';
import type { Kernel } from './kernel.ts';

/** Parts of Linux that some kernels are built without, that of the reference machine among them: load balancing, kinds of links and of queues. */
export const MODULES = [
  'ip_vs',
  'ipvlan',
  '8021q',
  'dummy',
  'sch_netem',
  'sch_prio',
  'sch_sfq',
  'sch_fq_codel',
  'cls',
] as const;
export type KernelModule = (typeof MODULES)[number];

export const hasModule = ({ lacks }: Kernel, module: KernelModule): boolean => !lacks?.includes(module);

/** Throws EOPNOTSUPP where the kernel knows no such kind of link. */
export function requireLinkKind(kernel: Kernel, module: KernelModule): void {
  if (!hasModule(kernel, module)) throw new KernelError('EOPNOTSUPP', 'Unknown device type.');
}
