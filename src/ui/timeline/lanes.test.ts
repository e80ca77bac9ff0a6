import { expect, test } from 'vitest';
import type { Hop } from '../../kernel/hop.ts';
import { lanesOf } from './lanes.ts';

const told = (flows: string) => lanesOf([...flows].map((flow) => ({ flow: Number(flow) }) as Hop));
const lanes = (flows: string) => told(flows).map(({ flow, lane }) => `${flow}:${lane}`);

test('flows that run at once are in lanes of their own', () => {
  expect(told('00101122')).toEqual([
    { flow: 0, from: 0, to: 4, lane: 0 },
    { flow: 1, from: 2, to: 6, lane: 1 },
    { flow: 2, from: 6, to: 8, lane: 0 },
  ]);
});

test('flows that follow one another share a lane; the last lane takes all that are left', () => {
  expect(lanes('000111222')).toEqual(['0:0', '1:0', '2:0']);
  expect(lanes('01234560123456')).toEqual(['0:0', '1:1', '2:2', '3:3', '4:4', '5:4', '6:4']);
});
