import type { Hop } from '../../kernel/hop.ts';
import type { Frame } from '../../kernel/packet/frame.ts';

/** The end of a packet that was rewritten at a hop, by the name of that NAT. */
export function translationOf({ verdict, frame }: Hop): 'DNAT' | 'SNAT' | undefined {
  if (verdict.kind !== 'rewritten') return undefined;
  return destinationOf(verdict.before) === destinationOf(frame) ? 'SNAT' : 'DNAT';
}

function destinationOf({ payload }: Frame): string {
  if (payload.kind === 'arp') return payload.targetIp;
  const { destination, transport } = payload;
  return transport.kind === 'icmp' ? destination : `${destination} ${transport.destinationPort}`;
}
