import { beforeAll, describe, expect, it } from 'vitest';
import type { HostFacts, Snapshot } from '../../snapshot/snapshot.ts';
import { parseSnapshot, snapshotText } from '../../snapshot/text.ts';
import { createLab } from '../../world/lab.ts';
import { LAN, type World } from '../../world/world.ts';
import { run } from '../run.ts';
import { after, importLine, snapshotOf } from './host.fixture.ts';

/** Whatever comes: a world, or a plain word why not; never an exception, never long. */
async function tried(snapshot: Snapshot): Promise<World | undefined> {
  const begun = performance.now();
  const { world, exit, stderr } = await run(createLab({ seed: 3 }), LAN, importLine(snapshot));
  expect(performance.now() - begun).toBeLessThan(5000); // of a busy machine; alone it is less than two
  if (exit !== 0) expect(stderr).toMatch(/^import: /);
  return world.imported ? world : undefined;
}

const kinds = (world: World | undefined): string[] => (world?.imported?.lacks ?? []).map(({ kind }) => kind);
const id = (digit: string): string => digit.repeat(64);
const host = (facts: Partial<HostFacts>): Snapshot => ({ version: 1, hosts: [{ name: 'h', ...facts }] });
const one = { id: id('a'), name: 'one', image: 'nginx', status: 'running', attachments: [] };
const network = (name: string, subnet: string, digit: string) => ({
  ...{ id: id(digit), name, driver: 'bridge', subnets: [{ subnet }] },
});

describe('facts that contradict each other', () => {
  it.each<[string, Partial<HostFacts>, readonly string[]]>([
    [
      'two containers with one address',
      {
        containers: ['a', 'b'].map((digit) => ({
          ...{ ...one, id: id(digit), name: `c${digit}` },
          attachments: [{ network: 'bridge', ipv4: '172.17.0.2', mac: '02:42:ac:11:00:02' }],
        })),
      },
      ['container-not-started', 'container-not-started'],
    ],
    [
      'a network that is missing',
      { containers: [{ ...one, mode: 'gone', attachments: [{ network: 'gone', ipv4: '10.0.0.2' }] }] },
      ['network-missing'],
    ],
    [
      'containers that share each other',
      {
        containers: [
          { ...one, mode: `container:${id('b')}` },
          { ...one, id: id('b'), name: 'two', mode: `container:${id('a')}` },
          { ...one, id: id('c'), name: 'three', mode: `container:${id('c')}` },
        ],
      },
      ['container-not-started', 'container-not-started', 'container-not-started', 'container-not-started'],
    ],
    [
      'subnets that overlap, and such as are none',
      { networks: [network('a', '10.0.0.0/8', '1'), network('b', '10.1.0.0/16', '2'), network('c', 'nonsense', '3')] },
      ['network-not-made', 'network-not-made'],
    ],
    [
      'a way out by a device that nothing can be called',
      {
        stack: {
          links: [{ index: 2, name: 'eth 0/', kind: 'ether', up: true, addresses: [] }],
          routes: ['ethhasOwnProperty0', 'a b', '..'].map((device) => ({
            ...{ family: 4 as const, destination: 'default', via: '192.168.65.1', device },
          })),
        },
      },
      ['link-not-made', 'no-uplink', 'route-not-read', 'route-not-read', 'route-not-read'],
    ],
    [
      'the same name or id twice, and names that are none',
      {
        containers: [one, one, { ...one, name: '__proto__' }, { ...one, name: '', id: 'x' }, { ...one, name: 'a b' }],
        networks: [network('__proto__', '10.3.0.0/16', '4'), network('constructor', '10.4.0.0/16', '4')],
      },
      ['container-not-made', 'container-not-made', 'container-not-made', 'container-not-made', 'network-not-made'],
    ],
    [
      'numbers without measure',
      {
        containers: [
          {
            ...one,
            ports: [{ port: '80/tcp', hostPort: '99999999' }],
            bindings: [
              { port: '80/tcp', hostPort: '70000' },
              { port: '-1/tcp', hostPort: 'x-y' },
            ],
            created: '9999-99-99T99:99:99Z',
          },
        ],
        stack: {
          links: [
            { index: 9_007_199_254_740_991, name: 'x'.repeat(40), kind: 'vlan', up: true, addresses: [] },
            { index: -5, name: 'eth0', kind: 'ether', up: true, mtu: -1, mac: 'zz', addresses: [] },
            { index: 2, name: 'v', kind: 'vxlan', up: true, data: { id: -1, port: 1e9 }, addresses: [] },
            { index: 2, name: 'w', kind: 'bridge', up: true, master: 'w', addresses: [] },
            {
              ...{ index: 3, name: 'y', kind: 'veth', up: true, lower: { index: 3, name: 'y' } },
              addresses: [
                { address: '1.2.3.4', prefixLength: 128 },
                { address: 'x', prefixLength: 0 },
              ],
            },
          ],
          routes: [
            { family: 4, destination: 'default', via: '::1', device: 'y', metric: -7 },
            { family: 6, destination: '10.0.0.0/8', device: '__proto__', table: 'constructor' },
          ],
          rules: [{ family: 4, priority: -3, words: ['from', 'nonsense', 'lookup', '__proto__'] }],
          sockets: [{ protocol: 'tcp', address: 'fe80::1%x', port: 0 }],
          forwarding: [[], ['dev'], ['aa:bb:cc:dd:ee:ff', 'dev', 'y', 'dst', 'z']],
          sysctl: { __proto__x: '1', 'net.ipv4.ip_forward': 'x', 'net.ipv4.conf.nobody.forwarding': '1' },
        },
      },
      [],
    ],
    [
      'rules in circles, and without end',
      {
        stack: {
          iptables: [
            ...['*filter', ':INPUT ACCEPT [0:0]', ':A - [0:0]', ':B - [0:0]', ':__proto__ - [0:0]'],
            ...['-A INPUT -j A', '-A A -j B', '-A B -j A', '-A nowhere -j A', '-A INPUT -s x -j DROP'],
            ...Array.from(
              { length: 10_000 },
              (_, at) => `-A A -s 10.${at >> 8}.${at & 255}.0/24 -m set --match-set s src -j B`,
            ),
            'COMMIT',
          ].join('\n'),
        },
      },
      ['rule-not-read', 'rule-not-read', 'rules-opaque', 'chains-in-circles'],
    ],
  ])('%s', async (_, facts, expected) => {
    const world = await tried(host(facts));
    expect(world).toBeDefined();
    if (expected.length > 0) expect(kinds(world).sort()).toEqual([...expected].sort());
    // It is a lab that works.
    const { exit } = await run(world ?? createLab({ seed: 1 }), 'host1', 'docker run -d --name later alpine');
    expect(exit).toBe(0);
  });
});

