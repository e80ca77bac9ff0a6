import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hopOf, tcpFrame as frame } from '../../kernel/hop.fixture.ts';
import type { Hop } from '../../kernel/hop.ts';
import { stepsOf } from '../../story/steps.ts';
import { packetName } from '../world/packet-name.ts';
import { fittingLabels, tellStory } from './story.ts';

const hop = (packet: number, namespace: string, rest: Partial<Hop> = {}): Hop =>
  hopOf({ packet, namespace, frame: frame('S'), ...rest });

const words = {
  route: 'route',
  dropped: 'dropped',
  refused: 'refused',
  reversed: 'un-NAT',
  moment: (kind: string) => kind,
};

const told = (hops: readonly Hop[]) => tellStory(hops, stepsOf(hops, 'hops', new Set()), new Map(), words);

test.each([
  [frame('S'), 'SYN'],
  [frame('S.'), 'SYN-ACK'],
  [frame('P.', 'GET / HTTP/1.1\r\n'), 'GET'],
  [frame('P.', 'HTTP/1.1 200 OK\r\n'), 'HTTP 200'],
  [frame('P.', 'hello'), 'data'],
])('a packet in few words: %#', (packet, name) => {
  expect(packetName(packet)).toBe(name);
});

describe('tellStory', () => {
  test('flows at once have lanes', () => {
    const hops = [0, 1, 0, 2].map((flow) => hop(flow, 'client', { flow }));
    const { segments, lanes } = told(hops);
    expect(segments.map(({ flow, lane }) => [flow, lane])).toEqual([
      [0, 0],
      [1, 1],
      [0, 0],
      [2, 0],
    ]);
    expect(lanes).toBe(2);
  });

  test('labels stand where the place changes, something is rewritten or dropped', () => {
    const before = frame('S');
    const { segments, passages } = told([
      hop(0, 'client'),
      hop(0, 'client'),
      hop(0, 'host1'),
      hop(0, 'host1', { verdict: { kind: 'rewritten', before } }),
      hop(1, 'host1'),
      hop(1, 'client', { verdict: { kind: 'dropped', reason: 'rule' } }),
    ]);
    expect(segments.map(({ label }) => label)).toEqual(['client', undefined, 'host1', 'un-NAT', 'host1', 'dropped']);
    expect(segments.map(({ tone }) => tone)).toEqual(['plain', 'plain', 'plain', 'rewritten', 'plain', 'dropped']);
    expect(passages.map(({ from, to }) => [from, to])).toEqual([
      [0, 4],
      [4, 6],
    ]);
  });
});

describe('at the grain of the story', () => {
  test('a moment is a segment with its word, above it the packet that it shows', () => {
    const hops = [
      hop(0, 'client'),
      hop(0, 'client'),
      hop(0, 'host1', { verdict: { kind: 'dropped', reason: 'refused' } }),
    ];
    const moment = { flow: 0 };
    const { segments, passages } = tellStory(
      hops,
      [
        { from: 0, to: 2, hop: 1, moment: { ...moment, kind: 'send', from: 0, to: 2, hop: 1 } },
        { from: 2, to: 3, hop: 2, moment: { ...moment, kind: 'drop', from: 2, to: 3, hop: 2 } },
      ],
      new Map(),
      words,
    );
    expect(segments.map(({ label }) => label)).toEqual(['send', 'refused']);
    expect(segments.map(({ tone }) => tone)).toEqual(['plain', 'dropped']);
    expect(passages).toEqual([{ from: 0, to: 2, label: 'SYN' }]);
  });

  test('what conntrack does on the way to the container is no undoing', () => {
    const rewritten = hop(0, 'host1', {
      stage: 'conntrack',
      decision: { kind: 'connection', state: 'ESTABLISHED', direction: 'original' },
      verdict: {
        kind: 'rewritten',
        before: { ...frame('S'), payload: { ...frame('S').payload, destination: '10.0.0.9' } as never },
      },
    });
    expect(told([rewritten]).segments.map(({ label }) => label)).toEqual(['DNAT (conntrack)']);
  });
});

describe('fittingLabels', () => {
  const segment = fc.record({
    tone: fc.constant('plain' as const),
    weight: fc.integer({ min: 0, max: 4 }),
    label: fc.string({ minLength: 1, maxLength: 12 }),
  });

  test('no two labels meet', () => {
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 60 }), fc.integer({ min: 8, max: 60 }), (segments, width) => {
        const shown = [...fittingLabels(segments, width, (label) => label.length * 6)].sort((a, b) => a - b);
        shown.forEach((index, place) => {
          const next = shown[place + 1];
          const end = index * width + (segments[index]?.label.length ?? 0) * 6;
          if (next !== undefined) expect(end).toBeLessThan(next * width);
        });
      }),
    );
  });

  test('what matters more wins', () => {
    const segments = [
      { tone: 'plain', weight: 1, label: 'PREROUTING' },
      { tone: 'rewritten', weight: 3, label: 'DNAT' },
    ] as const;
    expect([...fittingLabels(segments, 12, (label) => label.length * 6)]).toEqual([]);
    expect([
      ...fittingLabels(
        [...segments, ...Array<(typeof segments)[0]>(8).fill(segments[0])],
        12,
        (label) => label.length * 6,
      ),
    ]).toContain(1);
  });
});
