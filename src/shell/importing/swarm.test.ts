import { describe, expect, test } from 'vitest';
import { clusterOf } from '../../engine/swarm/cluster.ts';
import { engineHost } from '../../world/engine-host.ts';
import { createLab } from '../../world/lab.ts';
import type { HostFacts, NetworkFacts } from '../../snapshot/snapshot.ts';
import type { World } from '../../world/world.ts';
import { run } from '../run.ts';
import { after, imported, snapshotOf } from './host.fixture.ts';

const ONE = [
  'host1$ docker swarm init --advertise-addr 192.168.65.10',
  'host1$ docker network create -d overlay --attachable app',
  'host1$ docker run -d --name box --network app nginx',
  'host1$ docker run -d --name mate --network app nginx',
  'host1$ docker service create --no-resolve-image -d --name api --replicas 2 --network app --publish 8080:80 nginx',
  'host1$ sleep 6',
];

/** But for moments, and for names that the engine makes up of what nobody tells. */
const asked = async (world: World, place: string, line: string): Promise<string> =>
  (await run(world, place, line, { fresh: true })).stdout
    .replace(/^#.*$/gm, '')
    .replace(/\[\d+:\d+\]/g, '[]')
    .replace(/@if\d+/g, '@if')
    .replace(/"Options": (null|\{\})/g, '"Options": none')
    .replace(/"Name": "(gateway_)?[0-9a-f]{12}"/g, '"Name": "$1"');

/** What is asked of both worlds, and said alike. */
async function expectSame(world: World, before: World, questions: readonly (readonly [string, string])[]) {
  for (const [place, line] of questions) {
    const said = await asked(before, place, line);
    expect.soft(said, `${place}$ ${line}`).not.toBe('');
    expect.soft(await asked(world, place, line), `${place}$ ${line}`).toBe(said);
  }
}

describe('hosts of a swarm, brought in', () => {
  test('one has its networks and its service, and is reached as before', async () => {
    const before = await after(...ONE);
    const world = await imported(await snapshotOf(before));
    expect(world.imported?.lacks).toEqual([]);
    expect(world.imported?.changes).toEqual([]);
    await expectSame(world, before, [
      ['host1', 'docker network inspect app ingress docker_gwbridge'],
      ['host1', 'docker service ls'],
      ['host1', 'docker service inspect api --format "{{json .Endpoint}}"'],
      ['host1', 'iptables-save'],
      ['host1', 'ip addr'],
      ['box', 'ip addr'],
      ['box', 'curl -s -m 2 mate | head -4'],
      ['box', 'dig +short api'],
      ['box', 'dig +short tasks.api | sort'],
      ['client', 'curl -s -m 2 http://192.168.65.10:8080 | head -4'],
      ['box', 'curl -s -m 2 http://api | head -4'],
    ]);
  });

  test('two are of one swarm, and their containers reach each other through the tunnel', async () => {
    const lab = createLab({ seed: 1, hosts: ['host1', 'host2'] });
    let { world: before } = await run(lab, 'host1', 'docker swarm init --advertise-addr 192.168.65.10');
    const { stdout: token } = await run(before, 'host1', 'docker swarm join-token -q worker');
    for (const [place, line] of [
      ['host2', `docker swarm join --token ${token.trim()} 192.168.65.10:2377`],
      ['host1', 'docker network create -d overlay --attachable app'],
      ['host1', 'docker run -d --name one --network app nginx'],
      ['host2', 'docker run -d --name two --network app nginx'],
      [
        'host1',
        'docker service create --no-resolve-image -d --name api --mode global --network app --publish 8080:80 nginx',
      ],
      ['host1', 'sleep 6'],
    ] as const)
      ({ world: before } = await run(before, place, line));
    const snapshot = await snapshotOf(before);
    const world = await imported(snapshot);
    expect(world.imported?.lacks).toEqual([]);
    expect(world.imported?.changes).toEqual([]);
    await expectSame(world, before, [
      ['host2', 'docker network inspect app'],
      ['host1', 'docker node ls'],
      ['host1/one', 'ping -c 1 -W 1 two | grep loss'],
      ['host2/two', 'curl -s -m 2 one | head -4'],
      ['host2/two', 'dig +short tasks.api | sort'],
      ['client', 'curl -s -m 2 http://192.168.65.11:8080 | head -4'],
    ]);

    // The worker alone knows of a service what its containers tell, and that the other host is missing.
    const alone = await imported({ ...snapshot, hosts: snapshot.hosts.slice(1) });
    expect(alone.imported?.lacks.map(({ kind }) => kind)).toEqual(['services-unknown', 'swarm-alone']);
    expect(Object.keys(clusterOf(engineHost(alone, 'host1'))?.nodes ?? {})).toHaveLength(1);
    expect(await asked(alone, 'host1/two', 'dig +short tasks.api | wc -l')).toBe('1\n');
    expect((await run(alone, 'host1', 'docker node ls')).stderr).toContain("Worker nodes can't be used");
  });

  test('what cannot be so of a swarm ends in a lab and in plain words', async () => {
    const id = (digit: string): string => digit.repeat(25);
    const overlay = (name: string, more: Partial<NetworkFacts>): NetworkFacts => ({
      ...{
        id: id('n'),
        name,
        driver: 'overlay',
        scope: 'swarm',
        attachable: true,
        subnets: [{ subnet: '10.0.5.0/24' }],
      },
      ...more,
    });
    const vni = { 'com.docker.network.driver.overlay.vxlanid_list': '4096' };
    const task = { id: id('t'), service: id('s'), name: 'web.1.x' };
    const on = (network: string, ipv4: string) => [{ network, ipv4 }];
    const container = { id: 'a'.repeat(64), name: 'box', image: 'nginx', status: 'running' };
    const host = (facts: Partial<HostFacts>): HostFacts => ({ name: 'srv', ...facts });
    const hosts: readonly HostFacts[] = [
      // Numbers of tunnels twice and without measure, names and ids that objects have, a balancer outside of its network.
      host({
        networks: [
          overlay('ingress', { ingress: true, options: vni, ends: [{ holder: 'ingress-sbox', ipv4: '9.9.9.9' }] }),
          overlay('__proto__', { id: '__proto__', options: vni }),
          overlay('wide', { id: id('w'), options: { ...vni, [Object.keys(vni)[0] ?? '']: '99999999' } }),
          overlay('none', { id: id('o'), subnets: [{ subnet: 'nonsense' }] }),
          { ...overlay('docker_gwbridge', { id: id('g') }), driver: 'macvlan', subnets: [] },
        ],
        containers: [{ ...container, attachments: on('__proto__', '10.0.5.2') }],
        engine: { member: { node: '__proto__', address: 'nowhere', managers: ['__proto__'] } },
      }),
      // The same task twice, a virtual address that a container has, a service on networks that nobody knows.
      host({
        networks: [overlay('app', { ends: [{ holder: 'lb-app', ipv4: '10.0.5.9' }] })],
        services: [
          {
            ...{ id: id('s'), name: 'web', mode: 'global', networks: [{ id: id('n') }, { id: '__proto__' }] },
            ...{ vips: { [id('n')]: '10.0.5.9' }, ports: [{ protocol: 'tcp', target: 80, published: 80 }] },
          },
        ],
        containers: [
          { ...container, task, attachments: on('app', '10.0.5.9') },
          { ...container, id: 'b'.repeat(64), name: 'two', task, attachments: on('app', '10.0.5.9') },
        ],
      }),
    ];
    for (const facts of hosts) {
      const world = await imported({ version: 1, hosts: [facts] });
      expect(world.imported).toBeDefined();
      expect((await run(world, 'host1', 'docker network ls')).exit).toBe(0);
    }
    // Two hosts that are the same node of one swarm.
    const twins = hosts.flatMap((facts) => [facts, facts]);
    expect((await imported({ version: 1, hosts: twins })).machines['host4']?.engine?.swarm).toBeDefined();
  });
});
