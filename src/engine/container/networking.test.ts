import { describe, expect, test } from 'vitest';
import {
  connectNetwork,
  containerLogs,
  createContainer,
  disconnectNetwork,
  inspectContainer,
  listContainers,
  removeContainer,
  restartContainer,
  settleEngine,
  startContainer,
  stopContainer,
} from '../api.ts';
import {
  addressesOf,
  hostNamespace,
  namespaceOf,
  network,
  peerIndex,
  published,
  refusal,
  routesOf,
  run,
  testHost,
} from '../engine.fixture.ts';

const stateOf = (host: ReturnType<typeof testHost>, name: string) => inspectContainer(host, name).State;

describe('a bridge container', () => {
  test('has eth0 as its second interface, whose peer takes the host’s next index', () => {
    const host = testHost();
    run(host, 'web', { image: 'nginx' });
    expect(addressesOf(namespaceOf(host, 'web'))).toEqual(['1 lo 127.0.0.1/8 ::1/128', '2 eth0 172.17.0.2/16']);
    expect(routesOf(namespaceOf(host, 'web'))).toEqual(['default via 172.17.0.1 dev eth0', '172.17.0.0/16 dev eth0']);
    expect(peerIndex(host, 'web')).toBe(4);
  });

  test('takes one index when it comes and one when it goes', () => {
    const host = testHost();
    for (const name of ['alfa', 'bravo', 'charlie']) run(host, name, { image: 'nginx' });
    stopContainer(host, 'bravo');
    startContainer(host, 'bravo');
    expect(peerIndex(host, 'bravo')).toBe(8);
    expect(run(host, 'delta').endpoints.bridge?.ipv4).toBe('172.17.0.5');
  });

  test('takes one index where publishing fails: its interface ends with the namespace', () => {
    const host = testHost();
    run(host, 'one', { hostConfig: published('8080:80') });
    refusal(() => run(host, 'two', { hostConfig: published('8080:80') }));
    run(host, 'three');
    expect(peerIndex(host, 'three')).toBe(6);
    expect(Object.values(hostNamespace(host).links)).toHaveLength(5);
  });

  test('gets the lowest free address, which it loses when it stops', () => {
    const host = testHost();
    for (const name of ['a1', 'a2', 'a3']) run(host, name);
    removeContainer(host, 'a2', { force: true });
    run(host, 'a4');
    for (const name of ['a1', 'a3']) stopContainer(host, name, { timeout: 0 });
    expect(inspectContainer(host, 'a1').NetworkSettings).toMatchObject({ IPAddress: '', SandboxKey: '', Ports: {} });
    startContainer(host, 'a3');
    startContainer(host, 'a1');
    expect(['a1', 'a3', 'a4'].map((name) => inspectContainer(host, name).NetworkSettings.IPAddress)).toEqual([
      '172.17.0.4',
      '172.17.0.2',
      '172.17.0.3',
    ]);
  });
});

describe('several networks', () => {
  test('give their interfaces in the order of joining at every start', () => {
    const host = testHost();
    for (const name of ['red', 'blue']) network(host, name);
    run(host, 'hub');
    connectNetwork(host, 'red', 'hub');
    connectNetwork(host, 'blue', 'hub');
    restartContainer(host, 'hub', { timeout: 0 });
    expect(addressesOf(namespaceOf(host, 'hub')).slice(1)).toEqual([
      '2 eth0 172.17.0.2/16',
      '3 eth1 172.18.0.2/16',
      '4 eth2 172.19.0.2/16',
    ]);
  });

  test('give eth0, eth1, … and one way out: the priority, then the name decides', () => {
    const host = testHost();
    for (const name of ['red', 'blue', 'green']) network(host, name);
    run(host, 'hub', { network: 'blue' });
    connectNetwork(host, 'red', 'hub');
    expect(routesOf(namespaceOf(host, 'hub'))[0]).toBe('default via 172.19.0.1 dev eth0');
    connectNetwork(host, 'green', 'hub', { GwPriority: 10 });
    expect(addressesOf(namespaceOf(host, 'hub')).slice(1)).toEqual([
      '2 eth0 172.19.0.2/16',
      '3 eth1 172.18.0.2/16',
      '4 eth2 172.20.0.2/16',
    ]);
    expect(routesOf(namespaceOf(host, 'hub'))[0]).toBe('default via 172.20.0.1 dev eth2');
    disconnectNetwork(host, 'green', 'hub');
    expect(routesOf(namespaceOf(host, 'hub'))[0]).toBe('default via 172.19.0.1 dev eth0');
    disconnectNetwork(host, 'blue', 'hub');
    expect(routesOf(namespaceOf(host, 'hub'))).toEqual(['default via 172.18.0.1 dev eth1', '172.18.0.0/16 dev eth1']);
    disconnectNetwork(host, 'red', 'hub');
    connectNetwork(host, 'blue', 'hub', {});
    expect(addressesOf(namespaceOf(host, 'hub'))[1]).toMatch(/^\d+ eth0 172\.19\.0\.2\/16$/);
  });

  test('an internal network is no way out', () => {
    const host = testHost();
    network(host, 'vault', { Internal: true });
    run(host, 'vbox', { network: 'vault' });
    expect(routesOf(namespaceOf(host, 'vbox'))).toEqual(['172.18.0.0/16 dev eth0']);
    expect(inspectContainer(host, 'vbox').NetworkSettings.Networks.vault?.Gateway).toBe('');
    connectNetwork(host, 'bridge', 'vbox');
    expect(routesOf(namespaceOf(host, 'vbox'))[0]).toBe('default via 172.17.0.1 dev eth1');
  });
});

