import { describe, expect, it } from 'vitest';
import { namespaceOf } from '../../kernel.ts';
import { setDown } from '../../link/link-up.ts';
import { appendRule } from '../../netfilter/chains.ts';
import { rule } from '../../netfilter/rule/rule-text.ts';
import { lookupRoute } from '../../route/lookup.ts';
import { addRule, selectivityOf, rulesOf, type RoutingRule } from '../../route/rule.ts';
import { addRoute } from '../../route/table.ts';
import { setSysctl } from '../../sysctl/sysctl.ts';
import {
  address,
  addHost,
  createFixture,
  echo,
  linkRef,
  prefix,
  route,
  send,
  wire,
  type Fixture,
} from '../walk.fixture.ts';

/** a reaches 9.9.9.9 over two routers, `one` by its main table and `two` by table 100; r, behind a, uses a as its gateway. */
function twoWays(): Fixture {
  const fixture = createFixture();
  for (const id of ['a', 'one', 'two', 'r']) addHost(fixture, id);
  wire(fixture, ['a', 'eth0', '10.0.1.2/24'], ['one', 'eth0', '10.0.1.1/24']);
  wire(fixture, ['a', 'eth1', '10.0.2.2/24'], ['two', 'eth0', '10.0.2.1/24']);
  wire(fixture, ['a', 'eth2', '10.0.3.1/24'], ['r', 'eth0', '10.0.3.2/24']);
  for (const id of ['one', 'two']) {
    address(fixture, id, 'lo', '9.9.9.9/32');
    route(fixture, id, '10.0.0.0/8', id === 'one' ? '10.0.1.2' : '10.0.2.2');
  }
  route(fixture, 'r', '0.0.0.0/0', '10.0.3.1');
  setSysctl(fixture.kernel, 'a', 'net.ipv4.ip_forward', '1');
  for (const [table, device, via] of [
    [254, 'eth0', '10.0.1.1'],
    [100, 'eth1', '10.0.2.1'],
  ] as const)
    addRoute(
      fixture.kernel,
      'a',
      {
        destination: prefix('0.0.0.0/0'),
        via,
        device: linkRef(fixture, 'a', device).index,
        scope: 'global',
        protocol: 'boot',
        metric: 0,
        type: 'unicast',
      },
      { table },
    );
  return fixture;
}

const at100 = (rest: Partial<RoutingRule>): RoutingRule => ({ priority: 1000, lookup: 100, ...rest });

/** Over which router an echo request goes. */
function wayOf(fixture: Fixture, from: string, source?: string): string | undefined {
  const { hops } = send(fixture, echo(from, '9.9.9.9', { source } as never));
  return hops.find(({ namespace }) => namespace === 'one' || namespace === 'two')?.namespace;
}

describe('policy routing', () => {
  it('goes by the main table where no rule says otherwise', () => {
    const fixture = twoWays();
    expect(selectivityOf(namespaceOf(fixture.kernel, 'a'))).toBe(false);
    expect(wayOf(fixture, 'a')).toBe('one');
    expect(wayOf(fixture, 'r')).toBe('one');
  });

  it('looks at the source', () => {
    const fixture = twoWays();
    addRule(namespaceOf(fixture.kernel, 'a'), 4, at100({ source: prefix('10.0.3.0/24') }));
    expect(wayOf(fixture, 'r')).toBe('two');
    expect(wayOf(fixture, 'a')).toBe('one');
    expect(wayOf(fixture, 'a', '10.0.3.1')).toBe('two');
  });

  it('looks at the device that a packet came in by', () => {
    const fixture = twoWays();
    addRule(namespaceOf(fixture.kernel, 'a'), 4, at100({ input: 'eth2' }));
    expect(wayOf(fixture, 'r')).toBe('two');
    expect(wayOf(fixture, 'a')).toBe('one');
    addRule(namespaceOf(fixture.kernel, 'a'), 4, at100({ input: 'lo' }));
    expect(wayOf(fixture, 'a')).toBe('two');
  });

  it.each([
    ['PREROUTING', 'r'],
    ['OUTPUT', 'a'],
  ])('looks at the mark that mangle gave at %s', (chain, from) => {
    const fixture = twoWays();
    const namespace = namespaceOf(fixture.kernel, 'a');
    addRule(namespace, 4, at100({ mark: { value: 0x10, mask: 0xf0 } }));
    expect(wayOf(fixture, from)).toBe('one');
    appendRule(namespace, 'ip', 'mangle', chain, rule('-p icmp -j MARK --set-mark 0x11'));
    expect(wayOf(fixture, from)).toBe('two');
  });

  it('refuses, negates, and goes on where a table has no route', () => {
    const fixture = twoWays();
    const namespace = namespaceOf(fixture.kernel, 'a');
    addRule(namespace, 4, { priority: 10, lookup: 7 });
    addRule(namespace, 4, { priority: 11, not: true, destination: prefix('9.0.0.0/8'), lookup: 'prohibit' });
    expect(lookupRoute(namespace, { destination: '9.9.9.9' })).toMatchObject({ how: 'unicast', nextHop: '10.0.1.1' });
    expect(lookupRoute(namespace, { destination: '8.8.8.8' }).how).toBe('prohibit');
    expect(lookupRoute(namespace, { destination: '10.0.1.2' }).how).toBe('local');
    expect(rulesOf(namespace, 4).map(({ priority }) => priority)).toEqual([0, 10, 11, 32766, 32767]);
    expect(rulesOf(namespace, 6).map(({ priority }) => priority)).toEqual([0, 32766]);
  });

  it('passes by a way whose device has no carrier where that is asked for, on to another rule', () => {
    const fixture = twoWays();
    addRule(namespaceOf(fixture.kernel, 'a'), 4, at100({ priority: 32_800 }));
    setDown(fixture.kernel, linkRef(fixture, 'one', 'eth0'));
    const answered = () => send(fixture, echo('a', '9.9.9.9')).outcomes[0]?.status === 'answered';
    expect(answered()).toBe(false);
    setSysctl(fixture.kernel, 'a', 'net.ipv4.conf.eth0.ignore_routes_with_linkdown', '1');
    expect(answered()).toBe(true);
  });

  it('goes on to the next rule from a route that throws, a short prefix that does not count, and where a rule sends it', () => {
    const fixture = twoWays();
    const namespace = namespaceOf(fixture.kernel, 'a');
    const to = prefix('9.0.0.0/8');
    const lookup = () => lookupRoute(namespace, { destination: '9.9.9.9' }).route?.via;
    addRule(namespace, 4, { priority: 5, destination: to, lookup: 100, suppressed: 0 });
    expect(lookup()).toBe('10.0.1.1');
    addRule(namespace, 4, { priority: 6, lookup: 'goto', target: 32766 });
    addRule(namespace, 4, { priority: 7, lookup: 100 });
    expect(lookup()).toBe('10.0.1.1');
    expect(() => addRule(namespace, 4, { priority: 7, lookup: 100 })).toThrow('File exists');
    expect(() => addRule(namespace, 4, { priority: 8, lookup: 'goto', target: 7 })).toThrow('Backward');
  });
});
