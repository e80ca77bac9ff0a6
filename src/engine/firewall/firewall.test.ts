import { describe, expect, test } from 'vitest';
import { deleteChain, flushChain } from '../../kernel/netfilter/chains.ts';
import { inspectContainer, listNetworks, removeContainer, removeNetwork } from '../api.ts';
import { hostNamespace, network, published, refusal, rules, run, testHost } from '../engine.fixture.ts';
import { sysctl } from '../../kernel/sysctl/sysctl.ts';

const BRIDGE = 'com.docker.network.bridge';

const BASE_FILTER = [
  '-A FORWARD -j DOCKER-USER',
  '-A FORWARD -j DOCKER-FORWARD',
  '-A DOCKER ! -i docker0 -o docker0 -j DROP',
  '-A DOCKER-BRIDGE -o docker0 -j DOCKER',
  '-A DOCKER-CT -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
  '-A DOCKER-FORWARD -j DOCKER-CT',
  '-A DOCKER-FORWARD -j DOCKER-ISOLATION-STAGE-1',
  '-A DOCKER-FORWARD -j DOCKER-BRIDGE',
  '-A DOCKER-FORWARD -i docker0 -j ACCEPT',
  '-A DOCKER-ISOLATION-STAGE-1 -i docker0 ! -o docker0 -j DOCKER-ISOLATION-STAGE-2',
  '-A DOCKER-ISOLATION-STAGE-2 -o docker0 -j DROP',
];
const BASE_NAT = [
  '-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER',
  '-A OUTPUT ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER',
  '-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE',
  '-A DOCKER -i docker0 -j RETURN',
];

const chain = (lines: readonly string[], name: string): string[] =>
  lines.filter((line) => line.startsWith(`-A ${name} `)).map((line) => line.slice(`-A ${name} `.length));

describe('a new engine', () => {
  test('writes what docker0 needs', () => {
    const host = testHost();
    expect(rules(host, 'filter')).toEqual(BASE_FILTER);
    expect(rules(host, 'nat')).toEqual(BASE_NAT);
    expect(hostNamespace(host).netfilter.ip.filter?.chains.FORWARD?.policy).toBe('DROP');
    expect(rules(host, 'filter', 'ip6')).toEqual([
      '-A FORWARD -j DOCKER-USER',
      '-A FORWARD -j DOCKER-FORWARD',
      '-A DOCKER-FORWARD -j DOCKER-CT',
      '-A DOCKER-FORWARD -j DOCKER-ISOLATION-STAGE-1',
      '-A DOCKER-FORWARD -j DOCKER-BRIDGE',
    ]);
    expect(rules(host, 'nat', 'ip6')).toContain('-A OUTPUT ! -d ::1/128 -m addrtype --dst-type LOCAL -j DOCKER');
  });
});

