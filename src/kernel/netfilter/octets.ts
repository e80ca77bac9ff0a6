import { bytesOf, family } from '../../ip/address.ts';
import type { Packet, TcpFlags, Transport } from '../packet/frame.ts';
import { ICMP6_NUMBERS, ICMP_NUMBERS } from './extensions/matches/icmp-types.table.ts';

const FLAGS: Readonly<Record<TcpFlags, number>> = { S: 2, 'S.': 18, '.': 16, 'P.': 24, 'F.': 17, R: 4, 'R.': 20 };
const PROTOCOLS: Readonly<Record<Transport['kind'], number>> = { icmp: 1, tcp: 6, udp: 17 };
const ICMPV6 = 58;

const two = (value: number): number[] => [(value >>> 8) & 0xff, value & 0xff];
const four = (value: number): number[] => [...two(value >>> 16), ...two(value)];
const text = (words: string): number[] => [...words].map((char) => char.charCodeAt(0) & 0xff);

/** The octets of a packet as rules may look at them: headers, and data that is text. Checksums and the packet's own number are 0. */
export function octetsOf(packet: Packet, length: number): number[] {
  const { source, destination, ttl, transport } = packet;
  const inner = transportOctets(transport, family(source) === 6);
  if (family(source) === 6)
    return [
      ...[0x60, 0, 0, 0],
      ...two(length - 40),
      ...[transport.kind === 'icmp' ? ICMPV6 : PROTOCOLS[transport.kind], ttl],
      ...bytesOf(source),
      ...bytesOf(destination),
      ...inner,
    ];
  return [
    ...[0x45, 0],
    ...two(length),
    ...two(0),
    ...two(packet.dontFragment === false ? 0 : 0x4000),
    ...[ttl, PROTOCOLS[transport.kind]],
    ...two(0),
    ...bytesOf(source),
    ...bytesOf(destination),
    ...inner,
  ];
}

function transportOctets(transport: Transport, v6: boolean): number[] {
  switch (transport.kind) {
    case 'tcp': {
      const { sourcePort, destinationPort, sequence = 0, acknowledgement = 0, flags, data } = transport;
      // A connection begins with options, twenty octets of them, and goes on with twelve.
      const options = flags === 'S' || flags === 'S.' ? 20 : 12;
      return [
        ...two(sourcePort),
        ...two(destinationPort),
        ...four(sequence),
        ...four(acknowledgement),
        ...[((20 + options) / 4) << 4, FLAGS[flags]],
        ...two(0xfaf0),
        ...two(0),
        ...two(0),
        ...new Array<number>(options).fill(1),
        ...text(data),
      ];
    }
    case 'udp': {
      const data = transport.data.kind === 'text' ? text(transport.data.text) : [];
      return [
        ...two(transport.sourcePort),
        ...two(transport.destinationPort),
        ...two(8 + data.length),
        ...two(0),
        ...data,
      ];
    }
    case 'icmp': {
      const [type, code] = (v6 ? ICMP6_NUMBERS : ICMP_NUMBERS)[transport.type];
      return [
        type,
        code,
        0,
        0,
        ...two(transport.id),
        ...two(transport.sequence),
        ...new Array<number>(transport.size).fill(0),
      ];
    }
  }
}
