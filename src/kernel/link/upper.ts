import type { Mac } from '../../ip/address.ts';
import { KernelError } from '../errno.ts';
import type { Kernel } from '../kernel.ts';
import {
  linkedTo,
  type IpvlanFlag,
  type IpvlanMode,
  type Link,
  type LinkRef,
  type MacvlanMode,
  type Upper,
} from './link.ts';
import { linkAt } from './lookup.ts';
import type { NamespaceId } from '../namespace.ts';
import { requireLinkKind } from '../modules.ts';
import { namespaceOf } from '../kernel.ts';
import { checkName, claimIndex, newLink, takeIndex } from './new-link.ts';
import { namePeer } from './peers.ts';
import { put } from '../own.ts';

/** A new link on another. */
export interface NewUpper {
  readonly namespace: NamespaceId;
  readonly name: string;
  readonly mac: Mac;
  readonly lower: LinkRef;
  /** The lower link's by default. */
  readonly mtu?: number;
  readonly queueLength?: number;
  /** The index that it is to have. */
  readonly index?: number | undefined;
}

type Own<U extends Upper> = U extends Upper ? Omit<U, keyof ReturnType<typeof newLink> | 'lower' | 'uppers'> : never;

/**
 * Adds a macvlan, down. In passthru mode it has the lower link's MAC address, and stays alone (linux: macvlan_common_newlink).
 * Throws EBUSY on bridge ports and below ipvlans, EINVAL on lo and beside passthru.
 */
export function addMacvlan(kernel: Kernel, mode: MacvlanMode, added: NewUpper): LinkRef {
  const lower = realLower(kernel, added.lower, 'macvlan');
  const below = linkAt(kernel, lower);
  checkReceiver(kernel, below, 'ipvlan');
  const others = uppersOf(kernel, below, 'macvlan');
  if (others.some((other) => other.mode === 'passthru')) throw new KernelError('EINVAL');
  if (mode === 'passthru' && others.length > 0) throw new KernelError('EINVAL');
  const mac = mode === 'passthru' ? below.mac : added.mac;
  return addUpper(kernel, { ...added, lower, mac }, { kind: 'macvlan', mode });
}

/**
 * Adds an ipvlan, down, with the lower link's MAC address. Mode and flag become those of all that share the link (linux: ipvlan_link_new).
 * Throws EBUSY on bridge ports and below macvlans, EINVAL on lo.
 */
export function addIpvlan(kernel: Kernel, mode: IpvlanMode, flag: IpvlanFlag, added: Omit<NewUpper, 'mac'>): LinkRef {
  requireLinkKind(kernel, 'ipvlan');
  const lower = realLower(kernel, added.lower, 'ipvlan');
  const below = linkAt(kernel, lower);
  checkReceiver(kernel, below, 'macvlan');
  for (const other of uppersOf(kernel, below, 'ipvlan')) Object.assign(other, { mode, flag });
  return addUpper(kernel, { ...added, lower, mac: below.mac }, { kind: 'ipvlan', mode, flag });
}

/** Adds an 802.1Q sub-interface, down. Throws EOPNOTSUPP on lo, ERANGE for no VLAN, EEXIST where the link has it. */
export function addVlan(kernel: Kernel, id: number, added: NewUpper): LinkRef {
  requireLinkKind(kernel, '8021q');
  const below = linkAt(kernel, added.lower);
  if (below.kind === 'loopback') throw new KernelError('EOPNOTSUPP', 'VLANs not supported on device');
  if (id < 0 || id > 4094) throw new KernelError('ERANGE', 'Invalid VLAN id');
  if (uppersOf(kernel, below, 'vlan').some((other) => other.id === id))
    throw new KernelError('EEXIST', 'VLAN device already exists');
  return addUpper(kernel, added, { kind: 'vlan', id });
}

/** Adds a dummy link, down. Throws as `addVeth` does. */
export function addDummy(kernel: Kernel, namespaceId: NamespaceId, name: string, mac: Mac): LinkRef {
  requireLinkKind(kernel, 'dummy');
  const namespace = namespaceOf(kernel, namespaceId);
  checkName(namespace, name);
  const index = takeIndex(namespace);
  put(namespace, 'names', name, index);
  namespace.links[index] = { kind: 'dummy', ...newLink(index, name, mac, 1500, 1000) };
  return { namespace: namespaceId, index };
}

/** What stands on one of its own kind stands on that one's lower link. */
function realLower(kernel: Kernel, ref: LinkRef, kind: 'macvlan' | 'ipvlan'): LinkRef {
  const link = linkAt(kernel, ref);
  return link.kind === kind ? { ...link.lower } : ref;
}

