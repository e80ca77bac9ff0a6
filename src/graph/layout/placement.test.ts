import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grown, inside, overlap, type Box } from '../geometry.ts';
import { networkBarId } from '../scene/ids.ts';
import { sampleScene, type SampleContainer, type SampleHost } from '../scene/samples.fixture.ts';
import type { Scene } from '../scene/scene.ts';
import { inFrame } from './host-draft.ts';
import { place } from './place.ts';
import { usualArrangement, type Arrangement } from './arrangement.ts';
import { areaId, type Placement } from './placement.ts';

const names = ['docker0', 'shop', 'private', 'a-network-with-a-rather-long-name', 'n5', '네트워크', 'n7', 'n8'];

function containers(networks: number, most: number): fc.Arbitrary<SampleContainer[]> {
  const container = fc.record({
    name: fc.constantFrom('web', 'api', 'a-container-with-a-rather-long-name', '데이터베이스'),
    networks: fc.uniqueArray(fc.nat(networks - 1), { minLength: 1, maxLength: 3 }),
    state: fc.constantFrom('running' as const, 'running' as const, 'stopped' as const, 'paused' as const),
    attachment: fc.constantFrom(...(['networks', 'networks', 'networks', 'host', 'none'] as const)),
    ports: fc.constantFrom([], ['8080→80'], ['8080→80', '127.0.0.1:8443→443', '53→53/udp']),
  });
  const joiner = fc.option(fc.nat(), { nil: undefined, freq: 5 });
  return fc
    .array(fc.tuple(container, joiner), { maxLength: most })
    .map((list) =>
      list.map(([sample, seed], i) =>
        seed === undefined || i === 0
          ? sample
          : { ...sample, attachment: 'shared' as const, networks: [], sharedWith: seed % i },
      ),
    );
}

const host = (most: number): fc.Arbitrary<SampleHost> =>
  fc
    .integer({ min: 1, max: names.length })
    .chain((count) => containers(count, most).map((list) => ({ networks: names.slice(0, count), containers: list })));

const scenes = fc.oneof(
  { weight: 4, arbitrary: host(12).map((sample) => sampleScene(sample)) },
  { weight: 2, arbitrary: host(90).map((sample) => sampleScene(sample)) },
  { weight: 1, arbitrary: fc.tuple(host(12), host(20)).map(([a, b]) => sampleScene(a, b)) },
  { weight: 1, arbitrary: fc.array(host(6), { minLength: 3, maxLength: 8 }).map((hosts) => sampleScene(...hosts)) },
);

const arrangements: fc.Arbitrary<Arrangement> = fc.record({
  density: fc.constantFrom('full', 'compact', 'tiny'),
  machines: fc.constantFrom('above', 'beside'),
  columns: fc.integer({ min: 1, max: 4 }),
  shelf: fc.integer({ min: 200, max: 3000 }),
  spread: fc.constantFrom(0.5, 1, 1.8, 3.2, 6),
});

function boxOf({ boxes }: Placement, id: string): Box {
  const box = boxes[id];
  if (box === undefined) throw new Error(`${id} has no box`);
  return box;
}

/** Boxes that must stand apart: all but frames, bands and what belongs on an edge of another. */
function apart(scene: Scene, placement: Placement): (readonly [string, Box])[] {
  const kinds = ['machine', 'lan', 'gate', 'bridge', 'hostrail', 'container'];
  return scene.nodes.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => [id, boxOf(placement, id)]);
}

function collisions(boxes: readonly (readonly [string, Box])[], others = boxes): string[] {
  return boxes.flatMap(([a, box]) =>
    others.flatMap(([b, other]) => (a < b && overlap(box, other) ? [`${a} and ${b}`] : [])),
  );
}

