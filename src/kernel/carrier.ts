import type { Kernel } from './kernel.ts';
import type { Link, LinkRef, LinkState } from './link.ts';
import { masterOf } from './lookup.ts';
import type { Namespace, NamespaceId } from './namespace.ts';

/** Whether a link has carrier: lo always; a veth while both ends are up; a bridge while a port of it has (linux: br_port_carrier_check). */
export function hasCarrier(kernel: Kernel, namespace: Namespace, link: Link): boolean {
  switch (link.kind) {
    case 'loopback':
      return true;
    case 'veth':
      return link.up && kernel.namespaces[link.peer.namespace]?.links[link.peer.index]?.up === true;
    case 'bridge':
      return link.up && link.ports.some((index) => isForwarding(kernel, namespace, index));
  }
}

function isForwarding(kernel: Kernel, namespace: Namespace, index: number): boolean {
  const port = namespace.links[index];
  return port !== undefined && hasCarrier(kernel, namespace, port);
}

/** The STP state of a port: without STP it forwards while it and its bridge are up. */
export function portState(kernel: Kernel, namespace: Namespace, port: Link): 'forwarding' | 'disabled' {
  const bridge = masterOf(namespace, port);
  return bridge?.up === true && hasCarrier(kernel, namespace, port) ? 'forwarding' : 'disabled';
}

/** The link that `iflink` names: the peer of a veth; a link's own index where it has none. */
export const lowerIndex = (link: Link): number => (link.kind === 'veth' ? link.peer.index : link.index);

/** Carrier and operational state (linux: net/core/link_watch.c default_operstate). */
export function linkState(kernel: Kernel, namespaceId: NamespaceId, link: Link): LinkState {
  const namespace = kernel.namespaces[namespaceId];
  if (!namespace) return { carrier: false, operstate: 'DOWN' };
  const carrier = hasCarrier(kernel, namespace, link);
  if (link.kind === 'loopback') return { carrier, operstate: link.up ? 'UNKNOWN' : 'DOWN' };
  if (!link.up) return { carrier, operstate: 'DOWN' };
  if (carrier) return { carrier, operstate: 'UP' };
  // iflink is looked up in the link's own namespace, where that index may be another link.
  const lower = lowerIndex(link) === link.index ? undefined : namespace.links[lowerIndex(link)];
  return { carrier, operstate: lower && !hasCarrier(kernel, namespace, lower) ? 'LOWERLAYERDOWN' : 'DOWN' };
}

/** The links whose carrier may change with a link's own state: itself, the other end, and the bridges of both. */
export function carrierNeighbours(kernel: Kernel, ref: LinkRef): LinkRef[] {
  const refs = [ref];
  const link = kernel.namespaces[ref.namespace]?.links[ref.index];
  if (link?.kind === 'veth') refs.push({ ...link.peer });
  for (const { namespace, index } of [...refs]) {
    const master = kernel.namespaces[namespace]?.links[index]?.master;
    if (master !== undefined && !refs.some((r) => r.namespace === namespace && r.index === master))
      refs.push({ namespace, index: master });
  }
  return refs;
}
