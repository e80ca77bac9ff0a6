import type { Mac } from '../../ip/address.ts';
import { KernelError } from '../errno.ts';
import { linkByName } from './lookup.ts';
import type { Namespace } from '../namespace.ts';

/** IFNAMSIZ is 16 octets, the last of them zero. */
const NAME_LENGTH = 15;

/** Throws EEXIST for a name in use, ERANGE or EINVAL for no name. */
export function checkName(namespace: Namespace, name: string): void {
  if (name.length > NAME_LENGTH) throw new KernelError('ERANGE');
  if (name === '' || name === '.' || name === '..' || /[/:\s]/.test(name)) throw new KernelError('EINVAL');
  if (linkByName(namespace, name)) throw new KernelError('EEXIST');
}

/** The index that a new link gets: counted up, never used again. */
export function takeIndex(namespace: Namespace): number {
  return namespace.nextIndex++;
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
