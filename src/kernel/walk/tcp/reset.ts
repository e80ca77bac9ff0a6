import type { Packet, Tcp } from '../../packet/frame.ts';

/** The segment that ends a connection nobody knows (tcp_v4_send_reset): it acknowledges what carried no acknowledgement. */
export function resetFor(packet: Packet, { sourcePort, destinationPort, flags, sequence = 0 }: Tcp): Packet {
  const transport: Tcp = {
    kind: 'tcp',
    sourcePort: destinationPort,
    destinationPort: sourcePort,
    flags: flags === 'S' ? 'R.' : 'R',
    data: '',
    ...(flags === 'S' ? { acknowledgement: sequence + 1 } : {}),
  };
  return { kind: 'ip', source: packet.destination, destination: packet.source, ttl: 64, transport };
}
