import { expect, test } from 'vitest';
import type { Hop } from './hop.ts';
import { joinTraces } from './join-traces.ts';
import type { Trace } from './trace.ts';

const hop = (packet: number): Hop => ({
  time: 10,
  packet,
  flow: 0,
  frame: {
    source: '02:00:00:00:00:01',
    destination: '02:00:00:00:00:02',
    payload: {
      kind: 'ip',
      source: '10.0.0.1',
      destination: '10.0.0.2',
      ttl: 64,
      transport: { kind: 'icmp', type: 'echo-request', id: 1, sequence: 1, size: 56 },
    },
  },
  namespace: 'host1',
  stage: 'link',
  decision: { kind: 'device', promiscuous: false },
  verdict: { kind: 'on' },
});

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
