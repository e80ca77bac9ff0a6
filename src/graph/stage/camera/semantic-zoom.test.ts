import { expect, test } from 'vitest';
import type { Level } from '../../../store/view.ts';
import { place } from '../../layout/place.ts';
import { sampleScene } from '../../scene/samples.fixture.ts';
import type { Stage } from '../stage.ts';
import { levelByZoom } from './semantic-zoom.ts';

const scene = sampleScene({ networks: ['docker0'], containers: [{ networks: [0] }] });
const { boxes } = place(scene);

function led(level: Level, zoom: number, at = { x: 0, y: 0 }): Level | undefined {
  const stage = {
    input: { level },
    nodes: new Map(scene.nodes.map((node) => [node.id, node])),
    now: Object.fromEntries(Object.entries(boxes).map(([id, box]) => [id, { box, opacity: 1 }])),
  } as unknown as Stage;
  return levelByZoom(stage, { zoom, fit: 0.9, at });
}

const band = boxes['host1/netfilter'] ?? { x: 0, y: 0, w: 0, h: 0 };
const overBand = { x: band.x + 10, y: band.y + 10 };

test('far away networks are areas, near by devices are drawn', () => {
  expect(led('wiring', 0.4)).toBe('overview');
  expect(led('overview', 1.7)).toBe('wiring');
});

test('near the band its chains are drawn', () => {
  expect(led('wiring', 1.8, overBand)).toBe('netfilter');
  expect(led('wiring', 1.8)).toBeUndefined();
  expect(led('netfilter', 0.6)).toBe('wiring');
});

test('between the limits every level stays', () => {
  for (const zoom of [0.7, 0.9, 1, 1.2, 1.4]) {
    expect(led('overview', zoom)).toBeUndefined();
    expect(led('wiring', zoom, overBand)).toBeUndefined();
    expect(led('netfilter', zoom, overBand)).toBeUndefined();
  }
});
