import { expect, test } from 'vitest';
import { inverted, putConnection, type Tuple } from '../../kernel/netfilter/conntrack/conntrack.ts';
import { connectNetwork, disconnectNetwork, stopContainer } from '../api.ts';
import { hostNamespace, network, published, run, testHost } from '../engine.fixture.ts';

type Host = ReturnType<typeof testHost>;

const echo = (source: string, destination: string): Tuple => ({
  protocol: 'icmp',
  source,
  destination,
  sourcePort: 1,
  destinationPort: 1,
});
const HOST = '192.168.65.10';

/** Enters a flow, answered by `reply` or by whom it is sent to. */
function flow(host: Host, original: Tuple, reply = inverted(original)): void {
  const counters = () => ({ packets: 1, bytes: 84 });
  putConnection(
    hostNamespace(host),
    {
      original,
      reply,
      seenReply: true,
      assured: false,
      sourceNat: true,
      destinationNat: true,
      mark: 0,
      started: host.clock.now,
      expires: host.clock.now + 1e9,
      originalCounters: counters(),
      replyCounters: counters(),
    },
    host.clock.now,
  );
}

const known = (host: Host): string[] =>
  Object.values(hostNamespace(host).connections)
    .filter(({ original }) => original.protocol !== 'igmp')
    .map(({ original: { source, destination } }) => `${source} ${destination}`);

function inThreeNetworks(): Host {
  const host = testHost();
  run(host, 'web', { image: 'nginx', hostConfig: published('8081:80/udp') });
  network(host, 'n1');
  network(host, 'n2', { Internal: true });
  for (const name of ['n1', 'n2']) connectNetwork(host, name, 'web');
  flow(host, echo('172.17.0.1', '172.17.0.2'));
  flow(host, echo('172.17.0.2', '203.0.113.10'), echo('203.0.113.10', HOST));
  flow(host, echo('172.18.0.1', '172.18.0.2'));
  flow(host, echo('172.19.0.1', '172.19.0.2'));
  return host;
}

test('a network that is no way out leaves its flows known', () => {
  const host = inThreeNetworks();
  const before = known(host);
  disconnectNetwork(host, 'n2', 'web');
  expect(known(host)).toEqual(before);
});

test.each([
  ['stopped', (host: Host) => stopContainer(host, 'web', { timeout: 0 })],
  ['moved to another way out', (host: Host) => disconnectNetwork(host, 'bridge', 'web')],
])('a container that is %s has only the flows that it began by masquerading', (_, action) => {
  const host = inThreeNetworks();
  action(host);
  expect(known(host)).toEqual(['172.17.0.2 203.0.113.10', '172.19.0.1 172.19.0.2']);
});

test('datagrams sent to a port before it was published are new again', () => {
  const host = testHost();
  const asked = (port: number): Tuple => ({ ...echo('192.168.65.50', HOST), protocol: 'udp', destinationPort: port });
  flow(host, asked(8081));
  flow(host, { ...asked(8082), destination: '192.168.65.1' });
  run(host, 'web', { image: 'nginx', hostConfig: published('8081:80/udp') });
  expect(known(host)).toEqual(['192.168.65.50 192.168.65.1']);
});
