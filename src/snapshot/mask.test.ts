import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contains, parsePrefix } from '../ip/address.ts';
import { addressMask } from './mask/addresses.ts';
import { maskerFor, maskSnapshot } from './mask.ts';
import type { Snapshot } from './snapshot.ts';
import { parseSnapshot, snapshotText } from './text.ts';

const snapshot: Snapshot = {
  version: 1,
  hosts: [
    {
      name: 'prod-7',
      resolv: ['nameserver 9.9.9.9', 'search corp.example'],
      networks: [
        { id: 'a'.repeat(64), name: 'bridge', driver: 'bridge', subnets: [{ subnet: '172.17.0.0/16' }] },
        {
          id: 'b'.repeat(64),
          name: 'shop_back',
          driver: 'bridge',
          subnets: [{ subnet: '10.1.0.0/24' }],
          project: 'shop',
        },
      ],
      containers: [
        {
          id: 'c'.repeat(64),
          name: 'shop-web-1',
          image: 'registry.corp.example:5000/team/web:3',
          status: 'running',
          hostname: 'cccccccccccc',
          mode: 'shop_back',
          extraHosts: ['billing:81.2.69.160'],
          attachments: [{ network: 'shop_back', aliases: ['web'], dnsNames: ['shop-web-1', 'web', 'cccccccccccc'] }],
          service: 'web',
          hosts: ['127.0.0.1 localhost', '81.2.69.160 billing', '10.1.0.2 cccccccccccc'],
        },
        {
          id: 'd'.repeat(64),
          name: 'side',
          image: 'alpine',
          status: 'running',
          mode: `container:${'c'.repeat(64)}`,
          attachments: [],
        },
      ],
      stack: {
        links: [
          {
            index: 2,
            name: 'eth0',
            kind: 'ether',
            mac: '52:54:00:12:34:56',
            up: true,
            addresses: [
              { address: '81.2.69.142', prefixLength: 26, scope: 'global' },
              { address: '2a01:4f8:1:2::2', prefixLength: 64, scope: 'global' },
            ],
          },
        ],
        routes: [{ family: 4, destination: 'default', via: '81.2.69.129', device: 'eth0' }],
        iptables:
          '*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -s 81.2.69.128/26 -j ACCEPT\n-A INPUT -s 81.2.70.1/32 -j DROP\n-A INPUT -s 10.1.0.0/24 -j DROP\nCOMMIT\n',
      },
    },
  ],
};

describe('addresses', () => {
  const text = snapshotText(maskSnapshot(snapshot, { addresses: true, names: false }));

  test('no public one is left, and private ones are as they were', () => {
    expect(text).not.toMatch(/81\.2\.|9\.9\.9\.9|2a01/);
    for (const kept of ['10.1.0.0/24', '172.17.0.0/16', '52:54:00:12:34:56', '127.0.0.1 localhost'])
      expect(text).toContain(kept);
    expect(parseSnapshot(text).ok).toBe(true);
  });

  test('what was in one network still is, in the same words everywhere', () => {
    const [host] = maskSnapshot(snapshot, { addresses: true, names: false }).hosts;
    const address = host?.stack?.links?.[0]?.addresses[0]?.address ?? '';
    const [, subnet = ''] = /-A INPUT -s (\S+) -j ACCEPT/.exec(host?.stack?.iptables ?? '') ?? [];
    const prefix = parsePrefix(subnet);
    expect(prefix && contains(prefix, address)).toBe(true);
    expect(prefix && contains(prefix, host?.stack?.routes?.[0]?.via ?? '')).toBe(true);
    expect(host?.containers?.[0]?.hosts?.[1]).toBe(
      host?.containers?.[0]?.extraHosts?.[0]?.replace(/(.*):(.*)/, '$2 $1'),
    );
  });

  test('different ones stay different, and neighbours neighbours', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const address = fc.tuple(fc.integer({ min: 1, max: 223 }), octet, octet, octet).map((bytes) => bytes.join('.'));
    fc.assert(
      fc.property(
        fc.uniqueArray(address, { minLength: 2, maxLength: 30 }),
        fc.integer({ min: 16, max: 32 }),
        (ips, length) => {
          const mask = addressMask(ips.map((ip) => `${ip}/${length}`));
          expect(new Set(ips.map(mask)).size).toBe(ips.length);
          for (const a of ips)
            for (const b of ips) {
              const [before, after] = [parsePrefix(`${a}/${length}`), parsePrefix(`${mask(a)}/${length}`)];
              if (before && after && mask(a) !== a && mask(b) !== b)
                expect(contains(after, mask(b))).toBe(contains(before, b));
            }
        },
      ),
    );
  });
});

