import { describe, expect, test } from 'vitest';
import type { Hop } from '../../kernel/hop.ts';
import { setDown } from '../../kernel/link/link-up.ts';
import type { Trace } from '../../kernel/trace.ts';
import { engineHost } from '../../world/engine-host.ts';
import { holds, grown } from '../geometry.ts';
import { place } from '../layout/place.ts';
import { routesOf } from '../layout/routes.ts';
import { sceneOf } from '../scene/scene-of.ts';
import { containerId } from '../scene/ids.ts';
import { ping, request, sampleLab, type SampleLab } from '../scene/sample-lab.fixture.ts';
import type { Scene } from '../scene/scene.ts';
import { groundOf, type Ground } from './ground.ts';
import { flowsOf, progressAt, othersAt } from './progress.ts';
import { standOf } from './stand.ts';
import { stopsOf, type Stop } from './stops.ts';
import { along, chainOf, floodLegs, legsTo, linesOf, marksOf, stopPoint } from './way.ts';

function lab() {
  const made = sampleLab();
  made.network('shop');
  const box = made.container('box', 'ubuntu:22.04');
  const web = made.container('web', 'nginx:latest', { ports: { 8080: 80 } });
  const api = made.container('api', 'httpd:latest', { networks: ['shop'] });
  const namespace = (id: string) =>
    engineHost(made.world, 'host1').engine.containers[id]?.sandbox?.namespace ?? 'not running';
  return { ...made, box, web, api, namespace };
}

interface Followed {
  readonly scene: Scene;
  readonly hops: readonly Hop[];
  readonly stops: readonly Stop[];
}

function follow({ world }: SampleLab, { hops }: Trace): Followed {
  const scene = sceneOf(world);
  return { scene, hops, stops: stopsOf(scene, hops) };
}

/** Names of the nodes that a packet comes by, each once where it stays. */
function visits({ scene, hops, stops }: Followed, packet: number): string[] {
  const names = hops.flatMap((hop, i) => {
    const id = stops[i]?.site.node ?? '';
    if (hop.packet !== packet) return [];
    const node = scene.nodes.find((known) => known.id === id);
    if (node === undefined) return [id];
    if (node.kind === 'interface') return [`${nameOf(scene, node.container)} ${node.name}`];
    return [node.kind === 'bridge' ? node.title : node.kind === 'gate' ? node.gate : 'name' in node ? node.name : id];
  });
  return names.filter((name, i) => name !== names[i - 1]);
}

const nameOf = (scene: Scene, id: string): string => {
  const node = scene.nodes.find((known) => known.id === id);
  return node && 'name' in node ? node.name : id;
};

/** The first packet with these flags, or of this kind. */
function packetOf(hops: readonly Hop[], suits: (hop: Hop) => boolean): number {
  const hop = hops.find(suits);
  if (hop === undefined) throw new Error('no such packet');
  return hop.packet;
}

const tcp = (flags: string) => (hop: Hop) =>
  hop.frame.payload.kind === 'ip' &&
  hop.frame.payload.transport.kind === 'tcp' &&
  hop.frame.payload.transport.flags === flags;

const icmp = (type: string) => (hop: Hop) =>
  hop.frame.payload.kind === 'ip' &&
  hop.frame.payload.transport.kind === 'icmp' &&
  hop.frame.payload.transport.type === type;

