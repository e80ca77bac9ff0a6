import { describe, expect, test } from 'vitest';
import { en } from '../../i18n/en.ts';
import { ko } from '../../i18n/ko.ts';
import type { Action, Decision, DropReason, Hop } from '../../kernel/hop.ts';
import { parseRule } from '../../kernel/netfilter/rule/rule-text.ts';
import type { Frame } from '../../kernel/packet/frame.ts';
import type { Route } from '../../kernel/route/route.ts';
import { MAIN } from '../../kernel/route/rule.ts';
import { createLab } from '../../world/lab.ts';
import { plainText } from '../controls/rich-text.ts';
import { placeOfHop, spotsOf } from '../../world/spots.ts';
import { announce, explain, type Explanation } from './explain.ts';

const world = createLab({ seed: 1 });
const around = { world, spots: spotsOf(world) };

const frameTo = (destination: string, port: number): Frame => ({
  source: '02:00:00:00:00:01',
  destination: '02:00:00:00:00:02',
  payload: {
    kind: 'ip',
    source: '192.168.65.50',
    destination,
    ttl: 64,
    transport: { kind: 'tcp', sourcePort: 49008, destinationPort: port, flags: 'S', data: '' },
  },
});

const hopOf = (decision: Decision, rest: Partial<Hop> = {}): Hop => ({
  time: 0,
  packet: 0,
  flow: 0,
  frame: frameTo('192.168.65.10', 8080),
  namespace: 'host1',
  device: { index: 2, name: 'eth0', direction: 'in' },
  stage: 'netfilter',
  verdict: { kind: 'on' },
  decision,
  ...rest,
});

const ruleOf = (text: string): Decision => ({
  kind: 'rule',
  hook: 'PREROUTING',
  table: 'nat',
  chain: 'DOCKER',
  number: 2,
  rule: parseRule(text.split(' ')),
});

/** A text of a language by its dotted key. */
function textOf(language: unknown, key: string): string {
  const found = key.split('.').reduce<unknown>((texts, part) => (texts as Record<string, unknown>)[part], language);
  if (typeof found !== 'string') throw new Error(`no text ${key}`);
  return found;
}

