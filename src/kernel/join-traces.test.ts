import { expect, test } from 'vitest';
import { hopOf } from './hop.fixture.ts';
import type { Hop } from './hop.ts';
import { joinTraces } from './join-traces.ts';
import type { Trace } from './trace.ts';

const hop = (packet: number): Hop => hopOf({ time: 10, packet });

const traceOf = (...hops: Hop[]): Trace => ({
  hops,
  effects: [],
  outcomes: [{ status: 'timeout', after: 5 }],
  duration: 2,
});

test('later packets, flows and times come after earlier ones', () => {
  const joined = joinTraces([traceOf(hop(0), { ...hop(1), cause: 0 }), traceOf(hop(0), { ...hop(2), cause: 0 })]);
  expect(joined.map(({ packet, cause, flow, time }) => [packet, cause, flow, time])).toEqual([
    [0, undefined, 0, 10],
    [1, 0, 0, 10],
    [2, undefined, 1, 2010],
    [4, 2, 1, 2010],
  ]);
});
