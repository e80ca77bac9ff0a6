import { KernelError } from '../errno.ts';
import { namespaceOf, type Kernel } from '../kernel.ts';
import { put } from '../own.ts';
import type { LinkRef } from './link.ts';
import { linkAt, linkByName } from './lookup.ts';

/** IFALIASZ of such names, with the zero behind it (ALTIFNAMSIZ). */
const LONGEST = 128;

/** Gives a link further names. Throws EEXIST where something is called so, EINVAL, ERANGE. */
export function addAltNames(kernel: Kernel, ref: LinkRef, names: readonly string[]): void {
  const namespace = namespaceOf(kernel, ref.namespace);
  const link = linkAt(kernel, ref);
  for (const name of names) {
    if (name.length >= LONGEST) throw new KernelError('ERANGE');
    if (name === '' || /[/\s:]/.test(name)) throw new KernelError('EINVAL');
    if (linkByName(namespace, name)) throw new KernelError('EEXIST');
    put(namespace, 'names', name, link.index);
    (link.altNames ??= []).push(name);
  }
}

/** Takes such names from a link. Throws ENOENT where it is not called so. */
export function removeAltNames(kernel: Kernel, ref: LinkRef, names: readonly string[]): void {
  const namespace = namespaceOf(kernel, ref.namespace);
  const link = linkAt(kernel, ref);
  for (const name of names) {
    if (!link.altNames?.includes(name)) throw new KernelError('ENOENT');
    link.altNames = link.altNames.filter((each) => each !== name);
    if (link.altNames.length === 0) delete link.altNames;
    delete namespace.names[name];
  }
}
