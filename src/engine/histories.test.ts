import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Kernel } from '../kernel/kernel.ts';
import * as api from './api.ts';
import { collide } from './collide.fixture.ts';
import { published, testHost } from './engine.fixture.ts';
import type { EngineHost } from './engine.ts';
import { EngineError } from './errors.ts';
import type { Endpoint, PortMapping } from './network/endpoint.ts';

/** One call of the API, which may well be refused. */
type Step = (host: EngineHost) => unknown;

const containers = ['c1', 'c2', 'c3', 'c4', '__proto__', 'x'];
const networks = ['n1', 'n2', 'six', 'vault', 'bridge', 'host', 'none', 'constructor', ''];
const name = fc.constantFrom(...containers);
const networkName = fc.constantFrom(...networks);
const mode = fc.oneof(networkName, fc.constantFrom('container:c1', 'container:c2', 'container:', 'default'));
const address = fc.constantFrom(undefined, undefined, '10.9.0.5', '10.9.0.1', '172.18.0.7', 'nonsense');
const ports = fc.subarray([
  '8080:80',
  '8080:81',
  '80',
  '127.0.0.1:8080:80',
  '9000-9001:80',
  '53:53/udp',
  '[::1]:7000:80',
  '1.2.3.4:80:80',
  '81:81/sctp',
]);
const image = fc.constantFrom('nginx', 'alpine', 'redis', 'nosuch');
const command = fc.constantFrom(undefined, ['false'], ['sleep', '1'], ['nosuch'], ['echo', 'hi']);
const restart = fc.constantFrom('no', 'always', 'on-failure', 'unless-stopped');
const options = fc.constantFrom(
  {},
  { 'com.docker.network.bridge.gateway_mode_ipv4': 'routed' },
  { 'com.docker.network.bridge.gateway_mode_ipv4': 'nat-unprotected' },
  { 'com.docker.network.bridge.enable_icc': 'false' },
  { 'com.docker.network.bridge.enable_ip_masquerade': 'false' },
  { 'com.docker.network.bridge.name': 'lab0' },
);
const subnet = fc.constantFrom(undefined, undefined, '10.9.0.0/24', '10.9.0.0/29', '172.17.0.0/16', 'x');

const inputs = (ip: string | undefined) => (ip === undefined ? {} : { IPAMConfig: { IPv4Address: ip } });

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(name, image, mode, ports, address, command, restart)
      .map(([container, Image, NetworkMode, published_, ip, Cmd, policy]): Step => (host) => {
        const input = {
          name: container,
          config: { Image, ...(Cmd && { Cmd: [...Cmd] }) },
          hostConfig: {
            NetworkMode,
            ...published(...published_),
            RestartPolicy: { Name: policy, MaximumRetryCount: 0 },
          },
          networking: { [NetworkMode]: inputs(ip) },
        };
        api.createContainer(host, input);
        api.startContainer(host, container);
      }),
  },
  name.map((c): Step => (host) => {
    api.startContainer(host, c);
  }),
  fc.tuple(name, fc.constantFrom(0, 1, undefined)).map(([c, timeout]): Step => (host) => {
    api.stopContainer(host, c, timeout === undefined ? {} : { timeout });
  }),
  name.map((c): Step => (host) => {
    api.restartContainer(host, c, { timeout: 0 });
  }),
  fc.tuple(name, fc.constantFrom('KILL', 'TERM', 'HUP', 'FOO')).map(([c, signal]): Step => (host) => {
    api.killContainer(host, c, signal);
  }),
  name.map((c): Step => (host) => {
    api.pauseContainer(host, c);
  }),
  name.map((c): Step => (host) => {
    api.unpauseContainer(host, c);
  }),
  fc.tuple(name, name).map(([from, to]): Step => (host) => {
    api.renameContainer(host, from, to);
  }),
  fc.tuple(name, fc.boolean()).map(([c, force]): Step => (host) => {
    api.removeContainer(host, c, { force });
  }),
  fc.tuple(name, fc.integer({ min: 0, max: 3 })).map(([c, code]): Step => (host) => {
    api.finishContainer(host, c, code, 'x\n');
  }),
  {
    weight: 2,
    arbitrary: fc.tuple(networkName, subnet, fc.boolean(), fc.boolean(), options).map(
      ([Name, Subnet, EnableIPv6, Internal, Options]): Step =>
        (host) =>
          api.createNetwork(host, {
            Name,
            EnableIPv6,
            Internal,
            Options,
            IPAM: { Config: Subnet === undefined ? [] : [{ Subnet }] },
          }),
    ),
  },
  networkName.map((n): Step => (host) => {
    api.removeNetwork(host, n);
  }),
  {
    weight: 2,
    arbitrary: fc
      .tuple(networkName, name, address, fc.integer({ min: -1, max: 1 }))
      .map(([n, c, ip, GwPriority]): Step => (host) => {
        api.connectNetwork(host, n, c, { ...inputs(ip), GwPriority, Aliases: ['__proto__', 'a'] });
      }),
  },
  fc.tuple(networkName, name, fc.boolean()).map(([n, c, force]): Step => (host) => {
    api.disconnectNetwork(host, n, c, force);
  }),
  fc.constant<Step>((host) => api.pruneNetworks(host)),
  fc.constant<Step>((host) => api.pruneContainers(host)),
  fc.integer({ min: 1, max: 20_000 }).map((ms): Step => (host) => {
    host.clock.now += ms;
    api.settleEngine(host);
  }),
);

