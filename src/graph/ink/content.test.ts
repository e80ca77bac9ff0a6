import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grown, inside, overlap, type Box } from '../geometry.ts';
import { usualArrangement } from '../layout/arrangement.ts';
import type { Density } from '../layout/metrics.ts';
import { place } from '../layout/place.ts';
import { sampleScene, type SampleContainer } from '../scene/samples.fixture.ts';
import { Fitting } from './fitting.ts';
import type { Font, Ink } from './ink.ts';
import { measure, pageOf } from './page.fixture.ts';
import { scaledBox } from './reading.ts';
import { writingOf } from './writing.ts';

const container: fc.Arbitrary<SampleContainer> = fc.record({
  name: fc.constantFrom('web', 'a-container-with-a-rather-long-name-indeed', '데이터베이스'),
  image: fc.constantFrom('nginx:latest', 'registry.example.com:5000/team/project/image:2026-01-05'),
  networks: fc.uniqueArray(fc.nat(2), { minLength: 1, maxLength: 3 }),
  state: fc.constantFrom('running' as const, 'stopped' as const, 'paused' as const, 'created' as const),
  attachment: fc.constantFrom('networks' as const, 'networks' as const, 'host' as const, 'none' as const),
  ports: fc.constantFrom([], ['8080→80'], ['127.0.0.1:18443→8443', '53→53/udp'], ['1→1', '2→2', '3→3', '4→4', '5→5']),
});

/** The room that a piece of writing may take. */
function roomOf(ink: Ink): Box {
  if (ink.kind === 'chip' || ink.kind === 'block') return ink.box;
  if (ink.kind === 'glyph') return { x: ink.x, y: ink.y, w: 12, h: 12 };
  if (ink.kind === 'dot') return { x: ink.x - ink.radius, y: ink.y - ink.radius, w: 2 * ink.radius, h: 2 * ink.radius };
  const w = Math.min(ink.width, measure(ink.text, ink.font));
  const x = ink.align === 'left' ? ink.x : ink.align === 'right' ? ink.x - w : ink.x - w / 2;
  return { x, y: ink.y - ink.font.size * 0.75, w, h: ink.font.size * 0.9 };
}

function written(containers: readonly SampleContainer[], density: Density = 'full', scale = 1, width = measure) {
  const scene = sampleScene({ networks: ['docker0', 'a-network-with-a-rather-long-name', 'private'], containers });
  const placement = place(scene, {}, 'wiring', { ...usualArrangement, density });
  const { onNode } = writingOf(pageOf(scene, placement), { scale, magnified: 1 }, width);
  return scene.nodes.flatMap((node) => {
    const placed = placement.boxes[node.id];
    const box = placed && scaledBox(placed, scale);
    return box ? [{ node, box, ink: onNode(node, box) }] : [];
  });
}

const boxed = new Set(['machine', 'nic', 'gate', 'bridge', 'container', 'interface']);
/** A line of text may stand out of a box that is lower than it by so much, in px. */
const overhang = 2;

const cases = (['full', 'compact', 'tiny'] as const).flatMap((density) =>
  [1, 0.85, 0.7, 0.55].map((scale) => ({ density, scale })),
);

