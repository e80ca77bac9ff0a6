import type { Kernel } from '../../kernel/kernel.ts';
import { hasCarrier } from '../../kernel/link/carrier.ts';
import type { Link, LinkAddress } from '../../kernel/link/link.ts';
import type { NamespaceId } from '../../kernel/namespace.ts';
import { deviceKey, type LinkCondition } from './scene.ts';

/** A bridge without carrier only has nothing plugged in; any other link without carrier is broken. */
export function conditionOf(kernel: Kernel, namespaceId: NamespaceId, link: Link): LinkCondition {
  const namespace = kernel.namespaces[namespaceId];
  if (namespace === undefined || !link.up) return 'down';
  if (hasCarrier(kernel, namespace, link)) return 'up';
  return link.kind === 'bridge' ? 'idle' : 'down';
}

/** The address that names a device: its first one that is not link-local, IPv4 before IPv6. */
export function firstAddress(link: Link): LinkAddress | undefined {
  const global = link.addresses.filter(({ scope }) => scope === 'global');
  return global.find(({ address }) => !address.includes(':')) ?? global[0];
}

/** The other end of a veth, for a DevicePlace. */
export const peerOf = (link: Link): { readonly peer?: string | undefined } =>
  link.kind === 'veth' ? { peer: deviceKey(link.peer.namespace, link.peer.index) } : {};
