import { expect, it } from 'vitest';
import { applyEffects } from './effects.ts';
import { deleteNamespace } from './namespaces.ts';
import { namespaceOf } from './kernel.ts';
import { trace } from './trace.ts';
import { addHost, bridge, createFixture, echo, plug, tcp } from './walk/walk.fixture.ts';

function lan() {
  const fixture = createFixture();
  for (const id of ['host', 'a', 'b']) addHost(fixture, id);
  bridge(fixture, 'host', 'br', '172.17.0.1/16');
  for (const [i, id] of ['a', 'b'].entries()) plug(fixture, ['host', 'br'], [id, 'eth0', `172.17.0.${i + 2}/16`]);
  const options = { clock: fixture.clock, seed: 1 };
  return { fixture, ...trace(fixture.kernel, {}, [echo('a', '172.17.0.3'), tcp('b', '172.17.0.2', 80)], options) };
}

it('keep what was learned: neighbours, stations, counters, ports', () => {
  const { fixture, effects } = lan();
  applyEffects(fixture.kernel, effects);
  const [a, b, host] = ['a', 'b', 'host'].map((id) => namespaceOf(fixture.kernel, id));
  expect(Object.keys(a?.neighbours ?? {})).toEqual(['2|172.17.0.3']);
  expect(b?.portsUsed).toBe(1);
  const br = host?.links[2];
  expect(br?.kind === 'bridge' && Object.keys(br.forwarding)).toHaveLength(2);
  // b's question, b's answer, the echo's reply and the SYN.
  expect(a?.links[2]?.received).toEqual({ packets: 4, bytes: 42 + 42 + 98 + 74 });
  // Its question, its answer, the echo's request and the refusal, which has no options.
  expect(a?.links[2]?.sent).toEqual({ packets: 4, bytes: 42 + 42 + 98 + 54 });
});

it('pass over what is gone since', () => {
  const { fixture, effects } = lan();
  deleteNamespace(fixture.kernel, 'b');
  const before = structuredClone(namespaceOf(fixture.kernel, 'host').links[2]);
  applyEffects(fixture.kernel, effects);
  const br = namespaceOf(fixture.kernel, 'host').links[2];
  expect(br?.kind === 'bridge' && Object.values(br.forwarding).map(({ port }) => port)).toEqual([3]);
  expect(before?.kind === 'bridge' && before.ports).toEqual([3]);
});
