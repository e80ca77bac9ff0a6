import { describe, expect, test } from 'vitest';
import { bottom, center, grown, overlap, type Box, type Point } from '../geometry.ts';
import { usualArrangement } from '../layout/arrangement.ts';
import { place } from '../layout/place.ts';
import { sceneOf } from '../scene/scene-of.ts';
import { sampleLab } from '../scene/sample-lab.fixture.ts';
import { betweenGates, downFrom, upFrom } from './gate-ways.ts';

const made = sampleLab();
made.container('web', 'nginx:latest', { ports: { 8080: 80 } });

const pieces = (line: readonly Point[]): Box[] =>
  line.slice(1).map((b, i) => {
    const a = line[i] ?? b;
    return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(a.x - b.x), h: Math.abs(a.y - b.y) };
  });

describe.each([
  ['wiring', 1200],
  ['wiring', 500],
  ['netfilter', 1200],
  ['netfilter', 800],
  ['netfilter', 400],
] as const)('in %s on a shelf of %d', (level, shelf) => {
  const scene = sceneOf(made.world, level);
  const { boxes } = place(scene, {}, level, { ...usualArrangement, shelf });
  const named = scene.nodes.flatMap((node) => {
    const box = node.kind === 'gate' ? boxes[node.id] : undefined;
    return box === undefined ? [] : [{ id: node.id, box }];
  });
  const band = boxes['host1/netfilter'] ?? { x: 0, y: 0, w: 0, h: 0 };
  const gates = { band, boxes: named.map(({ box }) => box) };

  /** Gates that a way crosses, but for those that it belongs to. */
  const crossed = (line: readonly Point[], own: readonly string[]): string[] =>
    named
      .filter(({ id, box }) => !own.includes(id) && pieces(line).some((piece) => overlap(grown(piece, 1), box)))
      .map(({ id }) => id);

  const isUprightOrLevel = (line: readonly Point[]) => pieces(line).every(({ w, h }) => Math.min(w, h) < 1e-6);

  test('a way from a gate to another crosses no third one, and never aslant', () => {
    for (const a of named)
      for (const b of named) {
        if (a === b) continue;
        const line = betweenGates(a.box, b.box, gates);
        expect(crossed(line, [a.id, b.id]), `${a.id} to ${b.id}`).toEqual([]);
        expect(isUprightOrLevel(line), `${a.id} to ${b.id}`).toBe(true);
      }
  });

  test('a way from a gate down to a bar or up to a NIC crosses no other', () => {
    for (const { id, box } of named) {
      const [down, up] = [downFrom(box, gates, bottom(band) + 13), upFrom(box, gates, band.y - 6)];
      expect(crossed(down, [id]), `${id} down`).toEqual([]);
      expect(crossed(up, [id]), `${id} up`).toEqual([]);
      expect(down[0]).toEqual({ x: center(box).x, y: bottom(box) });
      expect(isUprightOrLevel(down) && isUprightOrLevel(up)).toBe(true);
    }
  });
});
