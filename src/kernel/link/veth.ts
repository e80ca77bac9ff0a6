import type { Mac } from '../../ip/address.ts';
import { KernelError } from '../errno.ts';
import { namespaceOf, type Kernel } from '../kernel.ts';
import type { Namespace, NamespaceId } from '../namespace.ts';
import type { LinkRef } from './link.ts';
import { checkName, claimIndex, newLink, takeIndex } from './new-link.ts';
import { namePeer } from './peers.ts';
import { put } from '../own.ts';

/** One end of a new veth pair. */
export interface VethEnd {
  readonly namespace: NamespaceId;
  readonly name: string;
  readonly mac: Mac;
  /** As `qlen`; 1000 as `ip link add` gives, 0 as libnetwork does. */
  readonly queueLength?: number;
  readonly mtu?: number;
  /** The index that it is to have. */
  readonly index?: number | undefined;
}

/**
 * Adds a veth pair, both ends down. As in Linux the other end is registered first. Returns where `end` is.
 * Throws EEXIST for a name in use, ERANGE or EINVAL for no name.
 */
export function addVeth(kernel: Kernel, end: VethEnd, other: VethEnd): LinkRef {
  const here = namespaceOf(kernel, end.namespace);
  const there = namespaceOf(kernel, other.namespace);
  checkName(there, other.name);
  checkName(here, end.name);
  if (here === there && end.name === other.name) throw new KernelError('EEXIST');
  if (end.index !== undefined && (here.links[end.index] || (here === there && end.index === other.index)))
    throw new KernelError('EEXIST');
  const otherRef = { namespace: other.namespace, index: indexFor(there, other) };
  const endRef = { namespace: end.namespace, index: indexFor(here, end) };
  // An index that was asked for is taken, though nothing stands there yet.
  if (here === there && endRef.index === otherRef.index) endRef.index = takeIndex(here);
  placeEnd(there, other, otherRef.index, endRef);
  placeEnd(here, end, endRef.index, otherRef);
  acquaint(kernel, end.namespace, other.namespace);
  return endRef;
}

const indexFor = (namespace: Namespace, { index }: VethEnd): number =>
  index === undefined ? takeIndex(namespace) : claimIndex(namespace, index);

function placeEnd(namespace: Namespace, end: VethEnd, index: number, peer: LinkRef): void {
  put(namespace, 'names', end.name, index);
  namespace.links[index] = {
    kind: 'veth',
    ...newLink(index, end.name, end.mac, end.mtu ?? 1500, end.queueLength ?? 1000),
    peer,
    hairpin: false,
  };
}

/** Each namespace gives the other an id. */
function acquaint(kernel: Kernel, one: NamespaceId, two: NamespaceId): void {
  if (one === two) return;
  namePeer(namespaceOf(kernel, one), two);
  namePeer(namespaceOf(kernel, two), one);
}
