import { describe, expect, it } from 'vitest';
import type { DnsMessage, DnsType } from '../kernel/packet/frame.ts';
import { answer } from './dnsmasq.ts';

const query = (name: string, type: DnsType): DnsMessage => ({
  id: 1,
  query: true,
  name,
  type,
  status: 'NOERROR',
  answers: [],
  edns: true,
  recursionDesired: true,
  recursionAvailable: false,
  authoritative: false,
});

describe("the internet's DNS server", () => {
  it('knows example.com, in any case, and keeps the case asked in', () => {
    expect(answer(query('EXAMPLE.com', 'A'))).toMatchObject({
      status: 'NOERROR',
      authoritative: true,
      answers: [{ name: 'EXAMPLE.com', type: 'A', ttl: 0, data: '203.0.113.10' }],
    });
  });
  it('has nothing but an address for it', () => {
    for (const type of ['AAAA', 'MX', 'TXT'] as const)
      expect(answer(query('example.com', type))).toMatchObject({
        status: 'NOERROR',
        authoritative: false,
        answers: [],
      });
  });
  it('knows the address backwards', () => {
    expect(answer(query('10.113.0.203.in-addr.arpa', 'PTR')).answers).toMatchObject([{ data: 'example.com' }]);
  });
  it('denies all else', () => {
    for (const name of ['nosuch.example.com', 'web', 'localhost'])
      expect(answer(query(name, 'A')).status).toBe('NXDOMAIN');
    expect(answer(query('4.3.2.1.in-addr.arpa', 'PTR')).status).toBe('NXDOMAIN');
  });
});
