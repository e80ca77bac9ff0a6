import { describe, expect, test } from 'vitest';
import { bind } from '../../kernel/socket/sockets.ts';
import {
  connectNetwork,
  disconnectNetwork,
  inspectContainer,
  listContainers,
  removeContainer,
  startContainer,
  stopContainer,
} from '../api.ts';
import { hostNamespace, network, published, refusal, rules, run, testHost } from '../engine.fixture.ts';

type Host = ReturnType<typeof testHost>;

const portsOf = (host: Host, name: string) => inspectContainer(host, name).NetworkSettings.Ports;
const proxies = (host: Host) =>
  Object.values(host.kernel.processes)
    .filter(({ program }) => program === 'docker-proxy')
    .map(({ command }) => command.join(' '));
const FAILED =
  /^failed to set up container networking: driver failed programming external connectivity on endpoint (\S+) \(\w{64}\): (.*)$/;
const reason = (message: string): string | undefined => FAILED.exec(message)?.[2];

describe('publishing', () => {
  test('binds both families, each with its docker-proxy', () => {
    const host = testHost();
    run(host, 'web', { image: 'nginx', hostConfig: published('8080:80') });
    expect(portsOf(host, 'web')).toEqual({
      '80/tcp': [
        { HostIp: '0.0.0.0', HostPort: '8080' },
        { HostIp: '::', HostPort: '8080' },
      ],
    });
    expect(proxies(host)).toEqual([
      '/usr/sbin/docker-proxy -proto tcp -host-ip 0.0.0.0 -host-port 8080 -container-ip 172.17.0.2 -container-port 80 -use-listen-fd',
      '/usr/sbin/docker-proxy -proto tcp -host-ip :: -host-port 8080 -container-ip 172.17.0.2 -container-port 80 -use-listen-fd',
    ]);
    expect(hostNamespace(host).sockets).toMatchObject([
      { address: '0.0.0.0', port: 8080, backlog: 4096, fd: 7 },
      { address: '::', port: 8080, v6only: true },
    ]);
    removeContainer(host, 'web', { force: true });
    expect([proxies(host), hostNamespace(host).sockets]).toEqual([[], []]);
  });

  test('takes any port for the same port of several addresses, ranges after exact ports', () => {
    const host = testHost();
    run(host, 'c2', {
      image: 'nginx',
      hostConfig: published(
        '80',
        '127.0.0.1::81',
        '9000-9005:90',
        '8000:80/udp',
        '[::1]:8001:80',
        '[::]:8003:80',
        '0.0.0.0:8004:80',
      ),
    });
    expect(portsOf(host, 'c2')).toEqual({
      '80/tcp': [
        { HostIp: '::1', HostPort: '8001' },
        { HostIp: '::', HostPort: '8003' },
        { HostIp: '0.0.0.0', HostPort: '8004' },
        { HostIp: '0.0.0.0', HostPort: '32768' },
        { HostIp: '::', HostPort: '32768' },
      ],
      '80/udp': [
        { HostIp: '0.0.0.0', HostPort: '8000' },
        { HostIp: '::', HostPort: '8000' },
      ],
      '81/tcp': [{ HostIp: '127.0.0.1', HostPort: '32769' }],
      '90/tcp': [
        { HostIp: '0.0.0.0', HostPort: '9000' },
        { HostIp: '::', HostPort: '9000' },
      ],
    });
  });

  test('all exposed ports on request; exposed ones only show', () => {
    const host = testHost();
    run(host, 'e3', { image: 'mysql', hostConfig: { PublishAllPorts: true } });
    expect(Object.values(portsOf(host, 'e3')).map((bindings) => bindings?.[0]?.HostPort)).toEqual(['32768', '32769']);
    run(host, 'e5', { image: 'nginx' });
    expect(portsOf(host, 'e5')).toEqual({ '80/tcp': null });
    expect(listContainers(host)[0]?.Ports).toEqual([{ PrivatePort: 80, Type: 'tcp' }]);
  });

  test('shows no host port in routed mode', () => {
    const host = testHost();
    network(host, 'r', { Options: { 'com.docker.network.bridge.gateway_mode_ipv4': 'routed' } });
    run(host, 'c2', { network: 'r', hostConfig: published('8082:80') });
    expect(portsOf(host, 'c2')['80/tcp']).toEqual([
      { HostIp: '0.0.0.0', HostPort: '' },
      { HostIp: '::', HostPort: '8082' },
    ]);
  });

  test('needs a way out', () => {
    const host = testHost();
    network(host, 'vault', { Internal: true });
    run(host, 'c5', { image: 'nginx', network: 'vault', hostConfig: published('8085:80') });
    expect(portsOf(host, 'c5')).toEqual({});
    connectNetwork(host, 'bridge', 'c5');
    expect(portsOf(host, 'c5')['80/tcp']).toHaveLength(2);
  });
});

