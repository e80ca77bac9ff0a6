import { describe, expect, it } from 'vitest';
import type { Trace } from '../../trace.ts';
import { deleteLink } from '../../link/links.ts';
import { namespaceOf } from '../../kernel.ts';
import { neighboursAt } from '../../neighbour/neighbour-table.ts';
import {
  addHost,
  createFixture,
  drops,
  echo,
  kindOf,
  linkRef,
  seen,
  send,
  tcp,
  wire,
  type Fixture,
} from '../walk.fixture.ts';

function pair(): Fixture {
  const fixture = createFixture();
  for (const id of ['a', 'b']) addHost(fixture, id);
  wire(fixture, ['a', 'eth0', '10.0.0.1/24'], ['b', 'eth0', '10.0.0.2/24']);
  return fixture;
}

const states = (fixture: Fixture, id: string, later = 0): string[] =>
  neighboursAt(fixture.kernel, id, fixture.clock + later).map(({ ip, state }) => `${ip} ${state}`);

const arps = ({ hops }: Trace): string[] =>
  hops.flatMap((hop) =>
    hop.stage === 'link' && hop.frame.payload.kind === 'arp' && hop.device?.direction === 'out'
      ? [`${hop.namespace} ${Math.round(hop.time / 1000)} ${kindOf(hop)}`]
      : [],
  );

