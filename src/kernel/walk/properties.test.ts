import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setHairpin } from '../link/bridge.ts';
import { setDown, setUp } from '../link/link-up.ts';
import { namespaceOf } from '../kernel.ts';
import { appendRule } from '../netfilter/chains.ts';
import { rule } from '../netfilter/rule/rule-text.ts';
import type { Stimulus } from '../stimulus.ts';
import { setSysctl } from '../sysctl/sysctl.ts';
import { trace, tracer } from '../trace.ts';
import { applyEffects } from '../effects.ts';
import {
  addHost,
  bridge,
  createFixture,
  echo,
  linkRef,
  plug,
  route,
  serve,
  tcp,
  udp,
  wire,
  type Fixture,
} from './walk.fixture.ts';

const HOSTS = ['h0', 'h1', 'h2'] as const;

interface Plan {
  readonly boxes: readonly { host: number; route: boolean; server: boolean }[];
  /** Which hosts have wires between them. */
  readonly wires: readonly (readonly [number, number])[];
  /** Wires from bridge to bridge, which may make loops. */
  readonly trunks: readonly (readonly [number, number])[];
  readonly forwarding: boolean;
  readonly brNetfilter: boolean;
  readonly rules: readonly string[];
  readonly down: readonly number[];
  readonly hairpin: boolean;
}

const host = fc.integer({ min: 0, max: 2 });
const plans: fc.Arbitrary<Plan> = fc.record({
  boxes: fc.array(fc.record({ host, route: fc.boolean(), server: fc.boolean() }), { minLength: 1, maxLength: 5 }),
  wires: fc.array(fc.tuple(host, host), { maxLength: 3 }),
  trunks: fc.array(fc.tuple(host, host), { maxLength: 2 }),
  forwarding: fc.boolean(),
  brNetfilter: fc.boolean(),
  rules: fc.array(
    fc.constantFrom(
      '-t filter FORWARD -j DROP',
      '-t filter INPUT -p icmp -j REJECT --reject-with icmp-admin-prohibited',
      '-t filter OUTPUT -p udp -j DROP',
      '-t nat POSTROUTING ! -o br -j MASQUERADE',
      '-t nat POSTROUTING -p udp -j SNAT --to-source :5353',
      '-t nat PREROUTING -p tcp -m tcp --dport 80 -j DNAT --to-destination 10.0.0.2:80',
      '-t nat OUTPUT -p tcp -m tcp --dport 81 -j DNAT --to-destination 10.1.0.2:80',
      '-t raw PREROUTING -d 10.1.0.0/16 -j DROP',
    ),
    { maxLength: 4 },
  ),
  down: fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 2 }),
  hairpin: fc.boolean(),
});

const destinations = [
  '10.0.0.1',
  '10.0.0.2',
  '10.1.0.1',
  '10.1.0.2',
  '10.2.0.3',
  '10.0.0.9',
  '127.0.0.1',
  '10.0.255.255',
  '9.9.9.9',
  '192.168.0.1',
];
const traffic: fc.Arbitrary<(namespace: string) => Stimulus> = fc
  .record({
    kind: fc.constantFrom('echo', 'tcp', 'udp', 'arp'),
    destination: fc.constantFrom(...destinations),
    ttl: fc.integer({ min: 1, max: 64 }),
  })
  .map(({ kind, destination, ttl }) => (namespace) => {
    if (kind === 'echo') return echo(namespace, destination, { ttl, timeout: 4000 });
    if (kind === 'tcp') return tcp(namespace, destination, 80, { ttl });
    if (kind === 'udp') return udp(namespace, destination, 53, { ttl });
    return { kind: 'arp', namespace, destination, device: 'eth0', timeout: 1000 };
  });