describe('placement', () => {
  test('no two boxes overlap', () => {
    fc.assert(
      fc.property(scenes, arrangements, (scene, arrangement) => {
        const placement = place(scene, {}, 'wiring', arrangement);
        const boxes = apart(scene, placement);
        const lines = placement.rails.filter(({ kind }) => kind !== 'area');
        const rails = lines.map(({ id }) => [id, boxOf(placement, id)] as const);
        expect(collisions(boxes)).toEqual([]);
        for (const [id, rail] of rails)
          for (const [other, box] of boxes) expect(overlap(rail, box), `${id} and ${other}`).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  test('tabs stand on their own card and apart from each other', () => {
    fc.assert(
      fc.property(scenes, arrangements, (scene, arrangement) => {
        const placement = place(scene, {}, 'wiring', arrangement);
        const tabs = scene.nodes.filter((node) => node.kind === 'interface');
        const cards = scene.nodes.filter((node) => node.kind === 'container');
        const boxes = tabs.map(({ id }) => [id, boxOf(placement, id)] as const);
        expect(collisions(boxes)).toEqual([]);
        for (const tab of tabs) {
          const box = boxOf(placement, tab.id);
          const own = boxOf(placement, tab.container);
          expect(box.x >= own.x && box.x + box.w <= own.x + own.w && overlap(box, own)).toBe(true);
          for (const card of cards)
            if (card.id !== tab.container) expect(overlap(box, boxOf(placement, card.id))).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('all of a host lies in its frame, and frames stand apart', () => {
    fc.assert(
      fc.property(scenes, arrangements, (scene, arrangement) => {
        const placement = place(scene, {}, 'wiring', arrangement);
        const hosts = scene.nodes.filter((node) => node.kind === 'host');
        expect(collisions(hosts.map(({ id }) => [id, grown(boxOf(placement, id), 10)]))).toEqual([]);
        for (const { id } of hosts) {
          const frame = boxOf(placement, id);
          for (const [other, box] of Object.entries(placement.boxes)) {
            const isNic = scene.nodes.some((node) => node.id === other && node.kind === 'nic');
            if (other.startsWith(`${id}/`) && !isNic) expect(inside(box, frame), other).toBe(true);
          }
          for (const [edge, { turns }] of Object.entries(placement.wires)) {
            if (!edge.includes(`:${id}/`)) continue;
            const xs = turns.filter((_, i) => i % 2 === 0);
            expect(Math.min(...xs), edge).toBeGreaterThan(frame.x);
            expect(Math.max(...xs), edge).toBeLessThan(frame.x + frame.w);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  test('every node has a box', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const { boxes } = place(scene);
        for (const { id } of scene.nodes) expect(boxes[id], id).toBeDefined();
      }),
      { numRuns: 50 },
    );
  });

  test('the same scene gives the same placement', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        expect(place(structuredClone(scene))).toEqual(place(scene));
      }),
      { numRuns: 30 },
    );
  });
});

const origins = (placement: Placement) =>
  Object.fromEntries(Object.entries(placement.boxes).map(([id, { x, y }]) => [id, { x, y }]));

/** Ids whose upper left corner is no longer where it was. */
function movedIds(before: Placement, after: Placement): string[] {
  const now = origins(after);
  return Object.entries(origins(before)).flatMap(([id, at]) =>
    now[id] !== undefined && (now[id].x !== at.x || now[id].y !== at.y) ? [id] : [],
  );
}

const small: SampleHost = {
  networks: ['docker0', 'shop'],
  containers: [{ networks: [0] }, { networks: [0] }, { networks: [1] }, { networks: [1] }],
};

describe('what is added', () => {
  test('to the last network moves nothing', () => {
    const more = { ...small, containers: [...small.containers, { networks: [1] }] };
    expect(movedIds(place(sampleScene(small)), place(sampleScene(more)))).toEqual([]);
  });

  test('to a network moves only what stands to its right', () => {
    const more = { ...small, containers: [...small.containers, { networks: [0] }] };
    const before = place(sampleScene(small));
    const shop = boxOf(before, networkBarId('host1', 'n1'));
    for (const id of movedIds(before, place(sampleScene(more))))
      expect(boxOf(before, id).x).toBeGreaterThanOrEqual(shop.x);
  });

  test('as a network moves nothing', () => {
    const more = { ...small, networks: [...small.networks, 'private'] };
    expect(movedIds(place(sampleScene(small)), place(sampleScene(more)))).toEqual([]);
  });

  test('as one container after the other to one network moves nothing within a density', () => {
    const one = (count: number) =>
      place(
        sampleScene({ networks: ['docker0'], containers: Array.from({ length: count }, () => ({ networks: [0] })) }),
      );
    for (const count of [1, 3, 4, 5, 9, 11, 13, 20, 31, 49, 79])
      expect(movedIds(one(count), one(count + 1))).toEqual([]);
  });

  test('as a host beside several moves nothing, and in a new row only lengthens the LAN', () => {
    const hosts = (count: number) => place(sampleScene(...Array.from({ length: count }, () => small)));
    for (const count of [2, 3, 5, 6, 7]) expect(movedIds(hosts(count), hosts(count + 1)), `${count}`).toEqual([]);
    expect(movedIds(hosts(4), hosts(5))).toEqual(['lan']);
  });

  test('as a second network of a container moves nothing to its left', () => {
    const connected = small.containers.map((container, i) => (i === 1 ? { networks: [0, 1] } : container));
    const before = place(sampleScene(small));
    const moved = movedIds(before, place(sampleScene({ ...small, containers: connected })));
    const joined = boxOf(before, 'host1/c1');
    for (const id of moved) {
      const box = boxOf(before, id);
      expect(box.x > joined.x || box.y >= joined.y - 100).toBe(true);
    }
    expect(moved).not.toContain(networkBarId('host1', 'n0'));
  });
});

test('stopping a container moves nothing', () => {
  fc.assert(
    fc.property(host(30), fc.nat(), (sample, seed) => {
      const stopped = {
        ...sample,
        containers: sample.containers.map((container, i) =>
          i === seed % sample.containers.length ? { ...container, state: 'stopped' as const } : container,
        ),
      };
      const running = {
        ...sample,
        containers: stopped.containers.map((container, i) =>
          i === seed % sample.containers.length ? { ...container, state: 'running' as const } : container,
        ),
      };
      expect(movedIds(place(sampleScene(running)), place(sampleScene(stopped)))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('a row of containers that do not run has no rail, and the riser ends where something hangs', () => {
  const railsOf = (...states: readonly ('running' | 'stopped')[]) => {
    const containers = states.map((state) => ({ networks: [0], state }));
    const { rails } = place(sampleScene({ networks: ['docker0'], containers }), {}, 'wiring', {
      ...usualArrangement,
      spread: 0.5,
    });
    return rails.flatMap(({ id, kind }) => (kind === 'rail' ? [id.split('n0/')[1]] : []));
  };
  expect(railsOf('running', 'running', 'running')).toEqual(['rail/1', 'rail/2', 'riser']);
  expect(railsOf('running', 'running', 'stopped')).toEqual(['rail/1', 'riser']);
  expect(railsOf('running', 'stopped', 'running')).toEqual(['rail/2', 'riser']);
  expect(railsOf('running', 'stopped', 'stopped')).toEqual([]);
});

describe('a chosen position', () => {
  test('moves that container and nothing else, and the frame grows around it', () => {
    const scene = sampleScene(small);
    const before = place(scene);
    const after = place(scene, { 'host1/c0': { x: 1500, y: 900 } });
    expect(movedIds(before, after)).toEqual(['host1/c0', 'host1/c0/2']);
    expect(boxOf(after, 'host1/c0')).toMatchObject({ x: 1500, y: 900 });
    expect(inside(boxOf(after, 'host1/c0'), boxOf(after, 'host1'))).toBe(true);
  });

  test('of a bar takes along what hangs from it', () => {
    const scene = sampleScene(small);
    const before = place(scene);
    const id = networkBarId('host1', 'n0');
    const bar = boxOf(before, id);
    const after = place(scene, { [id]: { x: bar.x + 40, y: bar.y + 300 } });
    expect(movedIds(before, after).sort()).toEqual(
      [id, areaId(id), 'host1/c0', 'host1/c0/2', 'host1/c1', 'host1/c1/2'].sort(),
    );
  });

  test('of a host moves all of it', () => {
    const scene = sampleScene(small);
    const before = place(scene);
    const after = place(scene, { host1: { x: 100, y: 200 } });
    for (const [id, box] of Object.entries(before.boxes))
      if (id.startsWith('host1'))
        expect(boxOf(after, id)).toMatchObject({ x: box.x + 100, y: box.y + 200 - boxOf(before, 'host1').y });
  });

  test('outside the frame is pulled into it', () => {
    const after = place(sampleScene(small), { 'host1/c0': { x: -500, y: 0 } });
    const frame = boxOf(after, 'host1');
    expect(boxOf(after, 'host1/c0').x).toBe(frame.x + inFrame.padding);
    expect(inside(boxOf(after, 'host1/c0'), frame)).toBe(true);
  });
});