describe('networks', () => {
  test('go first in some chains and last in others, and leave nothing behind', () => {
    const host = testHost();
    network(host, 'front');
    network(host, 'vault', { Internal: true });
    network(host, 'quiet', { Options: { [`${BRIDGE}.enable_icc`]: 'false' } });
    const filter = rules(host, 'filter');
    expect(chain(filter, 'DOCKER-FORWARD').slice(3)).toEqual([
      '-i docker0 -j ACCEPT',
      '-i br-front -j ACCEPT',
      '-i br-vault -o br-vault -j ACCEPT',
      '-i br-quiet -o br-quiet -j DROP',
      '-i br-quiet ! -o br-quiet -j ACCEPT',
    ]);
    expect(chain(filter, 'DOCKER-ISOLATION-STAGE-1')).toEqual([
      '! -s 172.19.0.0/16 -o br-vault -j DROP',
      '! -d 172.19.0.0/16 -i br-vault -j DROP',
      '-i docker0 ! -o docker0 -j DOCKER-ISOLATION-STAGE-2',
      '-i br-front ! -o br-front -j DOCKER-ISOLATION-STAGE-2',
      '-i br-quiet ! -o br-quiet -j DOCKER-ISOLATION-STAGE-2',
    ]);
    expect(chain(filter, 'DOCKER-ISOLATION-STAGE-2')).toEqual([
      '-o br-quiet -j DROP',
      '-o br-front -j DROP',
      '-o docker0 -j DROP',
    ]);
    expect(chain(rules(host, 'nat'), 'POSTROUTING')).toEqual([
      '-s 172.20.0.0/16 ! -o br-quiet -j MASQUERADE',
      '-s 172.18.0.0/16 ! -o br-front -j MASQUERADE',
      '-s 172.17.0.0/16 ! -o docker0 -j MASQUERADE',
    ]);
    for (const name of ['front', 'vault', 'quiet']) removeNetwork(host, name);
    expect(rules(host, 'filter')).toEqual(BASE_FILTER);
    expect(rules(host, 'nat')).toEqual(BASE_NAT);
  });

  test('without communication between containers filter bridged packets from then on', () => {
    const host = testHost();
    const setting = () => sysctl(hostNamespace(host), 'net.bridge.bridge-nf-call-iptables');
    network(host, 'front');
    expect(setting()).toBe('0');
    network(host, 'quiet', { Options: { [`${BRIDGE}.enable_icc`]: 'false' } });
    removeNetwork(host, 'quiet');
    expect(setting()).toBe('1');
  });

  test('internal ones are closed by address, over IPv6 to other bridges only', () => {
    const host = testHost();
    const block = { IPAM: { Config: [{ Subnet: '10.2.0.0/24' }, { Subnet: 'fd00:2::/64' }] } };
    network(host, 'in', { ...block, EnableIPv6: true, Internal: true });
    expect(chain(rules(host, 'filter'), 'DOCKER-ISOLATION-STAGE-1').slice(0, 2)).toEqual([
      '! -s 10.2.0.0/24 -o br-in -j DROP',
      '! -d 10.2.0.0/24 -i br-in -j DROP',
    ]);
    expect(chain(rules(host, 'filter', 'ip6'), 'DOCKER-ISOLATION-STAGE-1').slice(0, 2)).toEqual([
      '! -s fd00:2::/64 ! -i br-in -o br-in -j DROP',
      '! -d fd00:2::/64 -i br-in ! -o br-in -j DROP',
    ]);
  });

  test('in routed mode open ports and translate nothing', () => {
    const host = testHost();
    network(host, 'r', { subnet: '10.2.0.0/24', Options: { [`${BRIDGE}.gateway_mode_ipv4`]: 'routed' } });
    run(host, 'c1', { network: 'r', hostConfig: published('8082:80') });
    expect(chain(rules(host, 'filter'), 'DOCKER')).toEqual([
      '-d 10.2.0.2/32 ! -i br-r -o br-r -p tcp -m tcp --dport 80 -j ACCEPT',
      '! -i docker0 -o docker0 -j DROP',
      '-o br-r -p icmp -j ACCEPT',
      '! -i br-r -o br-r -j DROP',
    ]);
    expect(chain(rules(host, 'filter'), 'DOCKER-ISOLATION-STAGE-1').slice(0, 2)).toEqual([
      '-i br-r -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
      '-o br-r -j RETURN',
    ]);
    expect(rules(host, 'nat').filter((line) => line.includes('br-r'))).toEqual(['-A DOCKER -i br-r -j RETURN']);
    expect(rules(host, 'raw')).toEqual([]);
  });

  test('unprotected let everything in, without masquerading nothing is translated on the way out', () => {
    const host = testHost();
    network(host, 'open', { Options: { [`${BRIDGE}.gateway_mode_ipv4`]: 'nat-unprotected' } });
    network(host, 'plain', { Options: { [`${BRIDGE}.enable_ip_masquerade`]: 'false' } });
    run(host, 'c1', { network: 'open', hostConfig: published('8083:80') });
    run(host, 'c2', { network: 'plain', hostConfig: published('8081:80') });
    expect(chain(rules(host, 'filter'), 'DOCKER')).toEqual([
      '-d 172.19.0.2/32 ! -i br-plain -o br-plain -p tcp -m tcp --dport 80 -j ACCEPT',
      '! -i docker0 -o docker0 -j DROP',
      '! -i br-open -o br-open -j ACCEPT',
      '! -i br-plain -o br-plain -j DROP',
    ]);
    expect(rules(host, 'nat').filter((line) => line.includes('br-plain'))).toEqual([
      '-A DOCKER ! -i br-plain -p tcp -m tcp --dport 8081 -j DNAT --to-destination 172.19.0.2:80',
    ]);
    expect(rules(host, 'raw')).toEqual(['-A PREROUTING -d 172.19.0.2/32 ! -i br-plain -j DROP']);
  });

  test('of both families have both families’ rules', () => {
    const host = testHost();
    const { ula } = host.engine;
    network(host, 'six', { EnableIPv6: true });
    run(host, 'c1', { network: 'six', hostConfig: published('8086:80') });
    expect(rules(host, 'raw', 'ip6')).toEqual([`-A PREROUTING -d ${ula}::2/128 ! -i br-six -j DROP`]);
    expect(chain(rules(host, 'nat', 'ip6'), 'DOCKER')).toEqual([
      '-i br-six -j RETURN',
      `! -s fe80::/10 ! -i br-six -p tcp -m tcp --dport 8086 -j DNAT --to-destination [${ula}::2]:80`,
    ]);
    expect(chain(rules(host, 'nat', 'ip6'), 'POSTROUTING')).toEqual([`-s ${ula}::/64 ! -o br-six -j MASQUERADE`]);
    expect(hostNamespace(host).netfilter.ip6.filter?.chains.FORWARD?.policy).toBe('DROP');
    expect(sysctl(hostNamespace(host), 'net.ipv6.conf.all.forwarding')).toBe('1');
  });
});

