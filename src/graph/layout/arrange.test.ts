import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleScene } from '../scene/samples.fixture.ts';
import { arrange, zoomIn, type Room } from './arrange.ts';
import type { Arrangement } from './arrangement.ts';
import { place } from './place.ts';

const laptop: Room = { width: 930, height: 330, largest: 2.4, text: 1 };
const phone: Room = { width: 362, height: 420, largest: 2.4, text: 1 };

const fleet = (count: number, networks = 3) =>
  sampleScene({
    networks: Array.from({ length: networks }, (_, i) => (i === 0 ? 'docker0' : `net-${i}`)),
    containers: Array.from({ length: count }, (_, i) => ({ name: `app-${i}`, networks: [i % networks] })),
  });

test('beside the hosts where it is wide and low, above them where it is tall', () => {
  const machines = (room: Room) => arrange(fleet(10), 'wiring', room).machines;
  expect(machines(laptop)).toBe('beside');
  expect(machines({ ...phone, height: 700 })).toBe('above');
});

test('cards tell less where there is less room', () => {
  const density = (count: number, room: Room) => arrange(fleet(count), 'wiring', room).density;
  expect(density(2, laptop)).toBe('full');
  expect(density(50, laptop)).not.toBe('full');
  expect(density(50, phone)).toBe('tiny');
  expect(density(50, { ...laptop, width: 2400, height: 1300 })).not.toBe('tiny');
});

test('a lab that grows is seldom thrown about', () => {
  let before: Arrangement | undefined;
  let changes = 0;
  for (let count = 1; count <= 50; count++) {
    const next = arrange(fleet(count), 'wiring', laptop, { before });
    if (before !== undefined && next !== before) changes += 1;
    before = next;
  }
  expect(changes).toBeLessThanOrEqual(9);
});

test('what is kept is never much smaller than what could be', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 24 }), { minLength: 2, maxLength: 6 }),
      fc.constantFrom(laptop, phone),
      (counts, room) => {
        let before: Arrangement | undefined;
        for (const count of counts) {
          before = arrange(fleet(count), 'wiring', room, { before });
          const zoomOf = (arrangement: Arrangement) =>
            zoomIn(room, place(fleet(count), {}, 'wiring', arrangement).bounds);
          const best = arrange(fleet(count), 'wiring', room);
          if (best.density === before.density) expect(zoomOf(before)).toBeGreaterThanOrEqual(zoomOf(best) * 0.6);
        }
      },
    ),
    { numRuns: 10 },
  );
});

test('the same arrangement moves nothing when a container comes', () => {
  const arrangement = arrange(fleet(9), 'wiring', laptop);
  const [before, after] = [9, 10].map((count) => place(fleet(count), {}, 'wiring', arrangement).boxes);
  for (let i = 0; i < 9; i++)
    expect(after?.[`host1/c${i}`]).toMatchObject({ x: before?.[`host1/c${i}`]?.x, y: before?.[`host1/c${i}`]?.y });
});