describe('a port that is taken in a shared namespace', () => {
  test('ends nginx, until the next start finds it free', () => {
    const host = testHost();
    run(host, 'main', { image: 'redis' });
    run(host, 'echo', { image: 'traefik/whoami', network: 'container:main' });
    run(host, 'late', { image: 'nginx', network: 'container:main' });
    expect(containerLogs(host, 'late', 'stderr')).toBe(
      'nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)\n',
    );
    host.clock.now += 3000;
    settleEngine(host);
    expect(inspectContainer(host, 'late').State).toMatchObject({ Status: 'exited', ExitCode: 1 });
    expect(containerLogs(host, 'late', 'stderr')).toBe(
      `${'nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)\n'.repeat(5)}nginx: [emerg] still could not bind()\n`,
    );
    restartContainer(host, 'main', { timeout: 0 });
    startContainer(host, 'late');
    host.clock.now += 3000;
    settleEngine(host);
    expect(inspectContainer(host, 'late').State.Status).toBe('running');
  });
});

describe('a shared namespace', () => {
  test('outlives its owner, and is left for the new one at a restart', () => {
    const host = testHost();
    run(host, 'main', { image: 'nginx' });
    run(host, 'side', { network: 'container:main' });
    const first = namespaceOf(host, 'main').id;
    expect(namespaceOf(host, 'side').id).toBe(first);
    expect(inspectContainer(host, 'side').NetworkSettings).toMatchObject({ SandboxID: '', Networks: {}, Ports: {} });
    restartContainer(host, 'main');
    expect(addressesOf(namespaceOf(host, 'side'))).toEqual(['1 lo 127.0.0.1/8 ::1/128']);
    expect(namespaceOf(host, 'main').id).not.toBe(first);
    restartContainer(host, 'side', { timeout: 0 });
    expect(namespaceOf(host, 'side').id).toBe(namespaceOf(host, 'main').id);
    expect(host.kernel.namespaces[first]).toBeUndefined();
    removeContainer(host, 'main', { force: true });
    expect(refusal(() => restartContainer(host, 'side', { timeout: 0 }))).toMatch(
      /^Cannot restart container side: joining network namespace of container: No such container: \w{64}$/,
    );
    expect(Object.keys(host.kernel.namespaces)).toEqual(['host1', 'router']);
  });

  test('is refused by what has none, by options that need one, and by itself', () => {
    const host = testHost();
    run(host, 'main', { image: 'nginx' });
    const mode = { NetworkMode: 'container:main' };
    const fail = (input: Parameters<typeof run>[2]) => refusal(() => run(host, 'third', input));
    expect(fail({ hostConfig: { ...mode, ...published('81:80') } })).toBe(
      'conflicting options: port publishing and the container type network mode',
    );
    expect(fail({ hostConfig: mode, config: { Image: 'alpine', Hostname: 'x' } })).toBe(
      'conflicting options: hostname and the network mode',
    );
    expect(fail({ hostConfig: { ...mode, Dns: ['8.8.8.8'] } })).toBe('conflicting options: dns and the network mode');
    expect(fail({ hostConfig: { ...mode, ExtraHosts: ['a:1.2.3.4'] } })).toBe(
      'conflicting options: custom host-to-IP mapping and the network mode',
    );
    expect(fail({ hostConfig: { ...mode, Links: ['main'] } })).toBe(
      "conflicting options: container type network can't be used with links. This would result in undefined behavior",
    );
    expect(fail({ hostConfig: { NetworkMode: 'container:' } })).toBe(
      'invalid network mode: invalid container format container:<name|id>',
    );
    expect(listContainers(host, { all: true })).toHaveLength(1);
    expect(fail({ network: 'container:third' })).toBe('cannot join own network namespace');
    // Now it shares its own: who follows that comes to no end.
    expect(refusal(() => run(host, 'fourth', { image: 'nginx', hostConfig: { Links: ['third'] } }))).toBe(
      'could not get container for third: it shares the network of itself',
    );
    removeContainer(host, 'third');
    stopContainer(host, 'main');
    expect(fail({ network: 'container:main' })).toBe(
      'cannot join network namespace of a non running container: container main is exited',
    );
    removeContainer(host, 'third');
    expect(fail({ network: 'container:ghost' })).toBe(
      'joining network namespace of container: No such container: ghost',
    );
  });
});