/** What an explanation says, in both languages; everything that the text names must have been filled in. */
function told({ key, values }: Explanation): string {
  const [english, korean] = [en, ko].map((language) => plainText(textOf(language, key), values)) as [string, string];
  for (const text of [english, korean]) expect(text).not.toMatch(/\{\{|\[|undefined|<b>|<m>/);
  return english;
}

const neighbour = { ip: '172.17.0.2', device: 3, mac: '02:00:00:00:00:09', state: 'REACHABLE', updated: 0 } as const;
const route = {
  destination: { address: '172.17.0.0', length: 16 },
  device: 3,
  scope: 'link',
  protocol: 'kernel',
  metric: 0,
  type: 'unicast',
} as const;

describe('explain', () => {
  test.each<[string, Decision]>([
    ['The frame arrives at host1 on eth0.', { kind: 'device', promiscuous: false }],
    [
      'The bridge has learned that 02:00:00:00:00:02 is behind port eth0 and forwards the frame there only.',
      { kind: 'forwarding', how: 'known', ports: [2] },
    ],
    [
      'The neighbour table says that 172.17.0.2 has the MAC address 02:00:00:00:00:09.',
      { kind: 'neighbour', neighbour },
    ],
    [
      'The route 172.17.0.0/16 matches: the destination is on the network behind docker0.',
      { kind: 'route', how: 'forward', route },
    ],
    [
      'The route default matches: the packet goes to the gateway 192.168.65.1 by eth0.',
      {
        kind: 'route',
        how: 'forward',
        route: { ...route, destination: { address: '0.0.0.0', length: 0 }, device: 2, via: '192.168.65.1' },
      },
    ],
    [
      'conntrack has not seen this flow before, so its state is NEW.',
      { kind: 'connection', state: 'NEW', direction: 'original' },
    ],
    ['Rule 2 of chain DOCKER matches, so chain DOCKER-CT is tried next.', ruleOf('-j DOCKER-CT')],
    ['Rule 2 of chain DOCKER matches and leaves this chain.', ruleOf('-i docker0 -j RETURN')],
    [
      'No rule of chain FORWARD decided, so its policy ACCEPT lets the packet through.',
      { kind: 'policy', hook: 'FORWARD', table: 'filter', chain: 'FORWARD', policy: 'ACCEPT' },
    ],
    [
      'nginx has a TCP socket on port 80. The packet has arrived.',
      { kind: 'socket', protocol: 'tcp', port: 80, program: 'nginx', pid: 9 },
    ],
    ['The packet is forwarded, so its TTL falls to 63.', { kind: 'ttl', ttl: 63 }],
  ])('%s', (sentence, decision) => {
    expect(told(explain(hopOf(decision), around))).toBe(sentence);
  });

  test.each([
    [
      'gateway',
      { via: '192.168.65.1' },
      'Rule 900 leads to the table 77, where the route default matches: the packet goes to the gateway 192.168.65.1 by eth0.',
    ],
    [
      'link',
      {},
      'Rule 900 leads to the table 77, where the route default matches: the destination is on the network behind eth0.',
    ],
  ])('a route of another table tells the rule that led there: %s', (_, via, sentence) => {
    const route: Route = {
      destination: { address: '0.0.0.0', length: 0 },
      device: 2,
      scope: 'global',
      protocol: 'boot',
      metric: 0,
      type: 'unicast',
      ...via,
    };
    const by = { priority: 900, lookup: 77 };
    expect(told(explain(hopOf({ kind: 'route', how: 'forward', route, by }), around))).toBe(sentence);
    const main = told(explain(hopOf({ kind: 'route', how: 'forward', route, by: { ...by, lookup: MAIN } }), around));
    expect(main).not.toContain('Rule');
  });

  test('a rule that refuses is told', () => {
    const decision: Decision = { kind: 'route', how: 'none', by: { priority: 901, lookup: 'prohibit' } };
    const verdict = { kind: 'dropped', reason: 'unreachable-route' } as const;
    expect(told(explain(hopOf(decision, { verdict }), around))).toBe(
      'Dropped: rule 901 of the policy routing of host1 refuses the packet (prohibit).',
    );
  });

  test('a packet that is cut tells its fragments', () => {
    const frame: Frame = {
      ...frameTo('192.168.65.10', 80),
      cut: 1500,
      payload: {
        kind: 'ip',
        source: '192.168.65.50',
        destination: '192.168.65.10',
        ttl: 64,
        transport: { kind: 'icmp', type: 'echo-request', id: 1, sequence: 1, size: 4000 },
      },
    };
    const device = { kind: 'device', promiscuous: false } as const;
    expect(told(explain(hopOf(device, { frame }), around))).toBe('The packet arrives at host1 on eth0 in 3 fragments.');
    const out = { index: 2, name: 'eth0', direction: 'out' } as const;
    expect(told(explain(hopOf(device, { frame, device: out }), around))).toContain(
      'in 3 fragments: no more than 1500 octets',
    );
  });

  test('a translation names both ends', () => {
    const dnat = hopOf(ruleOf('! -i docker0 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80'), {
      frame: frameTo('172.17.0.2', 80),
      verdict: { kind: 'rewritten', before: frameTo('192.168.65.10', 8080) },
    });
    expect(told(explain(dnat, around))).toBe(
      'The packet was sent to 192.168.65.10:8080. Rule 2 of chain DOCKER rewrites its destination to 172.17.0.2:80.',
    );
  });

  test('a known flow is translated again, by the name of its NAT and conntrack', () => {
    const again = hopOf(
      { kind: 'connection', state: 'ESTABLISHED', direction: 'original' },
      { frame: frameTo('172.17.0.2', 80), verdict: { kind: 'rewritten', before: frameTo('192.168.65.10', 8080) } },
    );
    expect(told(explain(again, around))).toContain(
      'translates it as before, from 192.168.65.10:8080 to 172.17.0.2:80: DNAT (conntrack).',
    );
  });

  test.each(Object.keys(en.hop.drop) as DropReason[])('a drop says why: %s', (reason) => {
    const hop = hopOf(ruleOf('-j DROP'), { verdict: { kind: 'dropped', reason } });
    expect(told(explain(hop, around)).length).toBeGreaterThan(20);
  });

  test.each([
    '-j ACCEPT',
    '-j DROP',
    '-j REJECT',
    '-j RETURN',
    '-j CT --notrack',
    '-p tcp -j SNAT --to-source 10.0.0.1',
    '-j MASQUERADE',
    '-p tcp -j REDIRECT --to-ports 80',
    '-j LOG',
    '-j MARK --set-xmark 0x1/0xffffffff',
    '-p tcp',
  ])('every target has its sentence: %s', (rule) => {
    expect(told(explain(hopOf(ruleOf(rule)), around))).toContain('DOCKER');
  });
});

test.each<[Action, string]>([
  [{ kind: 'answers-http', method: 'GET', path: '/', status: 200 }, 'nginx answers GET / with status 200.'],
  [{ kind: 'answers', client: '172.17.0.1:40000' }, 'nginx answers 172.17.0.1:40000.'],
  [{ kind: 'answers-dns', type: 'A', name: 'web' }, 'nginx answers the question for the A record of web.'],
  [
    { kind: 'asks-dns', server: '203.0.113.53', type: 'A', name: 'example.com' },
    'so it asks 203.0.113.53 for the A record of example.com.',
  ],
  [{ kind: 'cannot-resolve', name: 'nobody' }, 'nginx cannot resolve nobody.'],
  [{ kind: 'dials', address: '172.17.0.2', port: 80 }, 'nginx opens a connection of its own to 172.17.0.2:80'],
])('a program says what it did: %j', (action, sentence) => {
  expect(told(explain(hopOf({ kind: 'program', program: 'nginx', action }), around))).toContain(sentence);
});

test('what comes next is told in a few words', () => {
  expect(told(announce(hopOf({ kind: 'route', how: 'forward', route }), around))).toBe(
    'routing picks docker0 by 172.17.0.0/16',
  );
});

describe('the LAN is a switch', () => {
  const port = (name: string, direction: 'in' | 'out') => {
    const index = world.kernel.namespaces['router']?.names[name] ?? 0;
    return { namespace: 'router', device: { index, name, direction } } as const;
  };
  const onDevice = { kind: 'device', promiscuous: false } as const;
  const client = port('p-client', 'in').device.index;

  test.each<[string, Decision, Partial<Hop>]>([
    ['The frame arrives at the switch of the LAN, from client.', onDevice, port('p-client', 'in')],
    ['The switch of the LAN sends the frame on to host1.', onDevice, port('p-host1', 'out')],
    [
      'The switch of the LAN has learned that 02:00:00:00:00:02 is at client and sends the frame there only.',
      { kind: 'forwarding', how: 'known', ports: [client] },
      { ...port('p-host1', 'in'), stage: 'bridge' },
    ],
    [
      'The frame is addressed to the router, so the switch of the LAN hands it to router.',
      { kind: 'forwarding', how: 'local', ports: [] },
      { ...port('p-client', 'in'), stage: 'bridge' },
    ],
  ])('%s', (sentence, decision, at) => {
    const hop = hopOf(decision, at);
    expect(placeOfHop(hop, around.spots)).toBe('LAN');
    expect(told(explain(hop, around))).toBe(sentence);
    expect(told(announce(hop, around))).toBe('the switch of the LAN');
  });

  test('and the router behind it is the router', () => {
    expect(placeOfHop(hopOf(onDevice, port('lan0', 'in')), around.spots)).toBe('router');
  });
});