describe('what has been tampered with', () => {
  let text: string;
  beforeAll(async () => {
    text = snapshotText(
      await snapshotOf(
        await after(
          'host1$ docker network create --subnet 10.9.0.0/24 net',
          'host1$ docker run -d --name a --network net -p 80:80 nginx',
          'host1$ docker run -d --name b --network container:a alpine',
          'host1$ ip link add link eth0 name eth0.5 type vlan id 5',
        ),
      ),
    );
  });

  it('never breaks anything: 150 times', { timeout: 120_000 }, async () => {
    let state = 12_345;
    const below = (bound: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
      return (state >>> 8) % bound;
    };
    const odd = [
      '',
      '0',
      '__proto__',
      '::',
      '0.0.0.0/0',
      '10.9.0.1',
      'container:',
      'container:a',
      id('a'),
      'eth0',
      'bridge',
      'running',
      'veth',
    ];
    let made = 0;
    for (let at = 0; at < 150; at++) {
      const facts = JSON.parse(text) as { hosts: unknown[] };
      for (let times = 1 + below(4); times > 0; times--) tamper(facts.hosts[0], below, odd);
      const read = parseSnapshot(JSON.stringify(facts).replaceAll("'", '\\u0027'));
      if (!read.ok) continue;
      if (await tried(read.snapshot)) made++;
    }
    expect(made).toBeGreaterThan(60);
  });
});

/** Puts something odd somewhere, takes something away, or says something twice. */
function tamper(value: unknown, below: (bound: number) => number, odd: readonly string[]): void {
  if (typeof value !== 'object' || value === null) return;
  const record = value as Record<string, unknown>;
  const keys = Object.keys(record);
  const key = keys[below(Math.max(1, keys.length))];
  if (key === undefined) return;
  const child = record[key];
  if (typeof child === 'object' && child !== null && below(16) > 0) return tamper(child, below, odd);
  if (Array.isArray(value) && below(2) === 0) value.push(child);
  else if (below(4) === 0 && !Array.isArray(value)) delete record[key];
  else record[key] = typeof child === 'number' ? [-1, 0, 7, 1e12][below(4)] : odd[below(odd.length)];
}
