import { describe, expect, test } from 'vitest';
import type { Hop } from '../../kernel/hop.ts';
import type { DnsMessage, Frame, Packet, Transport } from '../../kernel/packet/frame.ts';
import { tokens } from '../palette.ts';
import { isTranslated, pillText, translation } from './pill-text.ts';
import { protocolMarks, protocolsOf } from './protocol-marks.ts';

const frame = (payload: Frame['payload']): Frame => ({
  source: '02:00:00:00:00:01',
  destination: '02:00:00:00:00:02',
  payload,
});
const packet = (transport: Transport, rest: Partial<Packet> = {}): Packet => ({
  kind: 'ip',
  source: '172.17.0.2',
  destination: '172.17.0.3',
  ttl: 64,
  transport,
  ...rest,
});
const tcp = (flags: 'S' | 'S.' | '.' | 'P.' | 'F.' | 'R' | 'R.', data = ''): Transport => ({
  kind: 'tcp',
  sourcePort: 40000,
  destinationPort: 80,
  flags,
  data,
});
const dns = (message: Partial<DnsMessage>): Transport => ({
  kind: 'udp',
  sourcePort: 5353,
  destinationPort: 53,
  data: {
    kind: 'dns',
    message: {
      id: 1,
      query: true,
      name: 'web',
      type: 'A',
      status: 'NOERROR',
      answers: [],
      edns: false,
      recursionDesired: true,
      recursionAvailable: false,
      authoritative: false,
      ...message,
    },
  },
});

describe('a pill says', () => {
  test.each<[string, Transport, string]>([
    ['TCP SYN', tcp('S'), 'tcp'],
    ['TCP SYN-ACK', tcp('S.'), 'tcp'],
    ['TCP data', tcp('P.', 'hello'), 'tcp'],
    ['TCP RST', tcp('R.'), 'tcp'],
    ['HTTP GET /a', tcp('P.', 'GET /a HTTP/1.1\r\nHost: web\r\n\r\n'), 'tcp'],
    ['HTTP 200 OK', tcp('P.', 'HTTP/1.1 200 OK\r\n\r\n'), 'tcp'],
    ['DNS A web?', dns({}), 'dns'],
    ['DNS NXDOMAIN', dns({ query: false, status: 'NXDOMAIN' }), 'dns'],
    [
      'DNS web → 172.18.0.2',
      dns({ query: false, answers: [{ name: 'web', type: 'A', ttl: 600, data: '172.18.0.2' }] }),
      'dns',
    ],
    ['DNS PTR 172.18.0.2?', dns({ type: 'PTR', name: '2.0.18.172.in-addr.arpa' }), 'dns'],
    [
      'DNS 172.18.0.2 → web.app',
      dns({
        query: false,
        type: 'PTR',
        name: '2.0.18.172.in-addr.arpa',
        answers: [{ name: '2.0.18.172.in-addr.arpa', type: 'PTR', ttl: 600, data: 'web.app' }],
      }),
      'dns',
    ],
    ['DNS web → no AAAA', dns({ query: false, type: 'AAAA' }), 'dns'],
    ['UDP', { kind: 'udp', sourcePort: 1, destinationPort: 2, data: { kind: 'text', text: 'x' } }, 'udp'],
    ['ICMP echo request', { kind: 'icmp', type: 'echo-request', id: 1, sequence: 1, size: 56 }, 'icmp'],
  ])('%s', (title, transport, color) => {
    expect(pillText(frame(packet(transport)))).toMatchObject({ title, color });
  });

  test('its ends with ports where it has ports', () => {
    expect(pillText(frame(packet(tcp('S'))))).toMatchObject({
      source: '172.17.0.2:40000',
      destination: '172.17.0.3:80',
    });
    const echo = packet({ kind: 'icmp', type: 'echo-reply', id: 1, sequence: 1, size: 56 });
    expect(pillText(frame(echo))).toMatchObject({ source: '172.17.0.2', destination: '172.17.0.3' });
    const six = packet(tcp('S'), { source: 'fe80::1', destination: 'fe80::2' });
    expect(pillText(frame(six)).source).toBe('[fe80::1]:40000');
  });

  test('whom ARP asks for', () => {
    const arp = {
      kind: 'arp',
      senderMac: 'a',
      senderIp: '172.17.0.1',
      targetMac: 'b',
      targetIp: '172.17.0.3',
    } as const;
    expect(pillText(frame({ ...arp, operation: 'request' })).title).toBe('ARP who has 172.17.0.3?');
    expect(pillText(frame({ ...arp, operation: 'reply' })).title).toBe('ARP 172.17.0.1 is here');
  });
});

describe('translation', () => {
  const hop = (before: Packet, now: Packet): Hop => ({
    time: 0,
    packet: 1,
    flow: 0,
    frame: frame(now),
    namespace: 'host1',
    stage: 'netfilter',
    decision: { kind: 'ttl', ttl: 64 },
    verdict: { kind: 'rewritten', before: frame(before) },
  });

  test('is a change of addresses or ports', () => {
    const before = packet(tcp('S'));
    expect(translation(hop(before, { ...before, destination: '10.0.0.1' }))).toEqual({
      source: false,
      destination: true,
    });
    expect(translation(hop(before, { ...before, source: '10.0.0.1' }))).toEqual({ source: true, destination: false });
  });

  test('is not a decremented time to live', () => {
    const before = packet(tcp('S'));
    expect(isTranslated(hop(before, { ...before, ttl: 63 }))).toBe(false);
  });
});

describe('a packet in a packet', () => {
  const inner = frame(packet({ kind: 'icmp', type: 'echo-request', id: 1, sequence: 1, size: 56 }));
  const outer = frame(
    packet(
      { kind: 'udp', sourcePort: 40000, destinationPort: 4789, data: { kind: 'vxlan', vni: 4097, frame: inner } },
      { source: '192.168.65.10', destination: '192.168.65.11' },
    ),
  );

  test('is told in it, with its own ends', () => {
    expect(pillText(outer)).toMatchObject({
      color: 'udp',
      title: 'VXLAN 4097',
      source: '192.168.65.10:40000',
      inner: { color: 'icmp', source: '172.17.0.2', destination: '172.17.0.3' },
    });
  });

  test('is in the legend beside what carries it', () => {
    expect(protocolsOf([outer, frame(packet(dns({})))])).toEqual(['udp', 'dns', 'icmp']);
  });
});

test('each protocol has a shape of its own', () => {
  expect(new Set(Object.values(protocolMarks)).size).toBe(Object.keys(tokens.light.packets).length);
});
