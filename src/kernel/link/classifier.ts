import { family, type Prefix } from '../../ip/address.ts';
import { inPrefix } from '../netfilter/passage.ts';
import type { Packet } from '../packet/frame.ts';

/** What a filter other than u32 asks of packets (net/sched/cls_matchall.c, cls_fw.c, cls_flower.c). */
export type Classifier =
  | { readonly kind: 'matchall'; readonly handle: number }
  /** The mark that the packet carries. */
  | { readonly kind: 'fw'; readonly mark: number; readonly mask: number }
  | Flower;

export interface Flower {
  readonly kind: 'flower';
  readonly handle: number;
  readonly transport?: 'tcp' | 'udp' | 'icmp';
  readonly source?: Prefix;
  readonly destination?: Prefix;
  readonly sourcePort?: number;
  readonly destinationPort?: number;
}

/** Whether a filter takes a packet. */
export function meets(classifier: Classifier, packet: Packet | undefined): boolean {
  switch (classifier.kind) {
    case 'matchall':
      return true;
    case 'fw':
      return packet !== undefined && ((packet.mark ?? 0) & classifier.mask) >>> 0 === classifier.mark;
    case 'flower':
      return packet !== undefined && flowers(classifier, packet);
  }
}

function flowers(flower: Flower, { source, destination, transport }: Packet): boolean {
  const within = (block: Prefix | undefined, ip: string): boolean =>
    block === undefined || (family(block.address) === family(ip) && inPrefix(block, ip));
  const at = (wanted: number | undefined, side: 'sourcePort' | 'destinationPort'): boolean =>
    wanted === undefined || (transport.kind !== 'icmp' && transport[side] === wanted);
  return (
    (flower.transport === undefined || flower.transport === transport.kind) &&
    within(flower.source, source) &&
    within(flower.destination, destination) &&
    at(flower.sourcePort, 'sourcePort') &&
    at(flower.destinationPort, 'destinationPort')
  );
}
