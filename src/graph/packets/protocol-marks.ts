import type { Frame } from '../../kernel/packet/frame.ts';
import type { PacketColor } from '../palette.ts';
import { pillText } from './pill-text.ts';

/** The mark of each protocol, a closed path in a box of 12 by 12: who sees no colours tells them apart as well. */
export const protocolMarks: Readonly<Record<PacketColor, string>> = {
  tcp: 'M6 .5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 1 0 0-11z',
  udp: 'M1 1h10v10H1z',
  dns: 'M3.2.8h5.6L12 6 8.8 11.2H3.2L0 6z',
  icmp: 'M6 .4 11.8 11H.2z',
  arp: 'M6 0l6 6-6 6-6-6z',
};

/** In the order of a legend. */
const protocols = Object.keys(protocolMarks) as readonly PacketColor[];

/** The protocols of some packets, of nested ones as well. */
export function protocolsOf(frames: readonly Frame[]): readonly PacketColor[] {
  const found = new Set<PacketColor>();
  for (const frame of new Set(frames))
    for (let text: ReturnType<typeof pillText> | undefined = pillText(frame); text; text = text.inner)
      found.add(text.color);
  return protocols.filter((protocol) => found.has(protocol));
}