/** Only one may take a link's frames as they come in: a bridge, macvlans or ipvlans (linux: netdev_rx_handler_register). */
function checkReceiver(kernel: Kernel, link: Link, other: 'macvlan' | 'ipvlan'): void {
  if (link.kind === 'loopback') throw new KernelError('EINVAL');
  if (link.master !== undefined || isLowerOf(kernel, link, other)) throw new KernelError('EBUSY');
}

function addUpper(kernel: Kernel, added: NewUpper, own: Own<Upper>): LinkRef {
  const namespace = namespaceOf(kernel, added.namespace);
  const below = linkAt(kernel, added.lower);
  const mtu = added.mtu ?? below.mtu;
  if (mtu > below.mtu) throw new KernelError('EINVAL');
  checkName(namespace, added.name);
  const index = added.index === undefined ? takeIndex(namespace) : claimIndex(namespace, added.index);
  const ref = { namespace: added.namespace, index };
  put(namespace, 'names', added.name, index);
  namespace.links[index] = {
    ...newLink(index, added.name, added.mac, mtu, added.queueLength ?? 1000),
    lower: { ...added.lower },
    ...own,
  };
  (below.uppers ??= []).push(ref);
  acquaint(kernel, ref, added.lower);
  return ref;
}

/** A link's namespace gives the one of the link that it stands on an id. */
function acquaint(kernel: Kernel, { namespace }: LinkRef, lower: LinkRef): void {
  if (namespace !== lower.namespace) namePeer(namespaceOf(kernel, namespace), lower.namespace);
}

/** The links of a kind that stand on one. */
export function uppersOf<K extends Upper['kind']>(kernel: Kernel, link: Link, kind: K): Extract<Upper, { kind: K }>[] {
  return (link.uppers ?? [])
    .map((ref) => kernel.namespaces[ref.namespace]?.links[ref.index])
    .filter((upper): upper is Extract<Upper, { kind: K }> => upper?.kind === kind);
}

export const isLowerOf = (kernel: Kernel, link: Link, kind: Upper['kind']): boolean =>
  uppersOf(kernel, link, kind).length > 0;

const same = (a: LinkRef, b: LinkRef): boolean => a.namespace === b.namespace && a.index === b.index;

/** The link below forgets one that goes. */
export function leaveLower(kernel: Kernel, ref: LinkRef): void {
  const link = linkAt(kernel, ref);
  const below = 'lower' in link ? kernel.namespaces[link.lower.namespace]?.links[link.lower.index] : undefined;
  if (!below?.uppers) return;
  below.uppers = below.uppers.filter((upper) => !same(upper, ref));
  if (below.uppers.length === 0) delete below.uppers;
}

/** A link is elsewhere now: what it is linked to, and what stands on it, learn its new place. */
export function moveEnds(kernel: Kernel, link: Link, from: LinkRef, to: LinkRef): void {
  const other = linkedTo(link);
  if (other) namePeerOf(kernel, link, other, from, to);
  for (const upper of link.uppers ?? []) {
    const above = kernel.namespaces[upper.namespace]?.links[upper.index];
    if (!above || !('lower' in above)) continue;
    above.lower = { ...to };
    acquaint(kernel, upper, to);
  }
}

function namePeerOf(kernel: Kernel, link: Link, other: LinkRef, from: LinkRef, to: LinkRef): void {
  const end = kernel.namespaces[other.namespace]?.links[other.index];
  if (link.kind === 'veth') {
    if (end?.kind === 'veth') end.peer = { ...to };
    acquaint(kernel, other, to);
  } else if (end?.uppers) end.uppers = end.uppers.map((upper) => (same(upper, from) ? { ...to } : upper));
  acquaint(kernel, to, other);
}

/** Throws where a link may not have an MTU: above that of the link it stands on (linux: macvlan_change_mtu). */
export function checkUpperMtu(kernel: Kernel, link: Link, mtu: number): void {
  if (!('lower' in link)) return;
  const below = kernel.namespaces[link.lower.namespace]?.links[link.lower.index];
  if (below && mtu > below.mtu) throw new KernelError(link.kind === 'vlan' ? 'ERANGE' : 'EINVAL');
}

/** What stands on a link takes its smaller MTU, and of ipvlans and passthru its MAC address (linux: macvlan_device_event, ipvlan_device_event). */
export function followLower(kernel: Kernel, link: Link): void {
  for (const ref of link.uppers ?? []) {
    const upper = kernel.namespaces[ref.namespace]?.links[ref.index];
    if (!upper) continue;
    upper.mtu = upper.kind === 'ipvlan' ? link.mtu : Math.min(upper.mtu, link.mtu);
    if (upper.kind === 'ipvlan' || (upper.kind === 'macvlan' && upper.mode === 'passthru')) upper.mac = link.mac;
    followLower(kernel, upper);
  }
}