describe('a container without a network of its own', () => {
  test('is on the host', () => {
    const host = testHost();
    run(host, 'hweb', { image: 'nginx', network: 'host' });
    expect(inspectContainer(host, 'hweb')).toMatchObject({
      Config: { Hostname: 'host1' },
      NetworkSettings: { SandboxKey: '/run/docker/netns/default', Networks: { host: { MacAddress: '', Gateway: '' } } },
    });
    expect(hostNamespace(host).sockets.map(({ address, port }) => `${address} ${port}`)).toEqual([
      '0.0.0.0 80',
      ':: 80',
    ]);
    const warnings = createContainer(host, {
      config: { Image: 'nginx' },
      hostConfig: { NetworkMode: 'host', ...published('80:80') },
    }).Warnings;
    expect(warnings).toEqual(['Published ports are discarded when using host network mode']);
  });

  test('is alone, or has lost it', () => {
    const host = testHost();
    run(host, 'lone', { network: 'none' });
    expect(addressesOf(namespaceOf(host, 'lone'))).toEqual(['1 lo 127.0.0.1/8 ::1/128']);
    expect(refusal(() => run(host, 'lost', { network: 'gone' }))).toBe(
      'failed to set up container networking: network gone not found',
    );
    expect(stateOf(host, 'lost').Status).toBe('created');
  });
});

describe('fixed addresses', () => {
  test('must be in the user’s subnet, and free when the container starts', () => {
    const host = testHost();
    network(host, 'plan', { subnet: '10.40.0.0/24' });
    network(host, 'auto');
    const at = (name: string, net: string, ip: string) =>
      refusal(() => run(host, name, { network: net, networking: { [net]: { IPAMConfig: { IPv4Address: ip } } } }));
    expect(at('p1', 'plan', '10.40.0.10')).toBe('no refusal');
    expect(at('p2', 'plan', '10.40.0.10')).toBe('failed to set up container networking: Address already in use');
    removeContainer(host, 'p2');
    for (const ip of ['10.40.0.0', '10.40.0.1', '10.40.0.255']) {
      expect(at('p2', 'plan', ip)).toBe('failed to set up container networking: Address already in use');
      removeContainer(host, 'p2');
    }
    const settings = (name: string) => `invalid config for network ${name}: invalid endpoint settings:\n`;
    expect(at('p2', 'plan', '10.41.0.10')).toBe(
      `${settings('plan')}no configured subnet or ip-range contain the IP address 10.41.0.10`,
    );
    expect(at('p2', 'plan', '10.40.0.300')).toBe(
      `${settings('plan')}* invalid IPv4 address: 10.40.0.300\n* no configured subnet or ip-range contain the IP address 10.40.0.300`,
    );
    const userDefined =
      'user specified IP address is supported only when connecting to networks with user configured subnets';
    expect(at('p3', 'auto', '172.18.0.50')).toBe(settings('auto') + userDefined);
    expect(at('p4', 'bridge', '172.17.0.50')).toBe(
      `${settings('bridge')}* user specified IP address is supported on user defined networks only\n* ${userDefined}`,
    );
    expect(listContainers(host, { all: true })).toHaveLength(1);
  });
});

describe('neighbours', () => {
  test('learn the MAC address that a container comes back with', () => {
    const host = testHost();
    const app = run(host, 'app');
    const db = run(host, 'db', { image: 'nginx' });
    const old = db.endpoints.bridge?.mac ?? '';
    const entry = (device: number) => ({
      ip: '172.17.0.3',
      device,
      mac: old,
      state: 'REACHABLE' as const,
      updated: host.clock.now,
    });
    namespaceOf(host, 'app').neighbours['2|172.17.0.3'] = entry(2);
    hostNamespace(host).neighbours['3|172.17.0.3'] = entry(3);
    restartContainer(host, 'db');
    const mac = db.endpoints.bridge?.mac;
    expect(mac).not.toBe(old);
    expect(namespaceOf(host, app.name).neighbours['2|172.17.0.3']).toMatchObject({ mac, state: 'STALE' });
    expect(hostNamespace(host).neighbours['3|172.17.0.3']).toMatchObject({ mac, state: 'STALE' });
  });
});
