import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bottom, grown, moved, right, type Box, type Point } from '../geometry.ts';
import { networkBarId } from '../scene/ids.ts';
import { sampleScene, type SampleContainer } from '../scene/samples.fixture.ts';
import type { Scene } from '../scene/scene.ts';
import { usualArrangement } from './arrangement.ts';
import { place } from './place.ts';
import { routeOf, routesOf } from './routes.ts';

const bars = ['docker0', 'front', 'back', 'cache'];

const someContainers = fc.array(
  fc.record<SampleContainer>({ networks: fc.uniqueArray(fc.nat(bars.length - 1), { minLength: 1, maxLength: 3 }) }),
  { maxLength: 40 },
);

const sceneOfContainers = (containers: readonly SampleContainer[]) => sampleScene({ networks: bars, containers });

/** Stretches of a line, as thin boxes. */
const stretches = (line: readonly Point[]): Box[] =>
  line.slice(1).map((b, i) => {
    const a = line[i] ?? b;
    return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(a.x - b.x), h: Math.abs(a.y - b.y) };
  });

function routed(scene: Scene) {
  const placement = place(scene);
  return { placement, routes: routesOf(scene, { boxes: placement.boxes, placement }) };
}

describe('routes', () => {
  test('every edge has a way, of upright and level stretches', () => {
    fc.assert(
      fc.property(someContainers, (containers) => {
        const scene = sceneOfContainers(containers);
        const { routes } = routed(scene);
        for (const { id } of scene.edges) {
          const line = routes[id] ?? [];
          expect(line.length, id).toBeGreaterThan(1);
          for (const { w, h } of stretches(line)) expect(Math.min(w, h), id).toBe(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a veth goes from its bar or rail to the top of its tab', () => {
    fc.assert(
      fc.property(someContainers, (containers) => {
        const scene = sceneOfContainers(containers);
        const { routes, placement } = routed(scene);
        for (const { id, kind, source, target } of scene.edges) {
          if (kind !== 'veth') continue;
          const line = routes[id] ?? [];
          const tab = placement.boxes[target];
          const starts = [source, ...placement.rails.filter(({ owner }) => owner === source).map((rail) => rail.id)];
          const [first, last] = [line[0], line.at(-1)];
          if (!tab || !first || !last) throw new Error(id);
          expect(last).toEqual({ x: tab.x + tab.w / 2, y: tab.y });
          const start = starts
            .map((bar) => placement.boxes[bar])
            .find((box) => box && [box.y, bottom(box)].includes(first.y) && first.x >= box.x && first.x <= right(box));
          expect(start, id).toBeDefined();
        }
      }),
      { numRuns: 60 },
    );
  });

  test('no veth crosses a card or a bar', () => {
    // Five wires leave bars that have no cards of their own.
    const leaving = [
      [3, 0, 1],
      [3, 0],
      [3, 0, 1],
      [2, 0, 1],
      [3, 0],
      [2, 0, 1],
    ];
    fc.assert(
      fc.property(someContainers, (containers) => {
        const scene = sceneOfContainers(containers);
        const { routes, placement } = routed(scene);
        const solid = scene.nodes.filter(({ kind }) => kind === 'container' || kind === 'bridge');
        for (const { id, kind } of scene.edges) {
          if (kind !== 'veth') continue;
          for (const stretch of stretches(routes[id] ?? []))
            for (const node of solid) {
              const box = placement.boxes[node.id];
              if (!box) throw new Error(node.id);
              const within = grown(box, -1);
              const crosses =
                stretch.x < right(within) &&
                right(stretch) > within.x &&
                stretch.y < bottom(within) &&
                bottom(stretch) > within.y;
              expect(crosses, `${id} crosses ${node.id}`).toBe(false);
            }
        }
      }),
      { numRuns: 60, examples: [[leaving.map((networks) => ({ networks }))]] },
    );
  });

  test('wires to further networks do not lie on each other', () => {
    const containers = [{ networks: [0, 1] }, { networks: [0, 2] }, { networks: [0, 1, 2] }, { networks: [1, 2] }];
    const scene = sceneOfContainers(containers);
    const { routes } = routed(scene);
    const level = scene.edges
      .filter(({ kind }) => kind === 'veth')
      .flatMap(({ id }) => stretches(routes[id] ?? []).filter(({ w }) => w > 0));
    for (const [i, a] of level.entries())
      for (const b of level.slice(i + 1)) if (a.y === b.y) expect(right(a) < b.x || right(b) < a.x).toBe(true);
  });

  test('a wire to another row leaves its bar without a kink', () => {
    const least = 5;
    for (const count of [1, 2, 3, 4]) {
      const containers = Array.from({ length: count }, () => ({ networks: [0, 1] }));
      const scene = sceneOfContainers(containers);
      for (const shelf of [300, 420, 600]) {
        const placement = place(scene, {}, 'wiring', { ...usualArrangement, shelf });
        const routes = routesOf(scene, { boxes: placement.boxes, placement });
        for (const { id, kind } of scene.edges)
          if (kind === 'veth')
            for (const { w, h } of stretches(routes[id] ?? []))
              expect(w > 0 && w < least && h === 0, `${id} at ${shelf}`).toBe(false);
      }
    }
  });

  test('a wire goes along when bar and container move together, and finds its own way when one moves alone', () => {
    const scene = sceneOfContainers([{ networks: [0] }]);
    const { placement, routes } = routed(scene);
    const id = 'veth:host1/c0/2';
    const edge = scene.edges.find((known) => known.id === id);
    const bar = networkBarId('host1', 'n0');
    const tab = 'host1/c0/2';
    if (!edge) throw new Error(id);
    const shift = (ids: readonly string[]) =>
      Object.fromEntries(
        Object.entries(placement.boxes).map(([other, box]) => [other, ids.includes(other) ? moved(box, 50, 400) : box]),
      );
    const together = routeOf(edge, { boxes: shift([bar, tab]), placement });
    expect(together).toEqual(routes[id]?.map(({ x, y }) => ({ x: x + 50, y: y + 400 })));
    const alone = routeOf(edge, { boxes: shift([tab]), placement }) ?? [];
    expect(alone.at(-1)).toEqual({ x: (routes[id]?.at(-1)?.x ?? 0) + 50, y: (routes[id]?.at(-1)?.y ?? 0) + 400 });
    expect(alone[0]?.y).toBe(routes[id]?.[0]?.y);
  });

  test('a loose veth ends before the bar', () => {
    const scene = sceneOfContainers([{ networks: [0] }]);
    const loose = scene.edges.map((edge) => (edge.kind === 'veth' ? { ...edge, loose: true } : edge));
    const placement = place(scene);
    const line = routesOf({ ...scene, edges: loose }, { boxes: placement.boxes, placement })['veth:host1/c0/2'];
    const bar = placement.boxes[networkBarId('host1', 'n0')];
    expect(line?.[0]?.y).toBeGreaterThan(bottom(bar ?? { x: 0, y: 0, w: 0, h: 0 }));
  });
});
