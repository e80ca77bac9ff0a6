import type { Mac } from '../../ip/address.ts';
import { KernelError } from '../errno.ts';
import { linkByName } from './lookup.ts';
import type { Namespace } from '../namespace.ts';

/** IFNAMSIZ is 16 octets, the last of them zero. */
const NAME_LENGTH = 15;

/** Whether a link can be called so (linux: dev_valid_name). */
export const isLinkName = (name: string): boolean =>
  name.length <= NAME_LENGTH && name !== '' && name !== '.' && name !== '..' && !/[/:\s]/.test(name);

/** Throws EEXIST for a name in use, ERANGE or EINVAL for no name. */
export function checkName(namespace: Namespace, name: string): void {
  if (name.length > NAME_LENGTH) throw new KernelError('ERANGE');
  if (!isLinkName(name)) throw new KernelError('EINVAL');
  if (linkByName(namespace, name)) throw new KernelError('EEXIST');
}

/** The index that a new link gets: the next that is free, counted up (linux: dev_index_reserve, xa_alloc_cyclic). */
export function takeIndex(namespace: Namespace): number {
  let index = namespace.indexFrom ?? namespace.nextIndex;
  while (namespace.links[index]) index += 1;
  namespace.nextIndex = Math.max(namespace.nextIndex, index + 1);
  if (index + 1 === namespace.nextIndex) delete namespace.indexFrom;
  else namespace.indexFrom = index + 1;
  return index;
}

/** Gives a link an index that was asked for; the search for new ones goes on where it was. Throws EEXIST. */
export function claimIndex(namespace: Namespace, index: number): number {
  if (namespace.links[index]) throw new KernelError('EEXIST');
  if (index >= namespace.nextIndex) {
    namespace.indexFrom ??= namespace.nextIndex;
    namespace.nextIndex = index + 1;
  }
  return index;
}

export const newLink = (index: number, name: string, mac: Mac, mtu: number, queueLength: number) => ({
  index,
  name,
  mac,
  mtu,
  queueLength,
  up: false,
  qdisc: 'noop' as const,
  addresses: [],
  received: { packets: 0, bytes: 0 },
  sent: { packets: 0, bytes: 0 },
});
