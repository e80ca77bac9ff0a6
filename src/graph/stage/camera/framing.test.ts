import { describe, expect, test } from 'vitest';
import { around, grown, inside, type Box } from '../../geometry.ts';
import { place } from '../../layout/place.ts';
import { routesOf } from '../../layout/routes.ts';
import { groundOf } from '../../packets/ground.ts';
import { stopsOf } from '../../packets/stops.ts';
import { sceneOf } from '../../scene/scene-of.ts';
import { request, sampleLab } from '../../scene/sample-lab.fixture.ts';
import {
  actAt,
  boxAt,
  framedFrom,
  hopAt,
  isAside,
  isWellSeen,
  nearZoom,
  roomOf,
  shotOf,
  type Lens,
} from './framing.ts';

const clear: Box = { x: 20, y: 70, w: 960, h: 500 };
const lens: Lens = { clear, zoom: 1, bounds: { x: 0, y: 0, w: 4000, h: 400 } };
const boxAtX = (x: number): Box => ({ x, y: 100, w: 100, h: 50 });

describe('what is framed', () => {
  const size = { w: 500, h: 400 };
  const acts = (places: readonly number[]) => (index: number) => {
    const x = places[index];
    return x === undefined ? undefined : boxAtX(x);
  };
  const one = (to: number) => [{ from: 0, to }];

  test('is all that follows, while it is seen together', () => {
    expect(framedFrom(acts([0, 200, 100]), one(3), 0, size)).toEqual({ x: 0, y: 100, w: 300, h: 50 });
  });

  test('ends before what is too far away', () => {
    expect(framedFrom(acts([0, 200, 900]), one(3), 0, size)).toEqual({ x: 0, y: 100, w: 300, h: 50 });
  });

  test('ends with the last step that is seen as a whole', () => {
    const steps = [
      { from: 0, to: 2 },
      { from: 2, to: 5 },
    ];
    expect(framedFrom(acts([0, 100, 300, 900, 1000]), steps, 0, size)).toEqual({ x: 0, y: 100, w: 200, h: 50 });
  });

  test('begins at the hop that is gone to', () => {
    expect(framedFrom(acts([0, 900, 1000]), one(3), 1, size)).toEqual({ x: 900, y: 100, w: 200, h: 50 });
  });
});

describe('a shot', () => {
  const screen = (box: Box, at = lens) => {
    const { zoom, x, y } = shotOf(box, at);
    return { x: x + box.x * zoom, y: y + box.y * zoom, w: box.w * zoom, h: box.h * zoom };
  };

  test('has what is framed in the middle of the free part', () => {
    const { x, w } = screen(boxAtX(2000));
    expect(x + w / 2).toBe(clear.x + clear.w / 2);
  });

  test('shows little beyond the end of the picture', () => {
    expect(shotOf(boxAtX(0), lens).x).toBe(clear.x + 34);
    expect(shotOf(boxAtX(3900), lens).x).toBe(clear.x + clear.w - 4000 - 34);
  });

  test('leaves what is seen as a whole in one direction in its middle', () => {
    expect(shotOf(boxAtX(2000), lens).y).toBe(clear.y + (clear.h - 400) / 2);
  });

  test('goes no nearer than is wanted, and farther away where the room asks for it', () => {
    expect(shotOf(boxAtX(2000), lens).zoom).toBe(1);
    const wide = { x: 500, y: 100, w: 1852, h: 50 };
    expect(shotOf(wide, lens).zoom).toBe(0.5);
  });

  test('leaves the camera at rest while what acts is well inside of it', () => {
    const shot = shotOf(boxAtX(2000), lens);
    expect(isWellSeen(shot, boxAtX(2200), lens)).toBe(true);
    expect(isWellSeen(shot, boxAtX(2440), lens)).toBe(false);
    expect(isWellSeen({ ...shot, zoom: 0.8 }, boxAtX(2000), lens)).toBe(false);
  });
});

test('the smallest text of a card has 12 px', () => {
  expect(nearZoom('full') * 11).toBe(12);
  expect(nearZoom('compact') * 10).toBe(12);
});

test('all is shown before the story begins and after its end, and only then', () => {
  expect(isAside(0, 10, false)).toBe(true);
  expect(isAside(0, 10, true)).toBe(false);
  expect(isAside(3, 10, false)).toBe(false);
  expect(isAside(9, 10, false)).toBe(true);
});

test('the hop that matters is the one that is gone to', () => {
  expect(hopAt(2, 10)).toBe(2);
  expect(hopAt(2.2, 10)).toBe(3);
  expect(hopAt(9, 10)).toBe(9);
});

describe('a request to a published port', () => {
  const made = sampleLab();
  made.container('web', 'nginx:latest', { ports: { 8080: 80 } });
  const { hops } = made.send(request('client', '192.168.65.10', 8080));
  const scene = sceneOf(made.world);
  const placement = place(scene);
  const layout = { boxes: placement.boxes, placement };
  const ground = groundOf(scene, layout, routesOf(scene, layout));
  const stops = stopsOf(scene, hops);

  test('is framed hop by hop with room for it, whatever the size of the element', () => {
    for (const [w, h] of [
      [960, 500],
      [360, 300],
    ] as const) {
      const narrow = { ...lens, clear: { x: 14, y: 70, w, h }, bounds: placement.bounds };
      const room = roomOf(narrow);
      for (let i = 0; i < hops.length; i++) {
        const act = actAt(ground, stops, i, room);
        const framed = framedFrom((at) => actAt(ground, stops, at, room), [{ from: 0, to: hops.length }], i, room);
        if (act === undefined || framed === undefined) throw new Error(`nothing acts at hop ${i}`);
        expect(around([framed, act])).toEqual(framed);
        const { zoom, x, y } = shotOf(framed, narrow);
        const seen = { x: x + act.x * zoom, y: y + act.y * zoom, w: act.w * zoom, h: act.h * zoom };
        expect(inside(seen, grown(narrow.clear, 1)), `hop ${i} at ${w}×${h}`).toBe(true);
        expect(isWellSeen({ zoom, x, y }, act, narrow), `rests at hop ${i} at ${w}×${h}`).toBe(true);
      }
    }
  });

  test('of a bar only what is around the packet counts', () => {
    const lan = stops.find(({ site }) => ground.nodes.get(site.node)?.kind === 'lan');
    if (lan === undefined) throw new Error('it does not come by the LAN');
    expect(boxAt(ground, lan.site)?.w).toBeLessThanOrEqual(260);
  });
});