describe('published ports', () => {
  test('are translated at the end, accepted at the head, and guarded where they are local', () => {
    const host = testHost();
    run(host, 'c1', { hostConfig: published('53', '127.0.0.1:9000:81/udp', '[::]:8003:80', '8005:80', '8006:80') });
    expect(chain(rules(host, 'nat'), 'DOCKER')).toEqual([
      '-i docker0 -j RETURN',
      '! -i docker0 -p tcp -m tcp --dport 8005 -j DNAT --to-destination 172.17.0.2:80',
      '! -i docker0 -p tcp -m tcp --dport 8006 -j DNAT --to-destination 172.17.0.2:80',
      '-d 127.0.0.1/32 ! -i docker0 -p udp -m udp --dport 9000 -j DNAT --to-destination 172.17.0.2:81',
      '! -i docker0 -p tcp -m tcp --dport 32768 -j DNAT --to-destination 172.17.0.2:53',
    ]);
    expect(chain(rules(host, 'filter'), 'DOCKER')).toEqual([
      '-d 172.17.0.2/32 ! -i docker0 -o docker0 -p tcp -m tcp --dport 53 -j ACCEPT',
      '-d 172.17.0.2/32 ! -i docker0 -o docker0 -p udp -m udp --dport 81 -j ACCEPT',
      '-d 172.17.0.2/32 ! -i docker0 -o docker0 -p tcp -m tcp --dport 80 -j ACCEPT',
      '! -i docker0 -o docker0 -j DROP',
    ]);
    expect(rules(host, 'raw')).toEqual([
      '-A PREROUTING -d 172.17.0.2/32 ! -i docker0 -j DROP',
      '-A PREROUTING -d 127.0.0.1/32 ! -i lo -p udp -m udp --dport 9000 -j DROP',
    ]);
    removeContainer(host, 'c1', { force: true });
    expect([rules(host, 'filter'), rules(host, 'nat'), rules(host, 'raw')]).toEqual([BASE_FILTER, BASE_NAT, []]);
  });
});

