import { KernelError } from '../errno.ts';
import type { Kernel } from '../kernel.ts';
import type { Bridge, Link, LinkRef } from './link.ts';
import type { Namespace } from '../namespace.ts';
import { own } from '../own.ts';

/** The link at a place. Throws ENODEV where there is none. */
export function linkAt(kernel: Kernel, ref: LinkRef): Link {
  const link = kernel.namespaces[ref.namespace]?.links[ref.index];
  if (!link) throw new KernelError('ENODEV');
  return link;
}

export function linkByName({ links, names }: Namespace, name: string): Link | undefined {
  const index = own(names, name);
  return index === undefined ? undefined : links[index];
}

/** The bridge whose port a link is. */
export function masterOf(namespace: Namespace, link: Link): Bridge | undefined {
  const master = link.master === undefined ? undefined : namespace.links[link.master];
  return master?.kind === 'bridge' ? master : undefined;
}
