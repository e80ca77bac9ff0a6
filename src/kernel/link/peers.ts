import type { Namespace, NamespaceId } from '../namespace.ts';

/** Gives a peer's namespace the lowest free id, if it has none (linux: peernet2id_alloc, when a link is first announced). */
export function namePeer(namespace: Namespace, peer: NamespaceId): void {
  namespace.peerIds[peer] ??= namespace.freePeerIds.shift() ?? namespace.peerCount++;
}

/** A peer's namespace is gone: its id is free. */
export function forgetPeer(namespace: Namespace, peer: NamespaceId): void {
  const id = namespace.peerIds[peer];
  if (id === undefined) return;
  delete namespace.peerIds[peer];
  const { freePeerIds } = namespace;
  const place = freePeerIds.findIndex((free) => free > id);
  freePeerIds.splice(place < 0 ? freePeerIds.length : place, 0, id);
  while (freePeerIds.at(-1) === namespace.peerCount - 1) {
    freePeerIds.pop();
    namespace.peerCount--;
  }
}