describe('a request from the LAN to a published port', () => {
  const made = lab();
  const followed = follow(made, made.send(request('client', '192.168.65.10', 8080)));

  test('crosses the NIC, the gates, docker0 and the veth', () => {
    expect(visits(followed, packetOf(followed.hops, tcp('S')))).toEqual([
      'client',
      'lan0',
      'eth0',
      'PREROUTING',
      'FORWARD',
      'POSTROUTING',
      'docker0',
      'web eth0',
      'web',
    ]);
  });

  test('is answered the same way back, its source rewritten on the way out', () => {
    const packet = packetOf(followed.hops, tcp('S.'));
    expect(visits(followed, packet)).toEqual([
      'web',
      'web eth0',
      'docker0',
      'PREROUTING',
      'FORWARD',
      'POSTROUTING',
      'eth0',
      'lan0',
      'client',
    ]);
    const { hops, stops } = followed;
    const last = hops.findLastIndex((hop) => hop.packet === packet);
    const marks = marksOf(hops, stops, chainOf(stops, hops, last));
    expect(marks['host1/gate/POSTROUTING']).toBe('nat');
    expect(marks['host1/gate/FORWARD']).toBe('lit');
  });

  test('follows each hop from one that is joined to it', () => {
    const { scene, hops, stops } = followed;
    const placement = place(scene);
    const layout = { boxes: placement.boxes, placement };
    const ground = groundOf(scene, layout, routesOf(scene, layout));
    hops.forEach((hop, i) => {
      const legs = legsTo(ground, stops, i);
      const [first, last] = [legs[0]?.points[0], legs.at(-1)?.points.at(-1)];
      const before = stops[stops[i]?.after ?? i];
      if (legs.length === 0)
        expect(stopPoint(ground, before), `${i} ${hop.stage}`).toEqual(stopPoint(ground, stops[i]));
      else {
        expect(first).toEqual(stopPoint(ground, before));
        expect(last).toEqual(stopPoint(ground, stops[i]));
      }
      for (const leg of legs.slice(1)) {
        const joint = legs[legs.indexOf(leg) - 1]?.points.at(-1);
        expect(leg.points[0], `${i}`).toEqual(joint);
      }
    });
  });

  test('shows every hop inside the box of its node', () => {
    const { scene, stops } = followed;
    const placement = place(scene);
    const layout = { boxes: placement.boxes, placement };
    const ground = groundOf(scene, layout, routesOf(scene, layout));
    for (const stop of stops) {
      const point = stopPoint(ground, stop);
      const box = placement.boxes[stop.site.node];
      expect(point && box && holds(grown(box, 0.5), point), stop.site.node).toBe(true);
      expect(standOf(ground, stop).distance).toBeGreaterThanOrEqual(0);
    }
  });

  test('asks by ARP at all ports of the bridge', () => {
    const { scene, hops, stops } = followed;
    const placement = place(scene);
    const layout = { boxes: placement.boxes, placement };
    const ground = groundOf(scene, layout, routesOf(scene, layout));
    const flood = hops.findIndex(
      ({ decision, namespace }) => namespace === 'host1' && decision.kind === 'forwarding' && decision.how === 'flood',
    );
    const ways = floodLegs(ground, scene, hops[flood], stops[flood]);
    const ends = ways.map((legs) => legs.at(-1)?.points.at(-1));
    const tabs = scene.nodes.filter(
      (node) =>
        node.kind === 'interface' &&
        scene.edges.some(({ target, source }) => target === node.id && source === stops[flood]?.site.node),
    );
    expect(ends).toHaveLength(2);
    expect(ends).toEqual(
      tabs.map(({ id }) => stopPoint(ground, { site: { node: id }, namespace: '', switched: false, loop: false })),
    );
  });
});

test('switched traffic stays below the gates', () => {
  const made = lab();
  const followed = follow(made, made.send(ping(made.namespace(made.box), '172.17.0.3')));
  for (const type of ['echo-request', 'echo-reply'])
    expect(
      visits(followed, packetOf(followed.hops, icmp(type))).filter((name) => /ROUTING|FORWARD|PUT$/.test(name)),
    ).toEqual([]);
});

test('a request to the internet passes the gates, the router, and comes back', () => {
  const made = lab();
  const followed = follow(made, made.send(ping(made.namespace(made.box), '203.0.113.10')));
  const out = visits(followed, packetOf(followed.hops, icmp('echo-request')));
  expect(out).toEqual([
    'box',
    'box eth0',
    'docker0',
    'PREROUTING',
    'FORWARD',
    'POSTROUTING',
    'eth0',
    'lan0',
    'router',
    'inet',
  ]);
  expect(visits(followed, packetOf(followed.hops, icmp('echo-reply')))[0]).toBe('inet');
});

test('isolation drops at a gate, and the mark of it stays at the end of the story', () => {
  const made = lab();
  const { hops, stops } = follow(made, made.send(request(made.namespace(made.box), '172.18.0.2', 80)));
  const dropped = hops.findLastIndex(({ verdict }) => verdict.kind === 'dropped');
  expect(stops[dropped]?.site.node).toMatch(/gate/);
  expect(marksOf(hops, stops, chainOf(stops, hops, dropped))[stops[dropped]?.site.node ?? '']).toBe('dropped');
});

test("the host's own request goes by lo, docker-proxy and docker0", () => {
  const made = lab();
  const followed = follow(made, made.send(request('host1', '127.0.0.1', 8080)));
  const first = visits(followed, packetOf(followed.hops, tcp('S')));
  expect(first).toEqual(['OUTPUT', 'POSTROUTING', 'PREROUTING', 'docker-proxy']);
  const second = followed.hops.find((hop) => tcp('S')(hop) && hop.device?.name === 'docker0');
  expect(visits(followed, second?.packet ?? 0)).toEqual([
    'docker-proxy',
    'OUTPUT',
    'POSTROUTING',
    'docker0',
    'web eth0',
    'web',
  ]);
  expect(visits(followed, packetOf(followed.hops, tcp('S.'))).at(-1)).toBe('INPUT');
});

