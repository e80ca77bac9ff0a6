import type { Frame } from '../../kernel/packet/frame.ts';

/** What a packet is, in as few words as fit above it. */
export function packetName({ payload }: Frame): string {
  if (payload.kind === 'arp') return payload.operation === 'request' ? 'ARP ?' : 'ARP !';
  const { transport } = payload;
  switch (transport.kind) {
    case 'tcp':
      return tcpNames[transport.flags] + (transport.data === '' ? '' : dataName(transport.data));
    case 'udp':
      if (transport.data.kind === 'vxlan') return 'VXLAN';
      return transport.data.kind === 'dns'
        ? `DNS ${transport.data.message.type}${transport.data.message.query ? '?' : ''}`
        : 'UDP';
    case 'icmp':
      return transport.type;
  }
}

/** What a packet is, in a sentence. */
export const packetWords = (frame: Frame): string =>
  frame.payload.kind === 'arp' ? `ARP ${frame.payload.operation}` : packetName(frame);

const tcpNames = { S: 'SYN', 'S.': 'SYN-ACK', '.': 'ACK', 'P.': '', 'F.': 'FIN', R: 'RST', 'R.': 'RST' } as const;

/** The first word of what a segment carries, where it is HTTP. */
const dataName = (data: string): string => {
  const word = /^(HTTP\/[\d.]+ \d{3}|[A-Z]{3,7})/.exec(data)?.[1];
  return word?.replace(/^HTTP\/[\d.]+ /, 'HTTP ') ?? 'data';
};
