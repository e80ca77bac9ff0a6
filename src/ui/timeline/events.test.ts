import { describe, expect, test } from 'vitest';
import type { Frame } from '../../kernel/packet/frame.ts';
import { hopOf, tcpFrame } from '../../kernel/hop.fixture.ts';
import type { Hop, HopStage } from '../../kernel/hop.ts';
import { choices, chosenRow, everything, listed, protocolOfHop, rowOf, rowsOf, toggled } from './events.ts';

const arp: Frame = {
  source: '02:00:00:00:00:01',
  destination: 'ff:ff:ff:ff:ff:ff',
  payload: {
    kind: 'arp',
    operation: 'request',
    senderMac: '',
    senderIp: '10.0.0.1',
    targetMac: '',
    targetIp: '10.0.0.2',
  },
};
const tcp = tcpFrame('S');
const hopIn = (frame: Frame, stage: HopStage, flow = 0): Hop => hopOf({ packet: 1, flow, frame, stage });
const hops = [hopIn(arp, 'link'), hopIn(tcp, 'routing'), hopIn(tcp, 'link'), hopIn(tcp, 'link', 1)];

test('a filter lets through what is chosen, and all of what is not', () => {
  expect(listed(hops, everything)).toEqual([0, 1, 2, 3]);
  expect(listed(hops, { ...everything, protocols: new Set(['TCP']) })).toEqual([1, 2, 3]);
  expect(listed(hops, { ...everything, protocols: new Set(['TCP']), stages: new Set<HopStage>(['link']) })).toEqual([
    2, 3,
  ]);
  expect(listed(hops, { ...everything, flows: new Set([1]) })).toEqual([3]);
});

test('what can be chosen is what there is', () => {
  expect(choices(hops)).toEqual({ protocols: ['ARP', 'TCP'], stages: ['link', 'routing'], flows: [0, 1] });
  expect(hops.map(protocolOfHop)).toEqual(['ARP', 'TCP', 'TCP', 'TCP']);
});

test('a hop that is not listed stands at the one before it', () => {
  expect(rowOf([0, 2, 3], 1)).toBe(0);
  expect(rowOf([0, 2, 3], 3)).toBe(2);
  expect(rowOf([2], 0)).toBe(-1);
});

test('choosing twice is not choosing', () => {
  expect([...toggled(toggled(new Set([1]), 2), 1)]).toEqual([2]);
});

describe('the rows of a story', () => {
  const steps = [
    { from: 0, to: 3, hop: 1 },
    { from: 3, to: 5, hop: 3 },
  ];
  const told = (open: readonly number[], indices = [0, 1, 2, 3, 4]) =>
    rowsOf(indices, steps, 'story', new Set(open)).map((row) =>
      row.kind === 'step' ? `step ${row.step}` : String(row.hop),
    );

  test('are its steps, which open to their hops', () => {
    expect(told([])).toEqual(['step 0', 'step 1']);
    expect(told([1])).toEqual(['step 0', 'step 1', '3', '4']);
    expect(told([0], [0, 2])).toEqual(['step 0', '0', '2']);
  });

  test('are its hops where every hop is told; what happens in one box of the picture opens to its own', () => {
    const hops = [...steps.slice(0, 1), { from: 3, to: 4, hop: 3 }, { from: 4, to: 5, hop: 4 }];
    const rows = (open: readonly number[]) => rowsOf([0, 1, 2, 3, 4], hops, 'hops', new Set(open));
    expect(rows([])).toEqual([
      { kind: 'step', step: 0 },
      { kind: 'hop', hop: 3, inner: false },
      { kind: 'hop', hop: 4, inner: false },
    ]);
    expect(rows([0]).slice(0, 2)).toEqual([
      { kind: 'step', step: 0 },
      { kind: 'hop', hop: 0, inner: true },
    ]);
  });

  test('the hop that is shown is chosen where it is listed, or else its step', () => {
    const closed = rowsOf([0, 1, 2, 3, 4], steps, 'story', new Set());
    const open = rowsOf([0, 1, 2, 3, 4], steps, 'story', new Set([0]));
    expect(chosenRow(closed, steps, 2, false)).toBe(0);
    expect(chosenRow(closed, steps, 3, true)).toBe(1);
    expect(chosenRow(open, steps, 1, false)).toBe(2);
    expect(chosenRow(open, steps, 1, true)).toBe(0);
    expect(chosenRow(open, steps, 2, true)).toBe(3);
  });
});
