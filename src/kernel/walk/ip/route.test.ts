import { describe, expect, it } from 'vitest';
import { deleteAddress } from '../../link/addresses.ts';
import { setDown } from '../../link/link-up.ts';
import { namespaceOf } from '../../kernel.ts';
import { appendRule } from '../../netfilter/chains.ts';
import { rule } from '../../netfilter/rule/rule-text.ts';
import { addRoute, deleteRoute } from '../../route/table.ts';
import { setSysctl } from '../../sysctl/sysctl.ts';
import {
  address,
  addHost,
  createFixture,
  drops,
  echo,
  linkRef,
  prefix,
  route,
  seen,
  send,
  tcp,
  udp,
  wire,
  type Fixture,
} from '../walk.fixture.ts';

/** a - r - b, r routing between two subnets. */
function routed(): Fixture {
  const fixture = createFixture();
  for (const id of ['a', 'r', 'b']) addHost(fixture, id);
  wire(fixture, ['a', 'eth0', '10.0.0.2/24'], ['r', 'left', '10.0.0.1/24']);
  wire(fixture, ['b', 'eth0', '10.0.1.2/24'], ['r', 'right', '10.0.1.1/24']);
  route(fixture, 'a', '0.0.0.0/0', '10.0.0.1');
  route(fixture, 'b', '0.0.0.0/0', '10.0.1.1');
  setSysctl(fixture.kernel, 'r', 'net.ipv4.ip_forward', '1');
  return fixture;
}

