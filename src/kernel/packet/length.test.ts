import { expect, it } from 'vitest';
import type { Icmp, Packet, Transport } from './frame.ts';
import { fragmentOffsets } from './fragments.ts';
import { lengthOf } from './length.ts';

const v4 = (transport: Transport): Packet => ({
  kind: 'ip',
  source: '172.17.0.2',
  destination: '172.17.0.3',
  ttl: 64,
  transport,
});
const v6 = (transport: Transport): Packet => ({ ...v4(transport), source: 'fd00::2', destination: 'fd00::3' });
const tcp = (flags: 'S' | '.' | 'P.' | 'R.', data = ''): Transport => ({
  kind: 'tcp',
  sourcePort: 40000,
  destinationPort: 80,
  flags,
  data,
});
const echo = (size: number): Icmp => ({ kind: 'icmp', type: 'echo-request', id: 1, sequence: 1, size });

it.each([
  ['a SYN', v4(tcp('S')), 60],
  ['an ACK', v4(tcp('.')), 52],
  ['data in UTF-8', v4(tcp('P.', 'héllo €')), 52 + 10],
  ['a refusal', v4(tcp('R.')), 40],
  ['an IPv6 SYN', v6(tcp('S')), 80],
  ['an echo request', v4(echo(56)), 84],
  ['an IPv6 echo request', v6(echo(56)), 104],
  ['an error about a SYN', v4({ ...echo(0), about: v4(tcp('S')) }), 88],
  ['an error about a long packet', v4({ ...echo(0), about: v4(echo(1400)) }), 576],
  [
    'a query of the resolver',
    v4({
      kind: 'udp',
      sourcePort: 1,
      destinationPort: 53,
      data: {
        kind: 'dns',
        message: {
          id: 1,
          query: true,
          name: 'example.com',
          type: 'A',
          status: 'NOERROR',
          answers: [],
          edns: false,
          recursionDesired: true,
          recursionAvailable: false,
          authoritative: false,
        },
      },
    }),
    28 + 12 + 13 + 4,
  ],
])('%s', (_, packet, length) => {
  expect(lengthOf(packet)).toBe(length);
});

it('cuts what follows the header at multiples of eight', () => {
  expect(fragmentOffsets(v4(echo(3000)), 1500)).toEqual([0, 1480, 2960]);
  expect(fragmentOffsets(v4(echo(1450)), 1300)).toEqual([0, 1280]);
  expect(fragmentOffsets(v4(echo(1272)), 1300)).toEqual([0]);
  expect(fragmentOffsets(v6(echo(3000)), 1500)).toEqual([0, 1448, 2896]);
});
