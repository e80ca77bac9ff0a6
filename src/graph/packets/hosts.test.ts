import { beforeAll, describe, expect, test } from 'vitest';
import { joinTraces } from '../../kernel/join-traces.ts';
import { run } from '../../shell/run.ts';
import type { Outcome } from '../../shell/tool/call.ts';
import { createLab } from '../../world/lab.ts';
import { LAN, type World } from '../../world/world.ts';
import { stopsOf } from './stops.ts';
import { sceneOf } from '../scene/scene-of.ts';
import { meaningOf, networkBarId } from '../scene/ids.ts';
import type { Scene, SceneNode } from '../scene/scene.ts';

type Line = readonly [place: string, line: string];

async function after(lines: readonly Line[], world = createLab({ seed: 1 })): Promise<Outcome> {
  let outcome: Outcome = { world, stdout: '', stderr: '', exit: 0, traces: [] };
  for (const [place, line] of lines) outcome = await run(outcome.world, place, line);
  return outcome;
}

const swarm: readonly Line[] = [
  [LAN, 'add host host2'],
  ['host1', 'docker swarm init --advertise-addr 192.168.65.10'],
  ['host1', 'docker swarm join-token -q worker > /run/sock/token'],
  ['host2', 'docker swarm join --token $(cat /run/sock/token) 192.168.65.10:2377'],
  ['host1', 'docker network create -d overlay --attachable mesh'],
  ['host1', 'docker run -d --name web --network mesh traefik/whoami'],
  ['host2', 'docker run -d --name box --network mesh busybox'],
];

const idOf = (world: World, host: string, name: string): string =>
  networkBarId(host, world.machines[host]?.engine?.networkNames[name] ?? '');

const barOf = (scene: Scene, id: string): SceneNode | undefined => scene.nodes.find((node) => node.id === id);

describe('an overlay network over two hosts', () => {
  let world: World;
  let scene: Scene;
  beforeAll(async () => {
    ({ world } = await after(swarm));
    scene = sceneOf(world);
  });

  test('is a bar of the same colour on each, with the containers of that host', () => {
    const bars = ['host1', 'host2'].map((host) => barOf(scene, idOf(world, host, 'mesh')));
    expect(bars).toMatchObject([
      { title: 'mesh', driver: 'overlay', subnet: '10.0.1.1/24', condition: 'up' },
      { title: 'mesh', driver: 'overlay', subnet: '10.0.1.1/24', condition: 'up' },
    ]);
    const colors = bars.map((bar) => bar?.kind === 'bridge' && bar.color);
    expect(colors[0]).toBe(colors[1]);
    const veths = scene.edges.filter(({ kind, source }) => kind === 'veth' && source.includes('/network/'));
    const hanging = veths.filter(({ source }) => source === bars[1]?.id).map(({ target }) => meaningOf(world, target));
    expect(hanging).toMatchObject([{ kind: 'container', place: 'host2/box' }]);
  });

  test('carries a request through its bridge, the host’s stack, the LAN, and the other host', async () => {
    const sent = await run(world, 'host2/box', 'curl -s -m 2 http://web');
    const hops = joinTraces(sent.traces);
    const places = stopsOf(sceneOf(sent.world), hops).map(({ site }) => site.node);
    const drawn = new Set(scene.nodes.map(({ id }) => id));
    expect(places.filter((node) => !drawn.has(node))).toEqual([]);
    const first = hops.findIndex(({ frame }) => frame.payload.kind === 'ip' && frame.payload.transport.kind === 'tcp');
    const way = places.slice(first).filter((node, i, all) => node !== all[i - 1]);
    const outer = [
      'host2/gate/OUTPUT',
      'host2/gate/POSTROUTING',
      'host2/device/2',
      'router/device/2',
      'host1/device/2',
    ];
    const from = way.indexOf(idOf(world, 'host2', 'mesh'));
    const to = way.indexOf(idOf(world, 'host1', 'mesh'));
    expect(from).toBeGreaterThan(-1);
    expect(to).toBeGreaterThan(from);
    for (const node of outer) expect(way.slice(from, to), node).toContain(node);
  });
});

describe('links on a NIC', () => {
  test('a sub-interface stands beside it, and its network hangs from it', async () => {
    const { world } = await after([
      ['host1', 'docker network create -d macvlan --subnet 10.5.0.0/24 -o parent=eth0.10 tagged'],
      ['host1', 'docker run -d --name web --network tagged nginx'],
    ]);
    const scene = sceneOf(world);
    const nics = scene.nodes.filter((node) => node.kind === 'nic');
    expect(nics.map(({ name }) => name)).toEqual(['eth0', 'eth0.10']);
    expect(scene.edges.find(({ id }) => id === `cable:${nics[1]?.id}`)).toMatchObject({ source: nics[0]?.id });
    expect(scene.edges.find(({ id }) => id === `tie:${idOf(world, 'host1', 'tagged')}`)?.source).toBe(nics[1]?.id);
  });
});
