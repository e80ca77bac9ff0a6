import { describe, expect, test } from 'vitest';
import { center, type Point } from '../geometry.ts';
import { place } from '../layout/place.ts';
import { containerId, networkBarId } from '../scene/ids.ts';
import { sampleScene } from '../scene/samples.fixture.ts';
import { networkAt } from './joining.ts';

describe.each(['wiring', 'overview'] as const)('the network below a container that is held (%s)', (level) => {
  const scene = sampleScene({
    networks: ['docker0', 'shop', 'empty'],
    containers: [{ networks: [0] }, { networks: [1] }, { networks: [1] }],
  });
  const placement = place(scene, {}, level);
  const ground = {
    nodes: new Map(scene.nodes.map((node) => [node.id, node])),
    placement,
    boxOf: (id: string) => placement.boxes[id],
  };
  const bar = (index: number) => networkBarId('host1', `n${index}`);
  const middle = (id: string): Point => center(placement.boxes[id] ?? { x: NaN, y: NaN, w: 0, h: 0 });
  const held = containerId('host1', 'c0');
  const over = (at: Point) => networkAt(ground, at, held);

  test('is the one whose bar is there, also where nothing hangs from it', () => {
    expect(over(middle(bar(1)))).toBe(bar(1));
    expect(over(middle(bar(2)))).toBe(bar(2));
  });

  test('is the one that what is there hangs from, and what is between', () => {
    const [one, other] = [middle(containerId('host1', 'c1')), middle(containerId('host1', 'c2'))];
    expect(over(one)).toBe(bar(1));
    expect(over({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 })).toBe(bar(1));
  });

  test('is none elsewhere, and what is held is no ground', () => {
    expect(over(middle('client'))).toBeUndefined();
    const alone = { x: middle(held).x, y: (placement.boxes[held]?.y ?? 0) + (placement.boxes[held]?.h ?? 0) - 2 };
    if (level === 'wiring') expect(over(alone)).toBeUndefined();
  });
});
