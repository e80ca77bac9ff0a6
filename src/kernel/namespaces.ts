import { ZERO_MAC } from '../ip/address.ts';
import { KernelError } from './errno.ts';
import { namespaceOf, type Kernel } from './kernel.ts';
import { deleteLink } from './link/links.ts';
import type { Namespace, NamespaceId } from './namespace.ts';
import { forgetPeer } from './link/peers.ts';
import { own } from './own.ts';

/** A new network namespace: it has lo, which is down. Throws EEXIST where the id is taken. */
export function createNamespace(kernel: Kernel, id: NamespaceId): Namespace {
  if (own(kernel.namespaces, id)) throw new KernelError('EEXIST');
  kernel.namespaces[id] = {
    id,
    links: {
      1: {
        kind: 'loopback',
        index: 1,
        name: 'lo',
        mac: ZERO_MAC,
        mtu: 65536,
        queueLength: 1000,
        up: false,
        qdisc: 'noop',
        addresses: [],
        received: { packets: 0, bytes: 0 },
        sent: { packets: 0, bytes: 0 },
      },
    },
    names: { lo: 1 },
    nextIndex: 2,
    routes: [],
    neighbours: {},
    netfilter: { ip: {}, ip6: {} },
    connections: {},
    replies: {},
    sockets: [],
    rates: {},
    sysctl: {},
    peerIds: {},
    peerCount: 0,
    freePeerIds: [],
    portsUsed: 0,
  };
  return kernel.namespaces[id];
}

/** A file keeps a namespace, whatever else does (`ip netns attach`). */
export function pinNamespace(kernel: Kernel, id: NamespaceId): void {
  const namespace = namespaceOf(kernel, id);
  namespace.pins = (namespace.pins ?? 0) + 1;
}

/** A file that kept a namespace is gone; with the last of what kept it the namespace ends. */
export function unpinNamespace(kernel: Kernel, id: NamespaceId): void {
  const namespace = kernel.namespaces[id];
  if (!namespace) return;
  const pins = (namespace.pins ?? 1) - 1;
  if (pins > 0) namespace.pins = pins;
  else delete namespace.pins;
  if (pins === 0 && namespace.orphan) deleteNamespace(kernel, id);
}

/**
 * Ends a namespace with all its links, and so the peers of its veths; other namespaces forget the id they gave it. One that a file keeps
 * stays, with lo alone.
 */
export function deleteNamespace(kernel: Kernel, id: NamespaceId): void {
  const namespace = kernel.namespaces[id];
  if (!namespace) return;
  const kept = namespace.pins !== undefined;
  for (const link of Object.values(namespace.links)) {
    if (link.kind !== 'loopback' && namespace.links[link.index])
      deleteLink(kernel, { namespace: id, index: link.index });
  }
  if (kept) {
    namespace.orphan = true;
    return;
  }
  for (const other of Object.keys(namespace.peerIds)) {
    const peer = kernel.namespaces[other];
    if (peer) forgetPeer(peer, id);
  }
  delete kernel.namespaces[id];
}
