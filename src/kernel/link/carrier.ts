import type { Kernel } from '../kernel.ts';
import { linkedTo, type Link, type LinkRef, type LinkState } from './link.ts';
import { masterOf } from './lookup.ts';
import type { Namespace, NamespaceId } from '../namespace.ts';

/**
 * Whether a link has carrier: lo and dummies always; a veth while both ends are up; a bridge while a port of it has
 * (linux: br_port_carrier_check); one that stands on another while that has (netif_stacked_transfer_operstate).
 */
export function hasCarrier(kernel: Kernel, namespace: Namespace, link: Link): boolean {
  switch (link.kind) {
    case 'loopback':
    case 'dummy':
    case 'vxlan':
      return true;
    case 'macvlan':
    case 'ipvlan':
    case 'vlan': {
      const below = kernel.namespaces[link.lower.namespace];
      const lower = below?.links[link.lower.index];
      return below !== undefined && lower !== undefined && hasCarrier(kernel, below, lower);
    }
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

/** `iflink`: the index of the link that another is linked to; its own where there is none. */
export const lowerIndex = (link: Link): number => linkedTo(link)?.index ?? link.index;

/** Links that never tell of their carrier have no operational state (linux: link_watch is not run for them). */
const isSilent = ({ kind }: Link): boolean => kind === 'dummy' || kind === 'ipvlan' || kind === 'vxlan';

/** Carrier and operational state (linux: net/core/link_watch.c default_operstate). */
export function linkState(kernel: Kernel, namespaceId: NamespaceId, link: Link): LinkState {
  const namespace = kernel.namespaces[namespaceId];
  if (!namespace) return { carrier: false, operstate: 'DOWN' };
  const carrier = hasCarrier(kernel, namespace, link);
  if (link.kind === 'loopback') return { carrier, operstate: link.up ? 'UNKNOWN' : 'DOWN' };
  if (!link.up) return { carrier, operstate: 'DOWN' };
  if (carrier) return { carrier, operstate: isSilent(link) ? 'UNKNOWN' : 'UP' };
  // iflink is looked up in the link's own namespace, where that index may be another link.
  const lower = lowerIndex(link) === link.index ? undefined : namespace.links[lowerIndex(link)];
  return { carrier, operstate: lower && !hasCarrier(kernel, namespace, lower) ? 'LOWERLAYERDOWN' : 'DOWN' };
}

/** The links whose carrier may change with a link's own state: itself, the other end, the bridges of both, and what stands on any of them. */
export function carrierNeighbours(kernel: Kernel, ref: LinkRef): LinkRef[] {
  const refs = [ref];
  const link = kernel.namespaces[ref.namespace]?.links[ref.index];
  if (link?.kind === 'veth') refs.push({ ...link.peer });
  // The list grows as it is read.
  for (const { namespace, index } of refs) {
    const found = kernel.namespaces[namespace]?.links[index];
    const master = found?.master;
    for (const next of [...(master === undefined ? [] : [{ namespace, index: master }]), ...(found?.uppers ?? [])])
      if (!refs.some((r) => r.namespace === next.namespace && r.index === next.index)) refs.push({ ...next });
  }
  return refs;
}
