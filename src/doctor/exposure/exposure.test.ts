import { expect, test } from 'vitest';
import { run } from '../../shell/run.ts';
import { imported } from '../../shell/importing/host.fixture.ts';
import { maskSnapshot } from '../../snapshot/mask.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { createLab } from '../../world/lab.ts';
import { exposureOf } from './exposure.ts';

/** A host of a provider: its own addresses are public. */
const rented: Snapshot = {
  version: 1,
  hosts: [
    {
      name: 'vps',
      containers: [
        {
          ...{ id: 'a'.repeat(64), name: 'web', image: 'nginx', status: 'running', exposed: ['80/tcp'] },
          bindings: [{ port: '80/tcp', hostIp: '', hostPort: '80' }],
          attachments: [{ network: 'bridge' }],
        },
      ],
      stack: {
        links: [
          { index: 1, name: 'lo', kind: 'loopback', up: true, addresses: [{ address: '127.0.0.1', prefixLength: 8 }] },
          {
            ...{ index: 2, name: 'ens3', kind: 'ether', up: true, mtu: 1500, mac: '52:54:00:00:00:02' },
            addresses: [
              { address: '45.33.10.7', prefixLength: 24, scope: 'global' },
              { address: '2a01:4f8:1:2::7', prefixLength: 64, scope: 'global' },
            ],
          },
        ],
        routes: [
          { family: 4, destination: 'default', via: '45.33.10.1', device: 'ens3' },
          {
            family: 4,
            destination: '45.33.10.0/24',
            device: 'ens3',
            source: '45.33.10.7',
            scope: 'link',
            protocol: 'kernel',
          },
          { family: 6, destination: 'default', via: 'fe80::1', device: 'ens3' },
          { family: 6, destination: '2a01:4f8:1:2::/64', device: 'ens3', protocol: 'kernel' },
        ],
      },
    },
  ],
};

test('what is published at a public address, of either family, is open to everyone', async () => {
  const told = exposureOf(await imported(rented)).map(({ target, to }) => `${target.address} ${target.port} ${to}`);
  expect(told.toSorted()).toEqual(['2a01:4f8:1:2::7 80 everyone', '45.33.10.7 80 everyone']);
  // Masked, it is as open as it was.
  const masked = await imported(maskSnapshot(rented, { addresses: true, names: true }));
  expect(exposureOf(masked).map(({ to }) => to)).toEqual(['everyone', 'everyone']);
});

test('a rule that keeps the LAN out and not who comes from beyond it: the way in is that of those', async () => {
  let world = createLab({ seed: 1 });
  for (const line of [
    'docker run -d --name cache -p 6379:6379 redis',
    'iptables -I DOCKER-USER -s 192.168.65.0/24 -p tcp -j REJECT --reject-with tcp-reset',
  ])
    world = (await run(world, 'host1', line)).world;
  const [found] = exposureOf(world).filter(({ target }) => target.port === 6379);
  expect(found).toMatchObject({ to: 'beyond', why: { kind: 'published-rule' } });
  expect(found?.why.rule?.text).toContain('DNAT');
});
