import fc from 'fast-check';
import { expect, test } from 'vitest';
import { family, isUnspecified } from '../../src/ip/address.ts';
import type { PortMapping } from '../../src/engine/network/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { Namespace } from '../../src/kernel/namespace.ts';
import { parseRule, printRule } from '../../src/kernel/netfilter/rule/rule-text.ts';
import { sameRule } from '../../src/kernel/netfilter/rule/rule.ts';
import type { Trace } from '../../src/kernel/trace.ts';
import { execute } from '../../src/shell/run.ts';
import { openSession } from '../../src/shell/session.ts';
import { plainWords } from '../../src/shell/words.ts';
import { createLab } from '../../src/world/lab.ts';
import type { World } from '../../src/world/world.ts';
import { commands } from './commands.ts';
import { commandsOnHosts } from './host-lines.ts';
import { replay } from '../../src/history/replay.ts';

const RUNS = 20;
const BOTH = ['host1', 'host2'];

const enginesOf = (world: World): Engine[] => Object.values(world.machines).flatMap(({ engine }) => engine ?? []);

const collide = (a: PortMapping, b: PortMapping): boolean =>
  a.protocol === b.protocol &&
  a.hostPort === b.hostPort &&
  a.hostPort !== 0 &&
  family(a.hostIp) === family(b.hostIp) &&
  (a.hostIp === b.hostIp || isUnspecified(a.hostIp) || isUnspecified(b.hostIp));

function checkEndpoints({ containers }: Engine): void {
  const live = Object.values(containers).filter(({ sandbox }) => sandbox !== undefined);
  const endpoints = live.flatMap((container) => Object.values(container.endpoints));
  const addresses = endpoints.flatMap(({ network, ipv4, ipv6 }) =>
    [ipv4, ipv6].flatMap((ip) => (ip === undefined ? [] : [`${network} ${ip}`])),
  );
  expect(addresses.filter((address, i) => addresses.indexOf(address) !== i)).toEqual([]);
  const macs = endpoints.flatMap(({ network, mac }) => (mac === '' ? [] : [`${network} ${mac}`]));
  expect(macs.filter((mac, i) => macs.indexOf(mac) !== i)).toEqual([]);
  const ports = live.flatMap((container) => container.ports);
  expect(ports.filter((port, i) => ports.slice(i + 1).some((other) => collide(port, other)))).toEqual([]);
}

function checkLinks(world: World): void {
  for (const namespace of Object.values(world.kernel.namespaces))
    for (const link of Object.values(namespace.links)) {
      expect(namespace.names[link.name]).toBe(link.index);
      if ('lower' in link) {
        const lower = world.kernel.namespaces[link.lower.namespace]?.links[link.lower.index];
        expect(lower?.uppers).toContainEqual({ namespace: namespace.id, index: link.index });
      }
      if (link.kind !== 'veth') continue;
      const peer = world.kernel.namespaces[link.peer.namespace]?.links[link.peer.index];
      expect(peer?.kind === 'veth' && peer.peer).toEqual({ namespace: namespace.id, index: link.index });
    }
}

/** Every rule says of itself what makes it again. */
function checkRules({ netfilter }: Namespace): void {
  for (const version of ['ip', 'ip6'] as const)
    for (const table of Object.values(netfilter[version]))
      for (const rule of Object.values(table.chains).flatMap(({ rules }) => rules)) {
        const text = printRule(rule);
        expect(sameRule(parseRule(plainWords(`iptables ${text}`)?.slice(1) ?? [], version), rule), text).toBe(true);
      }
}

/** Every packet ends, and where it is dropped says why. */
function checkTrace({ hops, outcomes }: Trace): void {
  for (const { status } of outcomes) expect(status).toBeTruthy();
  // What programs do about packets that reached them comes after their end.
  const last = new Map(hops.filter(({ stage }) => stage !== 'program').map((hop) => [hop.packet, hop]));
  const open = [...last.values()].filter(({ verdict }) => verdict.kind === 'on' || verdict.kind === 'rewritten');
  expect(open).toEqual([]);
  for (const { verdict } of hops) if (verdict.kind === 'dropped') expect(verdict.reason).toBeTruthy();
}

function checkWorld(world: World): void {
  for (const engine of enginesOf(world)) checkEndpoints(engine);
  checkLinks(world);
  for (const namespace of Object.values(world.kernel.namespaces)) checkRules(namespace);
}

test.each([
  ['on one host', commands],
  ['over hosts', commandsOnHosts],
] as const)(
  'no commands, valid or not, break anything %s',
  async (_, drawn) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1000), drawn, async (seed, list) => {
        const session = openSession(createLab({ seed }), { inPlace: true });
        for (const { place, line } of list) {
          const { exit, traces } = await execute(session, place, line);
          expect(Number.isInteger(exit)).toBe(true);
          traces.forEach(checkTrace);
          checkWorld(session.world);
        }
      }),
      { numRuns: RUNS },
    );
  },
  120_000,
);

test('what a swarm and its networks made goes with them', async () => {
  const ends = ['docker swarm leave --force', 'docker rm -f $(docker ps -aq)', 'docker network prune -f'];
  await fc.assert(
    fc.asyncProperty(fc.nat(1000), commandsOnHosts, async (seed, list) => {
      const session = openSession(createLab({ seed, hosts: ['host1', 'host2'] }), { inPlace: true });
      const linksOf = (host: string) => Object.keys(session.world.kernel.namespaces[host]?.names ?? {});
      const before = Object.keys(session.world.kernel.namespaces);
      for (const { place, line } of [...list, ...BOTH.flatMap((place) => ends.map((line) => ({ place, line })))])
        await execute(session, place, line);
      expect(Object.keys(session.world.kernel.namespaces)).toEqual(before);
      for (const host of BOTH) expect(linksOf(host)).toEqual(['lo', 'eth0', 'docker0']);
    }),
    { numRuns: RUNS },
  );
}, 120_000);

test.each([
  ['on one host', commands],
  ['over hosts', commandsOnHosts],
] as const)(
  'the world after some of the commands is what those alone make %s',
  async (_, drawn) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1000), drawn, fc.nat(), async (seed, list, at) => {
        const kept = at % list.length;
        const session = openSession(createLab({ seed }));
        let before: World = session.world;
        for (const [i, { place, line }] of list.entries()) {
          if (i === kept) before = session.world;
          await execute(session, place, line);
        }
        const alone = await replay({ seed, commands: list.slice(0, kept) });
        expect(JSON.parse(JSON.stringify(before))).toEqual(JSON.parse(JSON.stringify(alone)));
        const [one, two] = [await replay({ seed, commands: list }), await replay({ seed, commands: list })];
        expect(JSON.stringify(one)).toBe(JSON.stringify(two));
        expect(JSON.parse(JSON.stringify(session.world))).toEqual(JSON.parse(JSON.stringify(one)));
      }),
      { numRuns: RUNS },
    );
  },
  120_000,
);