describe('after someone has deleted the chains', () => {
  const missing = 'iptables: No chain/target/match by that name.\n (exit status 1))';
  const flush = (host: ReturnType<typeof testHost>, table: 'filter' | 'nat', ...only: string[]): void => {
    const namespace = hostNamespace(host);
    flushChain(namespace, 'ip', table);
    for (const name of only.length > 0 ? only : Object.keys(namespace.netfilter.ip[table]?.chains ?? {}))
      deleteChain(namespace, 'ip', table, name);
  };
  const publish = (host: ReturnType<typeof testHost>) =>
    refusal(() => run(host, 'web', { image: 'nginx', hostConfig: published('8080:80') }));
  const failure =
    /^failed to set up container networking: driver failed programming external connectivity on endpoint web \(\w{64}\): ([^]*)$/;
  const left = (host: ReturnType<typeof testHost>) => [
    hostNamespace(host).sockets.length,
    rules(host, 'raw'),
    rules(host, 'nat').filter((line) => line.includes('8080')),
  ];

  test('a port cannot be published, and nothing is left of it', () => {
    const host = testHost();
    flush(host, 'filter');
    expect(failure.exec(publish(host))?.[1]).toBe(
      `Unable to enable OPEN PORT rule:  (iptables failed: iptables --wait -t filter -I DOCKER ! -i docker0 -o docker0 -p tcp -d 172.17.0.2 --dport 80 -j ACCEPT: ${missing}`,
    );
    expect(left(host)).toEqual([0, [], []]);
    expect(inspectContainer(host, 'web').State).toMatchObject({ Status: 'created', ExitCode: 128 });
    run(host, 'quiet');
    flush(host, 'nat');
    removeContainer(host, 'web');
    expect(failure.exec(publish(host))?.[1]).toBe(
      `Unable to enable DNAT rule:  (iptables failed: iptables --wait -t nat -A DOCKER -p tcp -d 0/0 --dport 8080 -j DNAT --to-destination 172.17.0.3:80 ! -i docker0: ${missing}`,
    );
  });

  test('no network can be made, of which its first rules and its bridge are left', () => {
    const host = testHost();
    flush(host, 'filter');
    const why = refusal(() => network(host, 'n'));
    const bridge = Object.values(hostNamespace(host).links).at(-1);
    expect(why).toBe(
      `Failed to Setup IP tables: Unable to enable ACCEPT OUTGOING rule:  (iptables failed: iptables --wait -t filter -A DOCKER-FORWARD -i ${bridge?.name} -j ACCEPT: ${missing}`,
    );
    expect(bridge?.up).toBe(false);
    expect(rules(host, 'nat').filter((line) => line.includes(bridge?.name ?? ''))).toEqual([
      `-A POSTROUTING -s 172.18.0.0/16 ! -o ${bridge?.name} -j MASQUERADE`,
      `-A DOCKER -i ${bridge?.name} -j RETURN`,
    ]);
    expect(listNetworks(host)).toHaveLength(3);
    expect(refusal(() => network(host, 'i', { Internal: true }))).toMatch(
      /^Failed to Setup IP tables: Unable to enable DROP INCOMING rule: {2}\(iptables failed: iptables --wait -t filter -I DOCKER-ISOLATION-STAGE-1 -i br-\w{12} ! -d 172.18.0.0\/16 -j DROP: /,
    );
  });

  test('what fails later leaves no rules', () => {
    const host = testHost();
    const before = rules(host, 'nat');
    flush(host, 'filter', 'DOCKER-CT');
    expect(refusal(() => network(host, 'n'))).toMatch(/^Unable to enable bridge ct related rule: /);
    expect([rules(host, 'nat'), rules(host, 'filter')]).toEqual([before, []]);
  });
});