test('names are replaced, the same everywhere', () => {
  const masked = maskSnapshot(snapshot, { addresses: false, names: true });
  const text = snapshotText(masked);
  expect(text).not.toMatch(/shop|prod|corp|billing|"web"/);
  const [host] = masked.hosts;
  const [web, side] = host?.containers ?? [];
  expect(host?.name).toBe('host1');
  expect(web?.name).toBe('c1');
  expect(web?.mode).toBe(host?.networks?.[1]?.name);
  expect(web?.attachments[0]).toMatchObject({ network: web?.mode, dnsNames: ['c1', web?.service, 'cccccccccccc'] });
  expect(side?.mode).toBe(snapshot.hosts[0]?.containers?.[1]?.mode);
  expect(web?.image).toBe('team/web:3');
});

test('a daemon.json that is no JSON is left as it is', () => {
  const [host] = snapshot.hosts;
  const broken: Snapshot = { version: 1, hosts: [{ name: host?.name ?? '', engine: { daemon: '}' } }] };
  expect(maskSnapshot(broken, { addresses: true, names: true }).hosts[0]?.engine?.daemon).toBe('}');
});

describe('a later snapshot', () => {
  const both = { addresses: true, names: true };
  /** The same host later: others first, one gone, an address more in a network that was there and in one that was not. */
  const later: Snapshot = {
    ...snapshot,
    hosts: snapshot.hosts.map((host) => ({
      ...host,
      resolv: ['nameserver 81.2.69.130', 'nameserver 8.8.4.4', ...(host.resolv ?? [])],
      networks: [
        { id: 'e'.repeat(64), name: 'new_net', driver: 'bridge', subnets: [] },
        ...(host.networks ?? []).toReversed(),
      ],
      containers: [
        { id: 'f'.repeat(64), name: 'another', image: 'nginx', status: 'running', attachments: [] },
        ...(host.containers ?? []).toReversed(),
      ],
    })),
  };

  test('is masked just as the one before it, whatever else it has', () => {
    const masker = maskerFor(both);
    const [before] = masker.snapshot(snapshot).hosts;
    const [after] = masker.snapshot(later).hosts;
    expect(before?.name).toBe(after?.name);
    for (const each of before?.containers ?? []) expect(after?.containers).toContainEqual(each);
    for (const each of before?.networks ?? []) expect(after?.networks).toContainEqual(each);
    expect(after?.stack).toEqual(before?.stack);
    expect(after?.containers?.[0]?.name).toBe('c3');
    // One more address of the network that eth0 is in stays in that network.
    const own = before?.stack?.links?.[0]?.addresses[0];
    const network = parsePrefix(`${own?.address ?? ''}/${own?.prefixLength ?? 0}`);
    const server = after?.resolv?.[0]?.split(' ')[1] ?? '';
    expect(server).not.toBe('81.2.69.130');
    expect(network && contains({ ...network, length: 24 }, server)).toBe(true);
    expect(snapshotText(masker.snapshot(later))).not.toMatch(/81\.2\.69|8\.8\.4|another|shop|prod-7/);
  });

  test('the same snapshot comes to the very same text, and says that it is masked', () => {
    const masker = maskerFor(both);
    const text = snapshotText(masker.snapshot(snapshot));
    expect(snapshotText(masker.snapshot(snapshot))).toBe(text);
    expect(text).toContain('"masked":{"addresses":true,"names":true}');
    const parsed = parseSnapshot(text);
    expect(parsed.ok && snapshotText(maskerFor(both).snapshot(parsed.snapshot))).toBe(text);
    expect(snapshotText(maskSnapshot(snapshot, { addresses: false, names: false }))).not.toContain('masked');
  });

  test('words that speak of a snapshot are masked as it is', () => {
    const masker = maskerFor(both);
    const [host] = masker.snapshot(snapshot).hosts;
    expect(masker.word('prod-7')).toBe(host?.name);
    expect(masker.word('81.2.69.142')).toBe(host?.stack?.links?.[0]?.addresses[0]?.address);
    expect(masker.word('some text')).toBe('some text');
    expect(maskerFor({ addresses: false, names: false }).word('prod-7')).toBe('prod-7');
  });
});