function play(host: EngineHost, steps: readonly Step[], after: (host: EngineHost) => void = () => undefined): void {
  for (const each of steps) {
    try {
      each(host);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
    }
    after(host);
  }
}

const endpointsOf = ({ engine }: EngineHost): Endpoint[] =>
  Object.values(engine.containers).flatMap(({ endpoints }) => Object.values(endpoints));
const portsOf = ({ engine }: EngineHost): PortMapping[] =>
  Object.values(engine.containers).flatMap((container) => container.ports);

function mustBeWhole(host: EngineHost): void {
  const endpoints = endpointsOf(host);
  const macs = endpoints.map(({ mac }) => mac).filter((mac) => mac !== '');
  expect(new Set(macs).size).toBe(macs.length);
  const ips = endpoints.flatMap(({ ipv4, ipv6, network }) =>
    [ipv4, ipv6].flatMap((ip) => (ip === undefined ? [] : [`${network} ${ip}`])),
  );
  expect(new Set(ips).size).toBe(ips.length);
  const ports = portsOf(host);
  ports.forEach((port, i) => {
    expect(ports.slice(i + 1).filter((other) => collide(port, other))).toEqual([]);
  });
  for (const [id, namespace] of Object.entries(host.kernel.namespaces)) {
    for (const link of Object.values(namespace.links)) {
      if (link.kind !== 'veth') continue;
      expect(host.kernel.namespaces[link.peer.namespace]?.links[link.peer.index]).toMatchObject({
        peer: { namespace: id, index: link.index },
      });
    }
  }
  for (const network of Object.values(host.engine.networks))
    for (const [endpoint, container] of Object.entries(network.endpoints))
      expect(Object.values(host.engine.containers[container]?.endpoints ?? {}).map(({ id }) => id)).toContain(endpoint);
  for (const container of Object.values(host.engine.containers)) {
    api.inspectContainer(host, container.id);
    expect(host.engine.names[container.name]).toBe(container.id);
    if (container.sandbox) expect(host.kernel.namespaces[container.sandbox.namespace]).toBeDefined();
  }
  api.listContainers(host, { all: true });
  for (const { Id } of api.listNetworks(host)) api.inspectNetwork(host, Id);
}

/** The kernel but for what only counts up, and for settings that an engine never takes back. */
function lasting(kernel: Kernel): unknown {
  const { nextPid: _, ...rest } = structuredClone(kernel);
  for (const namespace of Object.values(rest.namespaces)) {
    // What bridges reported when they came up is known for ten minutes, and counted for good.
    Object.assign(namespace, { nextIndex: 0, sysctl: {}, peerIds: {}, connections: {}, replies: {} });
    // So are the tables and hooks that netfilter had.
    delete namespace.netfilter.tables;
    delete namespace.netfilter.registered;
    for (const chain of Object.values(namespace.netfilter.ip.nat?.chains ?? {}))
      chain.counters = { packets: 0, bytes: 0 };
    for (const { raw, nat, filter } of [namespace.netfilter.ip, namespace.netfilter.ip6]) {
      // Numbers of rules are not handed out again.
      for (const table of [raw, nat, filter]) delete table?.handles;
      // A built-in chain that was used once stays, empty; forwarding stays refused.
      for (const table of [raw, nat, filter])
        for (const chain of Object.values(table?.chains ?? {})) {
          if (chain.name === 'FORWARD') chain.policy = 'DROP';
          if (chain.rules.length === 0 && chain.policy) delete table?.chains[chain.name];
        }
    }
    for (const tables of [namespace.netfilter.ip, namespace.netfilter.ip6])
      if (Object.keys(tables.raw?.chains ?? {}).length === 0) delete tables.raw;
    // docker0 got its link-local address when the first container came, and remembers that it had ports.
    for (const link of Object.values(namespace.links)) {
      if (link.kind !== 'bridge' || link.name !== 'docker0') continue;
      link.addresses = link.addresses.filter(({ scope }) => scope === 'global');
      delete link.hadPorts;
    }
    namespace.routes = namespace.routes.filter(({ destination }) => destination.address !== 'fe80::');
  }
  return rest;
}

test('no history of calls, valid or not, breaks the engine', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.array(step, { minLength: 5, maxLength: 40 }), (seed, steps) => {
      play(testHost(seed), steps, mustBeWhole);
    }),
    { numRuns: 150 },
  );
}, 60_000);

test('removing everything leaves the kernel as it was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.array(step, { minLength: 5, maxLength: 40 }), (seed, steps) => {
      const host = testHost(seed);
      const before = lasting(host.kernel);
      play(host, steps);
      for (const id of Object.keys(host.engine.containers)) api.removeContainer(host, id, { force: true });
      api.pruneNetworks(host);
      expect(lasting(host.kernel)).toEqual(before);
      expect(Object.values(host.engine.ports).flatMap(({ taken }) => Object.keys(taken))).toEqual([]);
      expect(Object.values(host.engine.networks).map((network) => network.name)).toEqual(['none', 'host', 'bridge']);
      expect(Object.values(host.engine.networks).flatMap((network) => [network.endpoints, network.names])).toEqual(
        Array(6).fill({}),
      );
    }),
    { numRuns: 150 },
  );
}, 60_000);

test('the same calls with the same seed make the same engine', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.array(step, { minLength: 5, maxLength: 30 }), (seed, steps) => {
      const [one, two] = [testHost(seed), testHost(seed)];
      play(one, steps);
      play(two, steps);
      expect(JSON.stringify(one)).toBe(JSON.stringify(two));
    }),
    { numRuns: 40 },
  );
}, 60_000);
