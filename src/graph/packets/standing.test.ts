import { describe, expect, test } from 'vitest';
import { center, grown, holds, inside, overlap, type Box } from '../geometry.ts';
import { place } from '../layout/place.ts';
import { routesOf } from '../layout/routes.ts';
import { tokens } from '../palette.ts';
import { sceneOf } from '../scene/scene-of.ts';
import { request, sampleLab } from '../scene/sample-lab.fixture.ts';
import { crossing, gapBetween, weights, type Taken } from './clear.ts';
import { dropAt, noteAt } from './drop.ts';
import { groundOf } from './ground.ts';
import { leaderOf } from './leader.ts';
import type { Sight } from './sight.ts';
import { hasRoom, isFree, markPoint, standing, tipOf } from './standing.ts';
import { stopsOf } from './stops.ts';
import { legsTo } from './way.ts';

describe.each([0.6, 1, 1.6])('the badge of a request to a published port, at zoom %d', (zoom) => {
  const made = sampleLab();
  made.network('shop');
  made.container('web', 'nginx:latest', { ports: { 8080: 80 } });
  made.container('db', 'httpd:latest', { networks: ['shop'] });
  const { hops } = made.send(request('client', '192.168.65.10', 8080));
  const scene = sceneOf(made.world);
  const placement = place(scene);
  const layout = { boxes: placement.boxes, placement };
  const ground = groundOf(scene, layout, routesOf(scene, layout));
  const stops = stopsOf(scene, hops);
  const size = { w: 260, h: 40 };

  const pan = { x: 40, y: 60 };
  const seen = ({ x, y, w, h }: Box): Box => ({ x: pan.x + x * zoom, y: pan.y + y * zoom, w: w * zoom, h: h * zoom });
  const boxes = scene.nodes.flatMap(({ id, kind }) => {
    const box = placement.boxes[id];
    return box && (kind === 'machine' || kind === 'container' || kind === 'bridge') ? [{ kind, box: seen(box) }] : [];
  });
  /** As a name stands in each: 11 px high, at the left of its box; in a machine in the middle. */
  const names = boxes.map(({ kind, box }): Taken => {
    const { x } = kind === 'machine' ? { x: center(box).x - 25 } : { x: box.x + 12 };
    return { box: { x, y: box.y + box.h / 5, w: 50, h: 12 }, weight: weights.name };
  });
  const room = { width: placement.bounds.w * zoom + 80, height: placement.bounds.h * zoom + 120 };
  const sight: Sight = {
    scene,
    ground,
    zoom,
    pan,
    room,
    t: tokens.light,
    caption: undefined,
    clear: { x: 20, y: 20, w: room.width - 40, h: room.height - 40 },
    taken: [...names, ...boxes.map(({ box }) => ({ box, weight: weights.box }))],
    wholes: [],
    scale: 1.1,
  };
  const courses = hops.flatMap((_, to) =>
    [0.25, 0.5, 0.75, 1].map((part) => {
      const after = stops[to]?.after;
      return {
        hop: to,
        from: after === undefined ? undefined : stops[after],
        to: stops[to],
        legs: legsTo(ground, stops, to),
        part,
      };
    }),
  );

  const covering = courses.filter((course) => {
    const box = standing(sight, course, size);
    return box !== undefined && names.some((name) => overlap(box, name.box));
  });

  test('covers no name where it stands', () => {
    expect(covering.filter(({ part }) => part === 1).map(({ hop }) => hop)).toEqual([]);
  });

  test('hardly ever passes one on its way, where it has to cross a bar', () => {
    expect(covering.length).toBeLessThan(courses.length * 0.03);
  });

  test('stands near what it is at, or has room for its title alone there', () => {
    const far = courses.filter((course) => {
      const badge = hasRoom(sight, course, size) ? size : { w: 110, h: 26 };
      const box = standing(sight, course, badge);
      const tip = box && tipOf(sight, course, box);
      return course.part === 1 && box && tip && gapBetween(box, { ...tip, w: 0, h: 0 }) > 90 * zoom;
    });
    expect(far.map(({ hop, to }) => `${hop} ${to?.site.node}`)).toEqual([]);
  });

  test('leaves a small picture its room', () => {
    const [course] = courses.filter(({ part }) => part === 1);
    if (course === undefined) throw new Error('nothing goes anywhere');
    const small = { ...sight, clear: { x: 20, y: 20, w: 360, h: 150 } };
    expect(hasRoom(small, course, size)).toBe(false);
  });

  test('its packet’s very place is at the rim of what it is at', () => {
    for (const course of courses.filter(({ part }) => part === 1)) {
      const at = { ...course, legs: [] };
      const box = standing(sight, at, size);
      const tip = box && tipOf(sight, at, box);
      const site = placement.boxes[at.to?.site.node ?? ''];
      if (tip === undefined || site === undefined) throw new Error('it stands nowhere');
      expect(holds(grown(seen(site), 0.01), tip)).toBe(true);
    }
  });

  test('the mark of a drop hides no name and lies at the rim of what it is about', () => {
    stops.forEach((_, index) => {
      const dropped = hops.map((hop, i) =>
        i === index ? { ...hop, verdict: { ...hop.verdict, kind: 'dropped' } } : hop,
      );
      const drop = dropAt(sight, { hops: dropped as typeof hops, stops, flows: undefined }, index);
      const site = placement.boxes[stops[index]?.site.node ?? ''];
      if (drop === undefined || site === undefined) throw new Error('no mark');
      expect(names.filter((name) => overlap(drop.cross, name.box))).toEqual([]);
      expect(gapBetween(drop.cross, seen(site))).toBeLessThan(20);
    });
  });

  test('a note why it was dropped hides nothing written, and its line no name', () => {
    const note = { w: 200, h: 36 };
    stops.forEach((_, index) => {
      const dropped = hops.map((hop, i) =>
        i === index ? { ...hop, verdict: { ...hop.verdict, kind: 'dropped' } } : hop,
      ) as typeof hops;
      const drop = dropAt(sight, { hops: dropped, stops, flows: undefined }, index);
      const at = drop && noteAt(sight, drop, note, []);
      if (at === undefined) return;
      expect(names.filter((name) => overlap(at.box, name.box))).toEqual([]);
      const leader = leaderOf(at.box, at.tip);
      if (leader) expect(crossing(leader.from, leader.to, names)).toBe(0);
    });
  });

  test('stays in the free part of the element', () => {
    for (const course of courses) expect(inside(standing(sight, course, size) ?? sight.clear, sight.clear)).toBe(true);
  });

  test('has its mark nowhere on a name', () => {
    const marks = courses.flatMap((course) => markPoint(sight, course) ?? []);
    expect(marks.length).toBeGreaterThan(0);
    for (const mark of marks) expect(isFree(sight, mark)).toBe(true);
  });
});