describe('a router', () => {
  it('forwards, the time to live one less', () => {
    const trace = send(routed(), echo('a', '10.0.1.2'));
    expect(trace.outcomes[0]).toMatchObject({ status: 'answered', from: '10.0.1.2', ttl: 63 });
    expect(seen(trace).map((step) => step.replace(/ echo-.*/, ''))).toEqual([
      'a eth0 Out',
      'r left In',
      'r right Out',
      'b eth0 In',
      'b eth0 Out',
      'r right In',
      'r left Out',
      'a eth0 In',
    ]);
  });

  it('says where the time to live ran out', () => {
    const outcome = send(routed(), udp('a', '10.0.1.2', 33434, { ttl: 1 })).outcomes[0];
    expect(outcome).toMatchObject({ status: 'unreachable', type: 'time-exceeded', from: '10.0.0.1', ttl: 64 });
    expect(send(routed(), udp('a', '10.0.1.2', 33434, { ttl: 2 })).outcomes[0]).toMatchObject({
      type: 'port-unreachable',
      from: '10.0.1.2',
      ttl: 63,
    });
  });

  it('says net-unreachable where it has no route, and host-unreachable where nobody answers', () => {
    const fixture = routed();
    expect(send(fixture, echo('a', '9.9.9.9')).outcomes[0]).toMatchObject({
      type: 'net-unreachable',
      from: '10.0.0.1',
    });
    const absent = send(fixture, echo('a', '10.0.1.9', { timeout: 5000 }));
    expect(absent.outcomes[0]).toMatchObject({ type: 'host-unreachable', from: '10.0.0.1' });
  });

  it('says so no more than once a second after a few at once', () => {
    const fixture = routed();
    const errors = (...stimuli: Parameters<typeof echo>[2][]) =>
      send(
        fixture,
        ...stimuli.map((rest, i) => udp('a', '10.0.0.1', 90 + i, { timeout: 9000, ...rest })),
      ).outcomes.filter(({ status }) => status === 'unreachable').length;
    expect(errors(...Array.from({ length: 9 }, () => ({})))).toBe(6);
    expect(errors({}, { delay: 100 }, { delay: 1100 })).toBe(3);
    fixture.clock += 60_000;
    // A missing route costs a second token, of five (Linux: ip_error).
    const pings = Array.from({ length: 9 }, (_, i) => echo('a', '9.9.9.9', { sequence: i, delay: i * 1000 }));
    expect(send(fixture, ...pings).outcomes.filter(({ status }) => status === 'unreachable')).toHaveLength(4);
  });

  it('drops in silence with ip_forward 0', () => {
    const fixture = routed();
    setSysctl(fixture.kernel, 'r', 'net.ipv4.ip_forward', '0');
    const trace = send(fixture, echo('a', '10.0.1.2'));
    expect(trace.outcomes[0]?.status).toBe('timeout');
    expect(drops(trace)).toEqual(['r forwarding-off']);
    expect(send(fixture, echo('a', '10.0.1.1')).outcomes[0]?.status).toBe('answered');
  });

  it('answers for each of its addresses on each of its links, ARP too', () => {
    const fixture = routed();
    expect(send(fixture, echo('a', '10.0.1.1')).outcomes[0]).toMatchObject({
      status: 'answered',
      from: '10.0.1.1',
      ttl: 64,
    });
    deleteRoute(fixture.kernel, 'a', { destination: prefix('0.0.0.0/0') });
    addRoute(fixture.kernel, 'a', {
      destination: prefix('10.0.1.0/24'),
      device: 2,
      scope: 'link',
      protocol: 'boot',
      metric: 0,
      type: 'unicast',
    });
    expect(send(fixture, echo('a', '10.0.1.1')).outcomes[0]?.status).toBe('answered');
  });

  it('obeys routes that refuse', () => {
    const fixture = routed();
    const refuse = (type: 'blackhole' | 'unreachable' | 'prohibit', destination: string) =>
      addRoute(fixture.kernel, 'r', {
        destination: prefix(destination),
        device: 0,
        scope: 'global',
        protocol: 'boot',
        metric: 0,
        type,
      });
    refuse('blackhole', '20.0.0.0/8');
    refuse('unreachable', '21.0.0.0/8');
    refuse('prohibit', '22.0.0.0/8');
    expect(send(fixture, echo('a', '20.0.0.1')).outcomes[0]?.status).toBe('timeout');
    expect(send(fixture, echo('a', '21.0.0.1')).outcomes[0]).toMatchObject({ type: 'host-unreachable' });
    expect(send(fixture, echo('a', '22.0.0.1')).outcomes[0]).toMatchObject({ type: 'admin-prohibited' });
  });

  it('tells a near sender that could have gone there itself, where nothing may translate', () => {
    const fixture = routed();
    address(fixture, 'r', 'left', '10.9.0.1/24');
    const by = (destination: string, via: string) =>
      addRoute(fixture.kernel, 'r', {
        destination: prefix(destination),
        via,
        device: 2,
        scope: 'global',
        protocol: 'boot',
        metric: 0,
        type: 'unicast',
      });
    by('30.0.0.0/8', '10.0.0.9');
    expect(seen(send(fixture, echo('a', '30.0.0.1')))).toContain('r left Out redirect');
    address(fixture, 'a', 'lo', '10.99.0.1/32');
    by('10.99.0.1/32', '10.0.0.2');
    expect(seen(send(fixture, echo('a', '30.0.0.1', { source: '10.99.0.1' })))).not.toContain('r left Out redirect');
    appendRule(namespaceOf(fixture.kernel, 'r'), 'ip', 'nat', 'POSTROUTING', rule('-s 192.0.2.0/24 -j MASQUERADE'));
    expect(seen(send(fixture, echo('a', '30.0.0.1')))).not.toContain('r left Out redirect');
  });

  it('drops martians: its own address from outside, the loopback net', () => {
    const fixture = routed();
    send(fixture, echo('a', '10.0.0.1'));
    address(fixture, 'a', 'lo', '10.0.1.1/32');
    expect(drops(send(fixture, echo('a', '10.0.1.2', { source: '10.0.1.1' })))).toEqual(['r martian']);
    deleteAddress(fixture.kernel, { namespace: 'a', index: 1 }, '127.0.0.1');
    const loopback = {
      destination: prefix('127.5.0.0/16'),
      via: '10.0.0.1',
      device: 2,
      scope: 'global',
      protocol: 'boot',
      metric: 0,
      type: 'unicast',
    } as const;
    addRoute(fixture.kernel, 'a', loopback);
    expect(drops(send(fixture, echo('a', '127.5.0.1')))).toEqual(['r martian']);
    setSysctl(fixture.kernel, 'r', 'net.ipv4.conf.all.route_localnet', '1');
    // The router answers now, from an address that is a martian to the asker.
    expect(drops(send(fixture, echo('a', '127.5.0.1')))).toEqual(['a martian']);
  });

  it('filters reverse paths where rp_filter says so', () => {
    const fixture = routed();
    address(fixture, 'a', 'lo', '50.0.0.1/32');
    setSysctl(fixture.kernel, 'r', 'net.ipv4.conf.left.rp_filter', '1');
    expect(drops(send(fixture, echo('a', '10.0.1.2', { source: '50.0.0.1' })))).toEqual(['r martian']);
  });

  it('cuts what is larger than the next MTU, and leaves the pieces as they are', () => {
    const fixture = routed();
    for (const [id, device] of [
      ['r', 'left'],
      ['a', 'eth0'],
    ] as const) {
      const link = namespaceOf(fixture.kernel, id).links[linkRef(fixture, id, device).index];
      if (link) link.mtu = 1300;
    }
    const { hops, outcomes, effects } = send(fixture, echo('a', '10.0.1.2', { size: 1450 }));
    expect(outcomes[0]?.status).toBe('answered');
    const outward = hops.filter(({ stage, device }) => stage === 'link' && device?.direction === 'out');
    const cuts = outward.flatMap(({ namespace, frame }) =>
      frame.payload.kind === 'ip' ? [[namespace, frame.cut]] : [],
    );
    expect(cuts).toEqual([
      ['a', 1300],
      ['r', 1300],
      ['b', undefined],
      ['r', 1300],
    ]);
    const sent = effects.find((effect) => effect.kind === 'link' && effect.namespace === 'a' && effect.index === 2);
    // Two fragments of 1296 and 202 octets, and an ARP request.
    expect(sent).toMatchObject({ sent: { packets: 3, bytes: 1296 + 202 + 28 + 3 * 14 } });
  });

  it('does not cut what may not be cut', () => {
    const fixture = routed();
    for (const [id, device] of [
      ['r', 'right'],
      ['b', 'eth0'],
    ] as const) {
      const link = namespaceOf(fixture.kernel, id).links[linkRef(fixture, id, device).index];
      if (link) link.mtu = 1400;
    }
    const big = (size: number, dontFragment: true | 'probe' = true) =>
      send(fixture, echo('a', '10.0.1.2', { size, dontFragment })).outcomes[0];
    expect(big(1372)?.status).toBe('answered');
    expect(big(1373)).toMatchObject({ status: 'unreachable', type: 'fragmentation-needed', detail: '1400' });
    // The sender believes it, and cuts what may be cut.
    expect(big(1373)).toMatchObject({ status: 'too-big', mtu: 1400 });
    const { outcomes, hops } = send(fixture, echo('a', '10.0.1.2', { size: 1373 }));
    expect(outcomes[0]?.status).toBe('answered');
    expect(hops.some(({ namespace, frame }) => namespace === 'a' && frame.cut === 1400)).toBe(true);
    expect(big(1473, 'probe')).toMatchObject({ status: 'too-big', mtu: 1500 });
  });
});

