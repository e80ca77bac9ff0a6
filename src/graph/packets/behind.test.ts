import { expect, test } from 'vitest';
import { coversOf } from './behind.ts';
import { weights } from './clear.ts';
import type { Sight } from './sight.ts';

const [text, aside, box, band] = [
  { x: 90, y: 90, w: 40, h: 14 },
  { x: 300, y: 90, w: 40, h: 14 },
  { x: 60, y: 80, w: 100, h: 40 },
  { x: 50, y: 200, w: 300, h: 30 },
];
const sight = {
  zoom: 2,
  pan: { x: 10, y: 20 },
  taken: [
    { box: text, weight: weights.text },
    { box: aside, weight: weights.name },
    { box, weight: weights.box },
  ],
  wholes: [band],
} as unknown as Sight;

test('a way goes behind the texts that it meets, not behind boxes', () => {
  const down = [
    { x: 50, y: 10 },
    { x: 50, y: 60 },
  ];
  expect(coversOf([down], sight)).toEqual([text]);
});

test('a way goes behind what stands for things that are not drawn', () => {
  const far = [
    { x: 200, y: 60 },
    { x: 100, y: 60 },
    { x: 100, y: 95 },
  ];
  expect(coversOf([far], sight)).toEqual([band]);
});
