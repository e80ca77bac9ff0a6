import { KernelError } from '../errno.ts';
import type { Namespace, NamespaceId } from '../namespace.ts';

/** Gives a peer's namespace the lowest free id, if it has none (linux: peernet2id_alloc, when a link is first announced). */
export function namePeer(namespace: Namespace, peer: NamespaceId): void {
  if (namespace.peerIds[peer] !== undefined) return;
  const next = (): number => namespace.freePeerIds.shift() ?? namespace.peerCount++;
  let id = next();
  while (namespace.chosenPeerIds?.includes(id)) id = next();
  namespace.peerIds[peer] = id;
}

/** Gives a peer's namespace an id that somebody chose (`ip netns set`). Throws EEXIST where it has one, or another has that (linux: rtnl_net_newid). */
export function choosePeerId(namespace: Namespace, peer: NamespaceId, id: number): void {
  if (namespace.peerIds[peer] !== undefined) throw new KernelError('EEXIST', 'Peer netns already has a nsid assigned');
  if (Object.values(namespace.peerIds).includes(id))
    throw new KernelError('EEXIST', 'The specified nsid is already used');
  namespace.peerIds[peer] = id;
  (namespace.chosenPeerIds ??= []).push(id);
  namespace.freePeerIds = namespace.freePeerIds.filter((free) => free !== id);
}

/** A peer's namespace is gone: its id is free. */
export function forgetPeer(namespace: Namespace, peer: NamespaceId): void {
  const id = namespace.peerIds[peer];
  if (id === undefined) return;
  delete namespace.peerIds[peer];
  if (namespace.chosenPeerIds) namespace.chosenPeerIds = namespace.chosenPeerIds.filter((chosen) => chosen !== id);
  if (id >= namespace.peerCount) return;
  const { freePeerIds } = namespace;
  const place = freePeerIds.findIndex((free) => free > id);
  freePeerIds.splice(place < 0 ? freePeerIds.length : place, 0, id);
  while (freePeerIds.at(-1) === namespace.peerCount - 1) {
    freePeerIds.pop();
    namespace.peerCount--;
  }
}
