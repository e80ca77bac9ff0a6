import type { Ip } from '../ip/address.ts';
import { applyEffects } from './effects.ts';
import type { Kernel } from './kernel.ts';
import type { LinkRef } from './link.ts';
import { linkAt } from './lookup.ts';
import { trace } from './trace.ts';

/**
 * Announces an address of a link that is up by a gratuitous ARP request (as libnetwork's osl.Interface does for a container):
 * bridges learn its port, and whoever knew another MAC address for it takes this one. IPv6 addresses are passed over.
 */
export function announce(kernel: Kernel, ref: LinkRef, ip: Ip, clock: number): void {
  if (ip.includes(':')) return;
  const device = linkAt(kernel, ref).name;
  const request = { kind: 'arp', namespace: ref.namespace, device, destination: ip, source: ip, timeout: 0 } as const;
  const { effects } = trace(kernel, {}, [request], { clock, seed: 0, outcomesOnly: true });
  applyEffects(kernel, effects);
}