describe('a host', () => {
  it('has no way without a route', () => {
    const fixture = routed();
    deleteRoute(fixture.kernel, 'a', { destination: prefix('0.0.0.0/0') });
    for (const stimulus of [echo('a', '9.9.9.9'), tcp('a', '9.9.9.9', 80), udp('a', '9.9.9.9', 53)])
      expect(send(fixture, stimulus).outcomes[0]).toEqual({ status: 'no-route', after: 0 });
    expect(send(fixture, echo('nowhere', '9.9.9.9')).outcomes[0]?.status).toBe('no-route');
  });

  it('speaks to itself over lo, whatever the address', () => {
    const fixture = routed();
    for (const destination of ['127.0.0.1', '127.0.0.53', '10.0.0.2']) {
      const trace = send(fixture, echo('a', destination));
      expect(trace.outcomes[0]).toMatchObject({ status: 'answered', from: destination, ttl: 64 });
      expect(seen(trace)).toEqual(['a lo In echo-request', 'a lo In echo-reply']);
    }
    setDown(fixture.kernel, { namespace: 'a', index: 1 });
    expect(send(fixture, echo('a', '10.0.0.2')).outcomes[0]?.status).toBe('timeout');
  });

  it('sends from an address that is its own, and to no broadcast address unasked', () => {
    const fixture = routed();
    expect(send(fixture, echo('a', '10.0.0.1', { source: '10.0.0.77' })).outcomes[0]?.status).toBe('invalid-source');
    expect(send(fixture, echo('a', '10.0.0.255')).outcomes[0]?.status).toBe('broadcast');
    expect(send(fixture, tcp('a', '10.0.0.255', 80)).outcomes[0]?.status).toBe('no-route');
  });

  it('loses frames on a link without carrier', () => {
    const fixture = routed();
    send(fixture, echo('a', '10.0.0.1'));
    setDown(fixture.kernel, linkRef(fixture, 'r', 'left'));
    const trace = send(fixture, echo('a', '10.0.0.1'));
    expect(seen(trace)).toEqual([]);
    expect(drops(trace)).toContain('a no-carrier');
  });
});

// As a kernel that has 224.0.0.1/24 on a bridge answers ip route, ping, connect and send.
describe('an address that is a group’s', () => {
  const grouped = (): Fixture => {
    const fixture = routed();
    address(fixture, 'a', 'eth0', '224.0.0.1/24');
    return fixture;
  };

  it('has no route to its block, and nothing can be sent to it from there', () => {
    const fixture = grouped();
    expect(namespaceOf(fixture.kernel, 'a').routes.map(({ destination }) => destination.address)).not.toContain(
      '224.0.0.0',
    );
    for (const stimulus of [echo('a', '224.0.0.1'), tcp('a', '224.0.0.1', 80), udp('a', '224.0.0.1', 80)])
      expect(send(fixture, stimulus).outcomes[0]).toMatchObject({ status: 'no-route', errno: 'EINVAL' });
  });

  it('is no end of a connection, and says nothing to what it hears', () => {
    const fixture = grouped();
    deleteRoute(fixture.kernel, 'b', { destination: prefix('0.0.0.0/0') });
    expect(send(fixture, tcp('b', '224.0.0.1', 80)).outcomes[0]?.status).toBe('no-route');
    expect(send(fixture, tcp('r', '224.0.0.1', 80)).outcomes[0]?.status).toBe('no-route');
    route(fixture, 'r', '224.0.0.0/4', '10.0.0.2');
    expect(send(fixture, tcp('r', '224.0.0.1', 80)).outcomes[0]?.status).toBe('no-route');
    expect(send(fixture, echo('r', '224.0.0.1', { timeout: 1000 })).outcomes[0]?.status).toBe('timeout');
  });
});
