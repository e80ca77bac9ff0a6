import { describe, expect, it } from 'vitest';
import { namespaceOf } from '../../kernel.ts';
import { neighboursAt } from '../../neighbour/neighbour-table.ts';
import { deleteRoute } from '../../route/table.ts';
import { setSysctl } from '../../sysctl/sysctl.ts';
import {
  addHost,
  bridge,
  createFixture,
  drops,
  echo,
  kindOf,
  plug,
  prefix,
  route,
  seen,
  send,
  serve,
  tcp,
  udp,
  wire,
  type Fixture,
} from '../walk.fixture.ts';

/** Two boxes on a bridge with an IPv6 subnet. */
function lan(): Fixture {
  const fixture = createFixture();
  for (const id of ['host', 'a', 'b']) addHost(fixture, id);
  bridge(fixture, 'host', 'br', 'fd00::1/64');
  plug(fixture, ['host', 'br'], ['a', 'eth0', 'fd00::2/64']);
  plug(fixture, ['host', 'br'], ['b', 'eth0', 'fd00::3/64']);
  return fixture;
}

describe('IPv6', () => {
  it('finds neighbours by solicitation and advertisement', () => {
    const fixture = lan();
    const trace = send(fixture, echo('a', 'fd00::3'));
    expect(trace.outcomes[0]).toMatchObject({ status: 'answered', from: 'fd00::3', ttl: 64 });
    const asked = trace.hops.find((hop) => hop.stage === 'link' && kindOf(hop) === 'neighbour-solicitation');
    expect(asked?.frame).toMatchObject({
      destination: '33:33:ff:00:00:03',
      payload: { source: 'fd00::2', destination: 'ff02::1:ff00:3', ttl: 255 },
    });
    const told = trace.hops.find((hop) => hop.stage === 'link' && kindOf(hop) === 'neighbour-advertisement');
    expect(told?.frame.payload).toMatchObject({ source: 'fd00::3', destination: 'fd00::2' });
    expect(neighboursAt(fixture.kernel, 'a', fixture.clock)).toMatchObject([{ ip: 'fd00::3', state: 'REACHABLE' }]);
    expect(neighboursAt(fixture.kernel, 'b', fixture.clock)).toMatchObject([{ ip: 'fd00::2', state: 'DELAY' }]);
    expect(neighboursAt(fixture.kernel, 'b', fixture.clock + 6000)).toMatchObject([{ state: 'REACHABLE' }]);
    expect(neighboursAt(fixture.kernel, 'host', fixture.clock)).toEqual([]);
    expect(seen(send(fixture, echo('a', 'fd00::3')))).toHaveLength(8);
  });

  it('knows a router by its advertisement, until it says otherwise', () => {
    const fixture = lan();
    setSysctl(fixture.kernel, 'host', 'net.ipv6.conf.all.forwarding', '1');
    send(fixture, echo('a', 'fd00::1'));
    send(fixture, echo('a', 'fd00::3'));
    const routers = () => neighboursAt(fixture.kernel, 'a', fixture.clock).filter(({ router }) => router);
    expect(routers()).toMatchObject([{ ip: 'fd00::1', state: 'REACHABLE' }]);
    fixture.clock += 60_000;
    setSysctl(fixture.kernel, 'host', 'net.ipv6.conf.all.forwarding', '0');
    const { neighbours } = namespaceOf(fixture.kernel, 'a');
    for (const key of Object.keys(neighbours)) delete neighbours[key];
    send(fixture, echo('a', 'fd00::1'));
    expect(routers()).toEqual([]);
  });

  it('is forwarded where a setting says so, and told of where not', () => {
    const fixture = lan();
    addHost(fixture, 'far');
    wire(fixture, ['host', 'eth1', 'fd01::1/64'], ['far', 'eth0', 'fd01::2/64']);
    for (const [id, via] of [
      ['a', 'fd00::1'],
      ['far', 'fd01::1'],
    ] as const)
      route(fixture, id, '::/0', via);
    expect(drops(send(fixture, echo('a', 'fd01::2')))).toContain('host forwarding-off');
    setSysctl(fixture.kernel, 'host', 'net.ipv6.conf.all.forwarding', '1');
    expect(send(fixture, echo('a', 'fd01::2')).outcomes[0]).toMatchObject({ status: 'answered', ttl: 63 });
    expect(send(fixture, echo('a', 'fd09::1')).outcomes[0]).toMatchObject({ type: 'net-unreachable', from: 'fd00::1' });
    expect(send(fixture, echo('a', 'fd01::9', { timeout: 5000 })).outcomes[0]).toMatchObject({
      type: 'host-unreachable',
    });
    deleteRoute(fixture.kernel, 'a', { destination: prefix('::/0') });
    expect(send(fixture, echo('a', 'fd01::2')).outcomes[0]?.status).toBe('no-route');
  });

  it('is taken by the sockets of :: and ::1', () => {
    const fixture = lan();
    serve(fixture, 'b', 'tcp', 80, 'x', '::');
    expect(send(fixture, tcp('a', 'fd00::3', 80)).outcomes[0]?.status).toBe('connected');
    expect(send(fixture, tcp('b', '::1', 80)).outcomes[0]?.status).toBe('connected');
    expect(send(fixture, tcp('b', '127.0.0.1', 80)).outcomes[0]?.status).toBe('connected');
    expect(send(fixture, tcp('b', '::', 80)).outcomes[0]?.status).toBe('connected');
    expect(send(fixture, udp('a', 'fd00::3', 99)).outcomes[0]).toMatchObject({ type: 'port-unreachable' });
  });

  it('is gone from a device that disables it', () => {
    const fixture = lan();
    setSysctl(fixture.kernel, 'b', 'net.ipv6.conf.eth0.disable_ipv6', '1');
    expect(send(fixture, echo('a', 'fd00::3')).outcomes[0]?.status).toBe('timeout');
    expect(send(fixture, echo('b', 'fd00::2')).outcomes[0]?.status).toBe('no-route');
  });
});