describe('neighbours', () => {
  it('are asked for by broadcast, and the asked learns the asker', () => {
    const fixture = pair();
    const trace = send(fixture, echo('a', '10.0.0.2'));
    expect(arps(trace)).toEqual(['a 0 request', 'b 0 reply']);
    const request = trace.hops.find((hop) => kindOf(hop) === 'request');
    expect(request?.frame.destination).toBe('ff:ff:ff:ff:ff:ff');
    expect(states(fixture, 'a')).toEqual(['10.0.0.2 REACHABLE']);
    expect(states(fixture, 'b')).toEqual(['10.0.0.1 DELAY']);
    expect(arps(send(fixture, echo('a', '10.0.0.2')))).toEqual([]);
  });

  it('age: reachable for 30 s, then stale; used when stale, probed after 5 s', () => {
    const fixture = pair();
    send(fixture, echo('a', '10.0.0.2'));
    expect(states(fixture, 'a', 31_000)).toEqual(['10.0.0.2 STALE']);
    expect(states(fixture, 'b', 4_000)).toEqual(['10.0.0.1 DELAY']);
    expect(states(fixture, 'b', 6_000)).toEqual(['10.0.0.1 REACHABLE']);
    expect(states(fixture, 'b', 36_000)).toEqual(['10.0.0.1 STALE']);
    fixture.clock += 40_000;
    const later = send(fixture, echo('a', '10.0.0.2'));
    expect(arps(later)).toEqual([]);
    expect(states(fixture, 'a')).toEqual(['10.0.0.2 DELAY']);
  });

  it('that vanish fail when they are probed', () => {
    const fixture = pair();
    send(fixture, echo('a', '10.0.0.2'));
    const link = namespaceOf(fixture.kernel, 'a').links[2];
    if (link) link.addresses = [];
    expect(states(fixture, 'b', 4_900)).toEqual(['10.0.0.1 DELAY']);
    expect(states(fixture, 'b', 6_000)).toEqual(['10.0.0.1 PROBE']);
    expect(states(fixture, 'b', 9_000)).toEqual(['10.0.0.1 FAILED']);
  });

  it('that do not answer are asked three times, a second apart, then the sender is told', () => {
    const fixture = pair();
    const trace = send(fixture, echo('a', '10.0.0.9', { timeout: 10_000 }));
    expect(arps(trace)).toEqual(['a 0 request', 'a 1032 request', 'a 2064 request']);
    expect(trace.outcomes[0]).toMatchObject({ status: 'unreachable', type: 'host-unreachable', from: '10.0.0.1' });
    expect(seen(trace)).toEqual(['a lo In host-unreachable']);
    expect(drops(trace)).toContain('a neighbour-failed');
    expect(states(fixture, 'a')).toEqual(['10.0.0.9 FAILED']);
  });

  it('go on being asked for from one trace to the next', () => {
    const fixture = pair();
    expect(send(fixture, echo('a', '10.0.0.9')).outcomes[0]?.status).toBe('timeout');
    expect(states(fixture, 'a')).toEqual(['10.0.0.9 INCOMPLETE']);
    expect(states(fixture, 'a', 2_500)).toEqual(['10.0.0.9 FAILED']);
    const trace = send(fixture, echo('a', '10.0.0.9', { timeout: 5000 }));
    expect(arps(trace)).toHaveLength(2);
    expect(trace.outcomes[0]?.status).toBe('unreachable');
    expect(trace.duration).toBeLessThan(2_200);
  });

  it('keep a SYN waiting, which is not sent again meanwhile', () => {
    const fixture = pair();
    const trace = send(fixture, tcp('a', '10.0.0.9', 80, { timeout: 10_000 }));
    expect(trace.outcomes[0]).toMatchObject({ status: 'unreachable', type: 'host-unreachable' });
    expect(drops(trace).filter((drop) => drop === 'a neighbour-failed')).toHaveLength(1);
  });

  it('take a new MAC address from a gratuitous announcement', () => {
    const fixture = pair();
    send(fixture, echo('a', '10.0.0.2'));
    deleteLink(fixture.kernel, linkRef(fixture, 'a', 'eth0'));
    wire(fixture, ['a', 'eth0', '10.0.0.1/24'], ['b', 'eth0', '10.0.0.2/24']);
    expect(states(fixture, 'b')).toEqual([]);
    send(fixture, echo('b', '10.0.0.1'));
    const old = neighboursAt(fixture.kernel, 'b', fixture.clock)[0]?.mac;
    const link = namespaceOf(fixture.kernel, 'a').links[linkRef(fixture, 'a', 'eth0').index];
    if (link) link.mac = '02:aa:aa:aa:aa:aa';
    fixture.clock += 2000;
    send(fixture, {
      kind: 'arp',
      namespace: 'a',
      device: 'eth0',
      destination: '10.0.0.1',
      source: '10.0.0.1',
      timeout: 0,
    });
    const now = neighboursAt(fixture.kernel, 'b', fixture.clock)[0];
    expect(old).not.toBe('02:aa:aa:aa:aa:aa');
    expect(now).toMatchObject({ mac: '02:aa:aa:aa:aa:aa', state: 'STALE' });
  });

  it('answer arping', () => {
    const fixture = pair();
    const ask = (destination: string) =>
      send(fixture, { kind: 'arp', namespace: 'a', device: 'eth0', destination, timeout: 1000 }).outcomes[0];
    expect(ask('10.0.0.2')).toMatchObject({
      status: 'answered',
      from: '10.0.0.2',
      mac: namespaceOf(fixture.kernel, 'b').links[2]?.mac,
    });
    expect(ask('10.0.0.3')?.status).toBe('timeout');
  });

  it('that have not answered yet will fail, which ends the story of what waits for them', () => {
    const fixture = pair();
    const first = send(fixture, echo('a', '10.0.0.9', { timeout: 1000 }));
    expect(first.outcomes[0]?.status).toBe('timeout');
    expect(first.hops.at(-1)).toMatchObject({
      time: 3_096_000,
      packet: 1,
      decision: { kind: 'neighbour', neighbour: { ip: '10.0.0.9', state: 'FAILED' } },
      verdict: { kind: 'dropped', reason: 'neighbour-failed' },
    });
    expect(states(fixture, 'a')).toEqual(['10.0.0.9 INCOMPLETE']);
    expect(states(fixture, 'a', 2_100)).toEqual(['10.0.0.9 FAILED']);
  });
});