describe('conflicts', () => {
  test('name what has the port, and leave the container created', () => {
    const host = testHost();
    run(host, 'one', { hostConfig: published('8080:80') });
    const clash = () => run(host, 'two', { hostConfig: published('127.0.0.1:8080:80') });
    expect(reason(refusal(clash))).toBe('Bind for 0.0.0.0:8080 failed: port is already allocated');
    expect(inspectContainer(host, 'two').State).toMatchObject({ Status: 'created', ExitCode: 128 });
    expect(inspectContainer(host, 'two').State.Error).toMatch(FAILED);
    stopContainer(host, 'one', { timeout: 0 });
    startContainer(host, 'two');
    expect(reason(refusal(() => startContainer(host, 'one')))).toBe(
      'Bind for 127.0.0.1:8080 failed: port is already allocated',
    );
    expect(inspectContainer(host, 'one').State).toMatchObject({ Status: 'exited', ExitCode: 137 });
  });

  test('with other processes and foreign addresses', () => {
    const host = testHost();
    bind(hostNamespace(host), { protocol: 'tcp', address: '0.0.0.0', port: 8095, pid: 1, backlog: 1, fd: 3 });
    const fail = (name: string, port: string) =>
      reason(refusal(() => run(host, name, { hostConfig: published(port) })));
    expect(fail('four', '8095:80')).toBe(
      'failed to bind host port for 0.0.0.0:8095:172.17.0.2:80/tcp: address already in use',
    );
    expect(fail('five', '10.9.9.9:8084:80')).toBe(
      'failed to bind host port for 10.9.9.9:8084:172.17.0.2:80/tcp: cannot assign requested address',
    );
    expect(fail('six', '8082:80/sctp')).toBe(
      'error starting userland proxy: failed to listen on 0.0.0.0:8082: protocol not supported',
    );
  });

  test('between the addresses of one container come out when they listen, for TCP', () => {
    const host = testHost();
    const fail = (name: string, ...ports: string[]) =>
      reason(refusal(() => run(host, name, { hostConfig: published(...ports) })));
    const listening = 'failed to listen on TCP socket: address already in use';
    expect(fail('one', '192.168.65.10:7000:80', '0.0.0.0:7000:80')).toBe(listening);
    expect(fail('two', '192.168.65.10::80', '0.0.0.0::80')).toBe(listening);
    expect(hostNamespace(host).sockets).toEqual([]);
    run(host, 'three', { hostConfig: published('80') });
    expect(portsOf(host, 'three')['80/tcp']?.[0]?.HostPort).toBe('32778');
    run(host, 'four', { hostConfig: published('127.0.0.1::53/udp', '0.0.0.0::53/udp') });
    expect(portsOf(host, 'four')['53/udp']).toHaveLength(2);
  });

  test('leave the UDP port of another process alone', () => {
    const host = testHost();
    bind(hostNamespace(host), { protocol: 'udp', address: '0.0.0.0', port: 53, pid: 1, backlog: 0, fd: 3 });
    run(host, 'dns', { hostConfig: published('0.0.0.0:53:53/udp') });
    expect(hostNamespace(host).sockets).toHaveLength(2);
    removeContainer(host, 'dns', { force: true });
    expect(hostNamespace(host).sockets).toMatchObject([{ port: 53, pid: 1 }]);
  });

  test('leave nothing of the ports before them', () => {
    const host = testHost();
    run(host, 'one', { hostConfig: published('8080:80') });
    const before = [
      rules(host, 'nat'),
      rules(host, 'filter'),
      rules(host, 'raw'),
      hostNamespace(host).sockets,
      proxies(host),
    ];
    const text = JSON.stringify(before);
    refusal(() => run(host, 'two', { hostConfig: published('7000:80', '8080:81') }));
    expect(
      JSON.stringify([
        rules(host, 'nat'),
        rules(host, 'filter'),
        rules(host, 'raw'),
        hostNamespace(host).sockets,
        proxies(host),
      ]),
    ).toBe(text);
    run(host, 'three', { hostConfig: published('7000:80') });
  });

  test('skip a port that another process has', () => {
    const host = testHost();
    bind(hostNamespace(host), { protocol: 'tcp', address: '0.0.0.0', port: 32768, pid: 1, backlog: 1, fd: 3 });
    run(host, 'web', { hostConfig: published('80') });
    expect(portsOf(host, 'web')['80/tcp']?.[0]?.HostPort).toBe('32769');
  });
});

describe('the way out', () => {
  test('takes published ports along when it moves', () => {
    const host = testHost();
    network(host, 'aa');
    network(host, 'zz');
    run(host, 'app', { network: 'zz', hostConfig: published('70:70') });
    const nat = () => rules(host, 'nat').filter((line) => line.includes('DNAT'));
    const at = (bridge: string, ip: string) => [
      `-A DOCKER ! -i ${bridge} -p tcp -m tcp --dport 70 -j DNAT --to-destination ${ip}:70`,
    ];
    expect(nat()).toEqual(at('br-zz', '172.19.0.2'));
    connectNetwork(host, 'aa', 'app');
    expect(nat()).toEqual(at('br-aa', '172.18.0.2'));
    expect(proxies(host)).toHaveLength(2);
    disconnectNetwork(host, 'aa', 'app');
    expect(nat()).toEqual(at('br-zz', '172.19.0.2'));
    disconnectNetwork(host, 'zz', 'app');
    expect([nat(), portsOf(host, 'app'), proxies(host)]).toEqual([[], {}, []]);
    connectNetwork(host, 'zz', 'app');
    expect(nat()).toEqual(at('br-zz', '172.19.0.2'));
  });
});
