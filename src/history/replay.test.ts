import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { family } from '../ip/address.ts';
import { printRule } from '../kernel/netfilter/rule/rule-text.ts';
import { execute } from '../shell/run.ts';
import { openSession } from '../shell/session.ts';
import { createLab } from '../world/lab.ts';
import type { World } from '../world/world.ts';
import type { Command } from './history.ts';
import { replay } from './replay.ts';

const NAMES = ['a1', 'b2', 'c3', 'd4'];
const NETWORKS = ['red', 'blue', 'bridge', 'host', 'none'];

const name = fc.constantFrom(...NAMES);
const network = fc.constantFrom(...NETWORKS);
const port = fc.integer({ min: 8080, max: 8083 });

/** Command lines of all kinds on few names, so that they meet; many are refused. */
const line: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(name, network).map(([n, net]) => `docker run -d --name ${n} --network ${net} nginx`),
  fc.tuple(name, port).map(([n, p]) => `docker run -d --name ${n} -p ${p}:80 traefik/whoami`),
  fc.tuple(name, name).map(([n, other]) => `docker run -d --name ${n} --network container:${other} alpine`),
  fc.tuple(name, network).map(([n, net]) => `docker create --name ${n} --network ${net} alpine`),
  fc
    .tuple(fc.constantFrom('start', 'stop', 'restart', 'kill', 'pause', 'unpause', 'rm', 'rm -f'), name)
    .map(([verb, n]) => `docker ${verb} ${n}`),
  fc.tuple(name, name).map(([a, b]) => `docker rename ${a} ${b}`),
  fc
    .tuple(fc.constantFrom('', '--internal ', '--subnet 10.9.0.0/24 '), network)
    .map(([option, net]) => `docker network create ${option}${net}`),
  fc
    .tuple(fc.constantFrom('connect', 'disconnect'), network, name)
    .map(([verb, net, n]) => `docker network ${verb} ${net} ${n}`),
  network.map((net) => `docker network rm ${net}`),
  fc.constantFrom(
    'docker network prune -f',
    'iptables -F DOCKER-USER',
    'iptables -I DOCKER-USER -j DROP',
    'ip link set docker0 down',
    'ip link set docker0 up',
  ),
  fc
    .tuple(fc.constantFrom('ping -c 1 -W 1', 'curl -s -m 1'), fc.integer({ min: 1, max: 6 }))
    .map(([tool, n]) => `${tool} 172.17.0.${n}`),
);
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 5, arbitrary: line.map((text) => ({ place: 'host1', line: text })) },
  { weight: 1, arbitrary: fc.tuple(name, line).map(([place, text]) => ({ place, line: text })) },
);
const commands = fc.array(command, { maxLength: 25 });

function live(world: World) {
  const engine = world.machines.host1?.engine;
  const containers = Object.values(engine?.containers ?? {});
  return { engine, containers, endpoints: containers.flatMap((c) => Object.values(c.endpoints)) };
}

const distinct = (items: readonly string[]) => expect(new Set(items).size).toBe(items.length);

describe('a history', () => {
  it('makes the same world each time, and step by step the same as in one go', async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (list) => {
        const session = openSession(createLab({ seed: 7 }));
        for (const { place, line: text } of list) await execute(session, place, text);
        const once = await replay({ seed: 7, commands: list });
        expect(JSON.stringify(await replay({ seed: 7, commands: list }))).toBe(JSON.stringify(once));
        expect(JSON.parse(JSON.stringify(session.world))).toEqual(once);
      }),
      { numRuns: 40 },
    );
  });

  it('never gives two live endpoints one address or MAC, nor two publications one port, nor loses a veth peer', async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (list) => {
        const world = await replay({ seed: 3, commands: list });
        const { endpoints, containers } = live(world);
        distinct(endpoints.flatMap(({ ipv4, network: on }) => (ipv4 === undefined ? [] : [`${on} ${ipv4}`])));
        distinct(endpoints.flatMap(({ mac, interface: device }) => (device ? [mac] : [])));
        distinct(containers.flatMap(({ ports }) => ports.map((p) => `${p.protocol} ${p.hostIp} ${p.hostPort}`)));
        for (const namespace of Object.values(world.kernel.namespaces))
          for (const link of Object.values(namespace.links)) {
            if (link.kind !== 'veth') continue;
            const peer = world.kernel.namespaces[link.peer.namespace]?.links[link.peer.index];
            expect(peer?.kind === 'veth' && peer.peer).toEqual({ namespace: namespace.id, index: link.index });
          }
      }),
      { numRuns: 60 },
    );
  });

  it('gives every trace an end with a reason', async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (list) => {
        await replay({ seed: 5, commands: list }, ({ traces }) => {
          for (const { outcomes } of traces) for (const { status } of outcomes) expect(status).toBeTruthy();
        });
      }),
      { numRuns: 40 },
    );
  });

  it('comes back to where it began when all is removed', async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (list) => {
        const tidy = [
          ...['docker unpause', 'docker rm -f'].flatMap((verb) => NAMES.map((n) => `${verb} ${n}`)),
          'docker network prune -f',
          'iptables -F DOCKER-USER',
          'ip link set docker0 up',
        ].map((text) => ({ place: 'host1', line: text }));
        const end = await replay({ seed: 9, commands: [...list, ...tidy] });
        const start = createLab({ seed: 9 });
        expect(remains(end)).toEqual(remains(start));
      }),
      { numRuns: 40 },
    );
  });
});

/**
 * What must be as at the start. Counters, neighbours, learned addresses and the random stream may have moved on;
 * a bridge that once had a carrier keeps its link-local address, and tables once used stay, empty.
 */
function remains(world: World) {
  const { engine } = live(world);
  const host = world.kernel.namespaces.host1;
  return {
    namespaces: Object.keys(world.kernel.namespaces).sort(),
    links: Object.values(host?.links ?? {}).map(({ name: n, addresses }) => [
      n,
      addresses.filter(({ scope }) => scope === 'global').map(({ address }) => address),
    ]),
    routes: host?.routes.filter(({ destination }) => family(destination.address) === 4),
    sockets: host?.sockets,
    rules: Object.entries(host?.netfilter.ip ?? {}).flatMap(([table, { chains }]) =>
      Object.values(chains).flatMap((chain) => chain.rules.map((rule) => `${table} ${chain.name} ${printRule(rule)}`)),
    ),
    networks: Object.values(engine?.networks ?? {}).map(({ name: n }) => n),
    containers: Object.keys(engine?.containers ?? {}),
    processes: Object.keys(world.kernel.processes),
  };
}
