import { KernelError } from './errno.ts';
import type { Kernel } from './kernel.ts';

/** Parts of Linux that some kernels are built without, that of the reference machine among them: load balancing, and kinds of links. */
export const MODULES = ['ip_vs', 'ipvlan', '8021q', 'dummy'] as const;
export type KernelModule = (typeof MODULES)[number];

export const hasModule = ({ lacks }: Kernel, module: KernelModule): boolean => !lacks?.includes(module);

/** Throws EOPNOTSUPP where the kernel knows no such kind of link. */
export function requireLinkKind(kernel: Kernel, module: KernelModule): void {
  if (!hasModule(kernel, module)) throw new KernelError('EOPNOTSUPP', 'Unknown device type.');
}