test('loopback inside a container is a loop at the container', () => {
  const made = lab();
  const { hops, stops, scene } = follow(made, made.send(ping(made.namespace(made.box), '127.0.0.1')));
  const id = containerId('host1', made.box);
  expect(new Set(stops.map(({ site }) => site.node))).toEqual(new Set([id]));
  const loops = stops.flatMap(({ loop }, i) => (loop ? [i] : []));
  expect(loops).toHaveLength(2);
  const placement = place(scene);
  const layout = { boxes: placement.boxes, placement };
  const ground = groundOf(scene, layout, routesOf(scene, layout));
  expect(linesOf(legsTo(ground, stops, loops[0] ?? 0))).toHaveLength(1);
  expect(hops[loops[0] ?? 0]?.device?.name).toBe('lo');
});

test('a packet that a dead veth drops ends at its container', () => {
  const made = lab();
  const eth0 = made.world.kernel.namespaces[made.namespace(made.box)]?.links[2];
  if (eth0?.kind !== 'veth') throw new Error('no veth');
  setDown(made.world.kernel, eth0.peer);
  const { hops, stops } = follow(made, made.send(ping(made.namespace(made.box), '172.17.0.3')));
  expect(hops.at(-1)?.verdict.kind).toBe('dropped');
  for (const stop of stops) expect(stop.site.node.startsWith(containerId('host1', made.box))).toBe(true);
});

describe('the playhead', () => {
  const stop = (after?: number): Stop => ({
    site: { node: 'a' },
    namespace: 'a',
    switched: false,
    loop: false,
    ...(after !== undefined && { after }),
  });

  test('stands at hops and moves between them', () => {
    const stops = [stop(), stop(0), stop(0)];
    expect(progressAt(stops, 0)).toEqual({ at: 0, part: 0 });
    expect(progressAt(stops, 0.5)).toEqual({ at: 0, to: 1, part: 0.5 });
    expect(progressAt(stops, 1.5)).toEqual({ at: 0, to: 2, part: 0.5 });
    expect(progressAt(stops, 9)).toEqual({ at: 2, part: 0 });
    expect(progressAt([], 0)).toBeUndefined();
  });

  test('begins a packet that nothing here caused where it begins', () => {
    expect(progressAt([stop(), stop()], 0.5)).toEqual({ at: 1, to: 1, part: 0.5 });
  });
});

test('the way around a loopback device ends above what is below its box', () => {
  const boxes = {
    one: { x: 0, y: 0, w: 100, h: 30 },
    below: { x: 0, y: 38, w: 100, h: 30 },
    aside: { x: 200, y: 32, w: 100, h: 30 },
  };
  const stop: Stop = { site: { node: 'one' }, namespace: 'one', switched: false, loop: true };
  const lowest = (others: Partial<typeof boxes>) => {
    const ground = { layout: { boxes: others } } as unknown as Ground;
    return Math.max(...legsTo(ground, [stop], 0).flatMap(({ points }) => points.map(({ y }) => y)));
  };
  expect(lowest(boxes)).toBe(34);
  expect(lowest({ one: boxes.one, aside: boxes.aside })).toBe(42);
});

test('packets of several flows are under way at once, each since the last hop of its own flow', () => {
  const stop = (): Stop => ({ site: { node: 'a' }, namespace: 'a', switched: false, loop: false });
  const hops = [0, 1, 1, 0, 1].map((flow) => ({ flow }) as unknown as Hop);
  const stops = hops.map(stop);
  const flows = flowsOf(hops);
  if (flows === undefined) throw new Error('there are two flows');
  expect(flowsOf(hops.filter(({ flow }) => flow === 0))).toBeUndefined();
  expect(progressAt(stops, 2.5, flows)).toMatchObject({ to: 3, part: 2.5 / 3 });
  expect(othersAt(flows, stops, 2.5, 0)).toEqual([{ at: 4, to: 4, part: 0.25 }]);
  expect(othersAt(flows, stops, 4, 1)).toEqual([]);
});

test('a part of a way ends where its point is', () => {
  const legs = [
    {
      points: [
        { x: 0, y: 0 },
        { x: 10, y: 0 },
      ],
      drawn: false,
    },
    {
      points: [
        { x: 10, y: 0 },
        { x: 10, y: 30 },
      ],
      drawn: true,
    },
  ];
  const { point, gone } = along(legs, 0.5);
  expect(point).toEqual({ x: 10, y: 10 });
  expect(linesOf(gone)).toEqual([
    [
      { x: 10, y: 0 },
      { x: 10, y: 10 },
    ],
  ]);
});