describe.each(cases)('on $density cards at $scale', ({ density, scale }) => {
  const containers = fc.array(container, { minLength: 1, maxLength: density === 'full' ? 12 : 40 });

  test('nothing is written beside its box', () => {
    fc.assert(
      fc.property(containers, (list) => {
        for (const { node, box, ink } of written(list, density, scale))
          if (boxed.has(node.kind))
            for (const piece of ink)
              expect(inside(roomOf(piece), grown(box, scale < 1 ? overhang : 0.01)), JSON.stringify(piece)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  test('nothing is written over something else', () => {
    fc.assert(
      fc.property(containers, (list) => {
        for (const { node, ink } of written(list, density, scale)) {
          const rooms = ink.map(roomOf);
          rooms.forEach((room, i) => {
            for (const [j, other] of rooms.slice(i + 1).entries())
              expect(overlap(room, other), `${node.kind}: ${JSON.stringify([ink[i], ink[i + 1 + j]])}`).toBe(false);
          });
        }
      }),
      { numRuns: 25 },
    );
  });
});

test('a full card tells name, image, address and published ports', () => {
  const card = written([{ name: 'web', networks: [0], ports: ['8080→80'] }]).find(
    ({ node }) => node.kind === 'container',
  );
  expect(card?.ink.map((ink) => ('text' in ink ? ink.text : ''))).toEqual([
    'web',
    'nginx:latest',
    '8080→80',
    '172.17.0.2',
  ]);
});

test.each([1, 0.9, 0.85, 0.8])('at %d an address beside a published port is whole', (scale) => {
  const card = written([{ name: 'web', networks: [0], ports: ['8080→80'] }], 'full', scale).find(
    ({ node }) => node.kind === 'container',
  );
  const address = card?.ink.find((ink) => ink.kind === 'text' && ink.text === '172.17.0.2');
  if (address?.kind !== 'text') throw new Error('The card tells no address');
  expect(measure(address.text, { ...address.font, size: address.least ?? 0 })).toBeLessThanOrEqual(address.width);
  expect(card?.ink.some((ink) => ink.kind === 'chip' && ink.text === '8080→80')).toBe(true);
});

test.each<[SampleContainer, string]>([
  [{ networks: [0], state: 'stopped' }, 'exited (0)'],
  [{ networks: [0], state: 'created' }, 'created'],
  [{ networks: [], attachment: 'none' }, 'no network'],
  [{ networks: [], attachment: 'host' }, 'host network'],
])('%j says %s', (sample, text) => {
  const card = written([sample]).find(({ node }) => node.kind === 'container');
  expect(card?.ink.map((ink) => ('text' in ink ? ink.text : ''))).toContain(text);
});

describe('a text that does not fit', () => {
  const context = {
    font: '',
    measureText: (text: string) => ({ width: [...text].length * sizeOf(context.font) * 0.6 }),
  };
  const sizeOf = (font: string) => parseFloat(font.split(' ')[1] ?? '0');
  const fitting = new Fitting(context as unknown as CanvasRenderingContext2D);
  const font: Font = { face: 'mono', size: 10, weight: 400 };

  test('is left as it is where it fits', () => {
    expect(fitting.fit('12345', font, 30)).toEqual({ text: '12345', size: 10 });
  });

  test('is written smaller first', () => {
    expect(fitting.fit('1234567890', font, 54, { least: 9 })).toEqual({ text: '1234567890', size: 9 });
  });

  test('is written as small as it may be where letters take whole pixels, and only then shortened', () => {
    const whole = {
      font: '',
      measureText: (text: string) => ({ width: [...text].length * Math.round(sizeOf(whole.font) * 0.68) }),
    };
    const onPixels = new Fitting(whole as unknown as CanvasRenderingContext2D);
    const large: Font = { ...font, size: 12 };
    expect(onPixels.fit('FORWARD', large, 53, { least: 10 })).toEqual({ text: 'FORWARD', size: 10 });
    expect(onPixels.fit('FORWARD', large, 48, { least: 10 })).toEqual({ text: 'FORWA…', size: 10 });
  });

  test('is shortened by an ellipsis then', () => {
    expect(fitting.fit('1234567890', font, 30)).toEqual({ text: '1234…', size: 10 });
    expect(fitting.fit('1234567890', font, 1)).toEqual({ text: '', size: 10 });
  });

  test('keeps its end where that tells things apart', () => {
    expect(fitting.fit('service-12', font, 36, { cut: 'middle' })).toEqual({ text: 'se…-12', size: 10 });
  });

  test('never takes more than its room', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.integer({ min: 8, max: 200 }), (text, width) => {
        const { text: shown, size } = fitting.fit(text, font, width, { least: 8 });
        expect([...shown].length * size * 0.6).toBeLessThanOrEqual(width + 0.5);
      }),
    );
  });
});

/** Of a browser that gives each letter whole pixels. */
const onWholePixels = (text: string, font: Font): number =>
  [...text].length * Math.round(measure(text, font) / Math.max(1, [...text].length));

test.each([measure, onWholePixels])(
  'what stands beside the name of a host or a NIC is written whole, or not at all',
  (width) => {
    const scales = Array.from({ length: 100 }, (_, i) => 0.4 + i / 100);
    for (const density of ['full', 'compact', 'tiny'] as const)
      for (const scale of scales)
        for (const { node, ink } of written([], density, scale, width))
          for (const piece of node.kind === 'nic' || node.kind === 'host' ? ink.slice(1) : [])
            if (piece.kind === 'text') {
              const least = { ...piece.font, size: piece.least ?? piece.font.size };
              expect(width(piece.text, least)).toBeLessThanOrEqual(piece.width);
            }
  },
);