function build(plan: Plan): { fixture: Fixture; places: string[] } {
  const fixture = createFixture();
  const { kernel } = fixture;
  HOSTS.forEach((id, i) => {
    addHost(fixture, id);
    bridge(fixture, id, 'br', `10.${i}.0.1/16`);
    setSysctl(kernel, id, 'net.ipv4.ip_forward', plan.forwarding ? '1' : '0');
    setSysctl(kernel, id, 'net.bridge.bridge-nf-call-iptables', plan.brNetfilter ? '1' : '0');
    for (const text of plan.rules) {
      const [, table = '', chain = '', rest = ''] = /^-t (\w+) (\w+) (.*)$/.exec(text) ?? [];
      appendRule(namespaceOf(kernel, id), 'ip', table as 'filter', chain, rule(rest));
    }
  });
  plan.boxes.forEach((box, i) => {
    const id = `box${i}`;
    addHost(fixture, id);
    plug(fixture, [`h${box.host}`, 'br'], [id, 'eth0', `10.${box.host}.0.${i + 2}/16`]);
    if (box.route) route(fixture, id, '0.0.0.0/0', `10.${box.host}.0.1`);
    if (box.server) serve(fixture, id, 'tcp', 80, 'none');
  });
  plan.wires.forEach(([one, two], i) => {
    if (one === two) return;
    wire(fixture, [`h${one}`, `w${i}`, `192.168.${i}.1/24`], [`h${two}`, `w${i}`, `192.168.${i}.2/24`]);
    route(fixture, `h${one}`, `10.${two}.0.0/17`, `10.${one}.0.3`, i);
  });
  plan.trunks.forEach(([one, two], i) => {
    if (one === two) return;
    wire(fixture, [`h${one}`, `t${i}`], [`h${two}`, `t${i}`]);
    for (const end of [one, two]) {
      const port = linkRef(fixture, `h${end}`, `t${i}`);
      const br = namespaceOf(kernel, `h${end}`).links[2];
      const link = namespaceOf(kernel, `h${end}`).links[port.index];
      if (br?.kind === 'bridge' && link) {
        link.master = br.index;
        br.ports.push(port.index);
      }
    }
  });
  const boxes = plan.boxes.map((_, i) => `box${i}`);
  if (plan.hairpin) setHairpin(kernel, linkRef(fixture, `h${plan.boxes[0]?.host}`, 'v-box0'), true);
  for (const i of plan.down) if (boxes[i]) setDown(kernel, linkRef(fixture, boxes[i], 'eth0'));
  setUp(kernel, { namespace: 'h0', index: 1 });
  return { fixture, places: [...HOSTS, ...boxes] };
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}

describe('a trace', () => {
  it('ends, says why, changes nothing, and is the same again', () => {
    fc.assert(
      fc.property(plans, fc.array(fc.tuple(fc.nat(7), traffic), { minLength: 1, maxLength: 3 }), (plan, planned) => {
        const { fixture, places } = build(plan);
        const stimuli = planned.map(([place, make]) => make(places[place % places.length] ?? 'h0'));
        const kernel = freeze(structuredClone(fixture.kernel));
        const run = () => trace(kernel, {}, stimuli, { clock: fixture.clock, seed: 3 });
        const again = tracer(kernel, {});
        const first = run();
        expect(first.outcomes).toHaveLength(stimuli.length);
        for (const outcome of first.outcomes) expect(typeof outcome.status).toBe('string');
        for (const { verdict, frame } of first.hops) {
          if (verdict.kind === 'dropped') expect(verdict.reason).toBeTruthy();
          if (verdict.kind === 'rewritten') expect(verdict.before).not.toEqual(frame);
        }
        for (let i = 1; i < first.hops.length; i++)
          expect((first.hops[i]?.time ?? 0) >= (first.hops[i - 1]?.time ?? 0)).toBe(true);
        expect(run()).toEqual(first);
        for (let i = 0; i < 2; i++) {
          const tried = again(stimuli, { clock: fixture.clock, seed: 3 });
          expect({ ...tried, effects: first.effects }).toEqual(first);
          const { outcomes } = again(stimuli, { clock: fixture.clock, seed: 3, outcomesOnly: true });
          expect(outcomes).toEqual(first.outcomes);
        }
        const after = structuredClone(kernel);
        applyEffects(after, first.effects);
        expect(Object.keys(after.namespaces)).toEqual(Object.keys(kernel.namespaces));
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('tells of every packet how it ended', () => {
    fc.assert(
      fc.property(plans, fc.nat(7), traffic, (plan, place, make) => {
        const { fixture, places } = build(plan);
        const { hops } = trace(fixture.kernel, {}, [make(places[place % places.length] ?? 'h0')], {
          clock: 0,
          seed: 1,
        });
        const last = new Map(hops.map((hop) => [hop.packet, hop]));
        const open = [...last.values()].filter(({ verdict }) => verdict.kind === 'on' || verdict.kind === 'rewritten');
        expect(open).toEqual([]);
      }),
      { numRuns: 100 },
    );
  }, 60_000);

  it('ends as a loop where bridges send a frame round and round, before the story is too long to read', () => {
    const plan: Plan = {
      boxes: [0, 0, 1, 1, 2].map((at) => ({ host: at, route: true, server: false })),
      wires: [],
      trunks: [
        [0, 1],
        [0, 1],
      ],
      forwarding: true,
      brNetfilter: false,
      rules: [],
      down: [],
      hairpin: false,
    };
    const { fixture } = build(plan);
    const stimuli = [echo('box0', '10.0.0.99', { timeout: 4000 })];
    const full = trace(fixture.kernel, {}, stimuli, { clock: 0, seed: 1 });
    const looping = full.hops.filter(({ verdict }) => verdict.kind === 'dropped' && verdict.reason === 'loop');
    expect(looping.length).toBeGreaterThan(0);
    expect(full.hops.length).toBeGreaterThan(10_000);
    expect(full.hops.length).toBeLessThan(25_000);
    expect(full.outcomes).toEqual([{ status: 'timeout', after: 4_000_000 }]);
    const { outcomes, effects } = trace(fixture.kernel, {}, stimuli, { clock: 0, seed: 1, outcomesOnly: true });
    expect({ outcomes, effects }).toEqual({ outcomes: full.outcomes, effects: full.effects });
  });
});
