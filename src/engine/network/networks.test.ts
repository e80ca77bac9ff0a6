import { describe, expect, test } from 'vitest';
import {
  connectNetwork,
  createContainer,
  createNetwork,
  disconnectNetwork,
  inspectContainer,
  inspectNetwork,
  listNetworks,
  pruneNetworks,
  removeNetwork,
  restartContainer,
  startContainer,
  stopContainer,
} from '../api.ts';
import { addressesOf, hostNamespace, network, refusal, run, testHost } from '../engine.fixture.ts';

const subnetOf = (host: ReturnType<typeof testHost>, name: string) => inspectNetwork(host, name).IPAM.Config?.[0];

describe('a new engine', () => {
  test('has the predefined networks and docker0 as the third interface', () => {
    const host = testHost();
    expect(listNetworks(host).map(({ Name, Driver }) => `${Name} ${Driver}`)).toEqual([
      'none null',
      'host host',
      'bridge bridge',
    ]);
    expect(addressesOf(hostNamespace(host))[2]).toBe('3 docker0 172.17.0.1/16');
    expect(inspectNetwork(host, 'host').IPAM).toEqual({ Driver: 'default', Options: null, Config: null });
  });
});

describe('address pools', () => {
  test('come in order, skip what is used, and avoid the LAN; a freed one is next', () => {
    const host = testHost();
    for (let i = 1; i <= 29; i++) network(host, `n${i}`);
    const subnets = [1, 14, 15, 18, 19, 29].map((i) => subnetOf(host, `n${i}`)?.Subnet);
    expect(subnets).toEqual([
      '172.18.0.0/16',
      '172.31.0.0/16',
      '192.168.0.0/20',
      '192.168.48.0/20',
      '192.168.80.0/20',
      '192.168.240.0/20',
    ]);
    expect(refusal(() => network(host, 'n30'))).toBe('all predefined address pools have been fully subnetted');
    removeNetwork(host, 'n3');
    network(host, 'again');
    expect(subnetOf(host, 'again')).toEqual({ Subnet: '172.20.0.0/16', Gateway: '172.20.0.1' });
  });

  test('avoid a part that is taken', () => {
    const host = testHost();
    network(host, 'partly', { subnet: '172.18.8.0/24' });
    network(host, 'after');
    expect(subnetOf(host, 'after')?.Subnet).toBe('172.19.0.0/16');
  });

  test('give containers the auxiliary gateway', () => {
    const host = testHost();
    createNetwork(host, {
      Name: 'lan',
      IPAM: { Config: [{ Subnet: '10.1.0.0/24', AuxiliaryAddresses: { DefaultGatewayIPv4: '10.1.0.9' } }] },
    });
    run(host, 'web', { networking: { lan: {} } });
    expect(inspectContainer(host, 'web').NetworkSettings.Networks['lan']?.Gateway).toBe('10.1.0.9');
    expect(subnetOf(host, 'lan')).toEqual({
      Subnet: '10.1.0.0/24',
      AuxiliaryAddresses: { DefaultGatewayIPv4: '10.1.0.9' },
    });
  });

  test('give the gateway from the range, and show only what the user wrote', () => {
    const host = testHost();
    network(host, 'r', { IPAM: { Config: [{ Subnet: '10.5.0.0/16', IPRange: '10.5.8.0/24' }] } });
    expect(run(host, 'c1', { network: 'r' }).endpoints.r).toMatchObject({ ipv4: '10.5.8.1', gateway4: '10.5.8.0' });
    expect(inspectNetwork(host, 'r').IPAM.Config).toEqual([{ Subnet: '10.5.0.0/16', IPRange: '10.5.8.0/24' }]);
  });

  test('keep auxiliary addresses free and end', () => {
    const host = testHost();
    network(host, 'small', {
      IPAM: {
        Config: [
          { Subnet: '10.64.0.0/29', Gateway: '10.64.0.6', AuxiliaryAddresses: { b: '10.64.0.2', a: '10.64.0.1' } },
        ],
      },
    });
    for (const [i, ip] of ['10.64.0.3', '10.64.0.4', '10.64.0.5'].entries())
      expect(run(host, `v${i}`, { network: 'small' }).endpoints.small?.ipv4).toBe(ip);
    const id = host.engine.networkNames.small;
    expect(refusal(() => run(host, 'v3', { network: 'small' }))).toBe(
      `failed to set up container networking: no available IPv4 addresses on this network's address pools: small (${id})`,
    );
    expect(inspectNetwork(host, 'small').IPAM.Config?.[0]?.AuxiliaryAddresses).toEqual({
      a: '10.64.0.1',
      b: '10.64.0.2',
    });
  });

  test('of two addresses hold the gateway and one container', () => {
    const host = testHost();
    network(host, 'couple', { subnet: '10.62.0.0/31' });
    expect(run(host, 'c1', { network: 'couple' }).endpoints.couple?.ipv4).toBe('10.62.0.1');
    expect(addressesOf(hostNamespace(host)).find((line) => line.includes('10.62.0.0'))).toMatch(
      / br-\w+ 10\.62\.0\.0\/31/,
    );
  });

  test('for IPv6 are cut from the engine’s own block', () => {
    const host = testHost();
    network(host, 'six', { EnableIPv6: true });
    network(host, 'also', { EnableIPv6: true });
    const [first, second] = ['six', 'also'].map((name) => inspectNetwork(host, name).IPAM.Config?.[1]);
    expect(first).toEqual({ Subnet: `${host.engine.ula}::/64`, Gateway: `${host.engine.ula}::1` });
    expect(second?.Subnet).toBe(`${host.engine.ula}:1::/64`);
    expect(run(host, 'c1', { network: 'six' }).endpoints.six?.ipv6).toBe(`${host.engine.ula}::2`);
  });
});

describe('what a request may not ask', () => {
  const cases: [string, Parameters<typeof createNetwork>[1], string][] = [
    ['a predefined name', { Name: 'bridge' }, 'operation is not permitted on predefined bridge network '],
    ['no name', { Name: ' ' }, 'invalid name: name is empty'],
    ['an unknown driver', { Name: 'x', Driver: 'brigde' }, 'plugin "brigde" not found'],
    ['a second host network', { Name: 'x', Driver: 'host' }, 'only one instance of "host" network is allowed'],
    ['no family', { Name: 'x', EnableIPv4: false }, 'IPv4 or IPv6 must be enabled'],
    [
      'no block',
      { Name: 'x', IPAM: { Config: [{ Subnet: '10.0.0.0' }] } },
      'invalid network config:\ninvalid subnet 10.0.0.0: invalid CIDR block notation',
    ],
    [
      'host bits',
      { Name: 'x', IPAM: { Config: [{ Subnet: '10.5.0.1/16' }] } },
      'invalid network config:\ninvalid subnet 10.5.0.1/16: it should be 10.5.0.0/16',
    ],
    [
      'several wrong things',
      { Name: 'x', IPAM: { Config: [{ Subnet: '10.5.0.1/16', Gateway: '10.9.0.1' }] } },
      "invalid network config:\n* invalid subnet 10.5.0.1/16: it should be 10.5.0.0/16\n* invalid gateway 10.9.0.1: parent subnet 10.5.0.1/16 doesn't contain this address",
    ],
    [
      'docker0’s block',
      { Name: 'x', IPAM: { Config: [{ Subnet: '172.17.4.0/24' }] } },
      'invalid pool request: Pool overlaps with other one on this address space',
    ],
    [
      'the network address as gateway',
      { Name: 'x', IPAM: { Config: [{ Subnet: '10.1.0.0/24', Gateway: '10.1.0.0' }] } },
      'failed to allocate gateway (10.1.0.0): Address already in use',
    ],
    [
      'a way out of an internal network',
      {
        Name: 'x',
        Internal: true,
        IPAM: { Config: [{ Subnet: '10.1.0.0/24', AuxiliaryAddresses: { DefaultGatewayIPv4: '10.1.0.9' } }] },
      },
      'no gateway can be set on an internal bridge network',
    ],
    [
      'two blocks',
      { Name: 'x', IPAM: { Config: [{ Subnet: '10.1.0.0/24' }, { Subnet: '10.3.0.0/24' }] } },
      "bridge driver doesn't support multiple subnets",
    ],
    [
      'a long interface name',
      { Name: 'x', Options: { 'com.docker.network.bridge.name': 'averyverylongname' } },
      'numerical result out of range',
    ],
    [
      'an interface that is no bridge',
      { Name: 'x', Options: { 'com.docker.network.bridge.name': 'eth0' } },
      'existing interface eth0 is not a bridge',
    ],
    [
      'an option that cannot be read',
      { Name: 'x', Options: { 'com.docker.network.bridge.enable_icc': 'maybe' } },
      'failed to parse com.docker.network.bridge.enable_icc value: maybe (strconv.ParseBool: parsing "maybe": invalid syntax)',
    ],
    [
      'isolation of what is not internal',
      { Name: 'x', Options: { 'com.docker.network.bridge.gateway_mode_ipv4': 'isolated' } },
      "gateway mode 'isolated' can only be used for an internal network",
    ],
    ['swarm scope', { Name: 'x', Scope: 'swarm' }, 'cannot create a swarm scoped network when swarm is not active'],
  ];
  test.each(cases)('%s', (_, input, message) => {
    const host = testHost();
    const before = JSON.stringify(host.kernel);
    expect(refusal(() => createNetwork(host, input))).toBe(message);
    expect(JSON.stringify(host.kernel)).toBe(before);
  });

  test('another network’s name or bridge', () => {
    const host = testHost();
    const first = network(host, 'one', { Options: { 'com.docker.network.bridge.name': 'lab0' } });
    expect(refusal(() => network(host, 'one'))).toBe('network with name one already exists');
    const message = refusal(() => network(host, 'two', { Options: { 'com.docker.network.bridge.name': 'lab0' } }));
    expect(message).toMatch(
      new RegExp(
        `^cannot create network \\w{64} \\(lab0\\): conflicts with network ${first} \\(lab0\\): networks have same bridge name$`,
      ),
    );
  });
});

describe('removing', () => {
  test('is refused for predefined networks, and while endpoints live', () => {
    const host = testHost();
    network(host, 'net1');
    const { endpoints } = run(host, 'web', { network: 'net1' });
    expect(refusal(() => removeNetwork(host, 'host'))).toBe('host is a pre-defined network and cannot be removed');
    expect(refusal(() => removeNetwork(host, 'nosuch'))).toBe('network nosuch not found');
    expect(refusal(() => removeNetwork(host, 'net1'))).toBe(
      `error while removing network: network net1 has active endpoints (name:"web" id:"${endpoints.net1?.id.slice(0, 12)}")`,
    );
    stopContainer(host, 'web', { timeout: 0 });
    removeNetwork(host, 'net1');
    expect(listNetworks(host)).toHaveLength(3);
  });

  test('keeps configurations when it prunes, which have no subnets of their own accord', () => {
    const host = testHost();
    network(host, 'cfg', { ConfigOnly: true });
    network(host, 'cfg2', { ConfigOnly: true, subnet: '10.11.0.0/24' });
    expect(inspectNetwork(host, 'cfg').IPAM.Config).toBeNull();
    expect(inspectNetwork(host, 'cfg2').IPAM.Config).toEqual([{ Subnet: '10.11.0.0/24' }]);
    expect(pruneNetworks(host)).toEqual({ NetworksDeleted: [] });
  });

  test.each([
    ['-1', 'invalid MTU number: -1'],
    ['67', 'invalid argument'],
    ['70000', 'invalid argument'],
    ['', 'failed to parse com.docker.network.driver.mtu value:  (strconv.Atoi: parsing "": invalid syntax)'],
    ['0', 'no refusal'],
  ])('with an MTU of %s', (mtu, message) => {
    const host = testHost();
    expect(refusal(() => network(host, 'm', { Options: { 'com.docker.network.driver.mtu': mtu } }))).toBe(message);
    expect(Object.values(hostNamespace(host).links)).toHaveLength(message === 'no refusal' ? 4 : 3);
  });

  test('prunes what nobody uses', () => {
    const host = testHost();
    for (const name of ['used', 'idle', 'kept'])
      network(host, name, name === 'kept' ? { Labels: { keep: 'yes' } } : {});
    run(host, 'web', { network: 'used' });
    expect(pruneNetworks(host, { 'label!': ['keep'] })).toEqual({ NetworksDeleted: ['idle'] });
    expect(refusal(() => pruneNetworks(host, { name: ['x'] }))).toBe("invalid filter 'name'");
  });
});

describe('lists', () => {
  test.each([
    [{ driver: ['bridge'] }, ['bridge', 'db', 'web-net']],
    [{ name: ['net'] }, ['web-net']],
    [{ name: ['^d'] }, ['db']],
    [{ label: ['tier'] }, ['db', 'web-net']],
    [{ label: ['tier=db'] }, ['db']],
    [{ type: ['custom'] }, ['db', 'web-net']],
    [{ dangling: ['false'] }, ['none', 'host', 'bridge']],
    [{ scope: ['swarm'] }, []],
  ])('with filter %j', (filters, names) => {
    const host = testHost();
    network(host, 'db', { Labels: { tier: 'db' } });
    network(host, 'web-net', { Labels: { tier: 'web' } });
    expect(listNetworks(host, { filters }).map(({ Name }) => Name)).toEqual(names);
  });

  test('refuse what they do not know', () => {
    const host = testHost();
    expect(refusal(() => listNetworks(host, { filters: { colour: ['red'] } }))).toBe("invalid filter 'colour'");
    expect(refusal(() => listNetworks(host, { filters: { type: ['big'] } }))).toBe("invalid filter: 'type'='big'");
    expect(refusal(() => listNetworks(host, { filters: { dangling: ['maybe'] } }))).toBe(
      `invalid value for filter 'dangling', must be "true" (or "1"), or "false" (or "0")`,
    );
  });
});

describe('connecting', () => {
  test('is refused where modes do not go together', () => {
    const host = testHost();
    network(host, 'net1');
    run(host, 'usual');
    run(host, 'hosted', { network: 'host' });
    run(host, 'lone', { network: 'none' });
    const id = host.engine.names.usual;
    const connect = (net: string, name: string, input = {}) => refusal(() => connectNetwork(host, net, name, input));
    expect(connect('bridge', 'hosted')).toBe(
      'container sharing network namespace with another container or host cannot be connected to any other network',
    );
    expect(connect('bridge', 'lone')).toBe(
      'container cannot be connected to multiple networks with one of the networks in private (none) mode',
    );
    expect(connect('none', 'usual')).toBe(
      'container cannot be connected to multiple networks with one of the networks in private (none) mode',
    );
    expect(connect('host', 'usual')).toBe(
      'cannot connect container to host network - container must be created in host network mode',
    );
    expect(connect('bridge', 'usual')).toBe('endpoint with name usual already exists in network bridge');
    expect(connect('nonet', 'usual')).toBe('network nonet not found');
    expect(connect('net1', 'nobody')).toBe('No such container: nobody');
    expect(connect('net1', 'usual', { IPAMConfig: { IPv4Address: '172.18.0.9' } })).toBe(
      'invalid endpoint settings:\nuser specified IP address is supported only when connecting to networks with user configured subnets',
    );
    expect(refusal(() => disconnectNetwork(host, 'net1', 'usual'))).toBe(
      `container ${id} is not connected to network net1`,
    );
    expect(refusal(() => disconnectNetwork(host, 'host', 'hosted'))).toBe(
      'cannot disconnect container from host network - container was created in host network mode',
    );
  });

  test('keeps what was asked for where the address is taken, and tries it again at the next start', () => {
    const host = testHost();
    network(host, 'net2', { subnet: '10.50.0.0/24' });
    run(host, 'app', { network: 'net2', networking: { net2: { IPAMConfig: { IPv4Address: '10.50.0.77' } } } });
    const cli = run(host, 'cli');
    const links = JSON.stringify(host.kernel.namespaces);
    const fixed = { IPAMConfig: { IPv4Address: '10.50.0.77' } };
    expect(refusal(() => connectNetwork(host, 'net2', 'cli', fixed))).toBe('Address already in use');
    expect(JSON.stringify(host.kernel.namespaces)).toBe(links);
    expect(inspectContainer(host, 'cli').NetworkSettings.Networks.net2).toMatchObject({
      ...fixed,
      NetworkID: '',
      EndpointID: '',
      IPAddress: '',
      DNSNames: ['cli', cli.id.slice(0, 12)],
    });
    expect(refusal(() => disconnectNetwork(host, 'net2', 'cli'))).toBe(
      `container ${cli.id} is not connected to network net2`,
    );
    expect(refusal(() => restartContainer(host, 'cli', { timeout: 0 }))).toBe(
      'Cannot restart container cli: failed to set up container networking: Address already in use',
    );
    connectNetwork(host, 'net2', 'cli', { IPAMConfig: { IPv4Address: '10.50.0.78' } });
    expect(refusal(() => startContainer(host, 'cli'))).toContain('Address already in use');
    disconnectNetwork(host, 'net2', 'cli');
    startContainer(host, 'cli');
    connectNetwork(host, 'net2', 'cli', { IPAMConfig: { IPv4Address: '10.50.0.78' } });
    expect(inspectContainer(host, 'cli').NetworkSettings.Networks.net2?.IPAddress).toBe('10.50.0.78');
  });

  test('says first what is wrong with the address', () => {
    const host = testHost();
    run(host, 'usual');
    const fixed = { IPAMConfig: { IPv4Address: '1.2.3.4' } };
    expect(refusal(() => connectNetwork(host, 'host', 'usual', fixed))).toBe(
      'invalid endpoint settings:\n* user specified IP address is supported on user defined networks only\n* user specified IP address is supported only when connecting to networks with user configured subnets',
    );
    expect(refusal(() => connectNetwork(host, 'bridge', 'usual', { Aliases: ['q'] }))).toBe(
      'invalid endpoint settings:\nnetwork-scoped alias is supported only for containers in user defined networks',
    );
  });

  test('takes note of anything for a container that does not run', () => {
    const host = testHost();
    network(host, 'net1');
    const networksOf = (name: string) => Object.keys(inspectContainer(host, name).NetworkSettings.Networks);
    for (const [name, mode] of [
      ['usual', 'bridge'],
      ['hosted', 'host'],
      ['lone', 'none'],
      ['joined', 'container:usual'],
    ] as const)
      createContainer(host, { name, config: { Image: 'alpine' }, hostConfig: { NetworkMode: mode } });
    connectNetwork(host, 'bridge', 'usual');
    connectNetwork(host, 'nonet', 'usual');
    connectNetwork(host, 'net1', 'joined');
    expect(networksOf('usual')).toEqual(['bridge', 'nonet']);
    expect(networksOf('joined')).toEqual(['net1']);
    expect(refusal(() => connectNetwork(host, 'net1', 'hosted'))).toMatch(/^container sharing network namespace/);
    expect(refusal(() => connectNetwork(host, 'net1', 'lone'))).toMatch(/private \(none\) mode$/);
    expect(refusal(() => startContainer(host, 'usual'))).toBe(
      'failed to set up container networking: network nonet not found',
    );
    disconnectNetwork(host, 'nonet', 'usual');
    disconnectNetwork(host, 'bridge', 'usual');
    disconnectNetwork(host, 'host', 'hosted');
    disconnectNetwork(host, 'none', 'lone');
    for (const name of ['usual', 'hosted', 'lone']) {
      startContainer(host, name);
      expect(networksOf(name)).toEqual([]);
    }
    expect(refusal(() => connectNetwork(host, 'net1', 'hosted'))).toMatch(
      /^failed to add interface (veth\w{7}) to sandbox: error setting interface "\1" IP to 172.18.0.2\/16: cannot program address 172.18.0.2\/16 in sandbox interface because it conflicts with existing route {Ifindex: 4 Dst: 172.18.0.0\/16 Src: 172.18.0.1 Gw: <nil> Flags: \[\] Table: 254 Realm: 0}$/,
    );
    connectNetwork(host, 'net1', 'lone');
    expect(inspectContainer(host, 'lone').NetworkSettings.Networks.net1?.IPAddress).toBe('172.18.0.2');
  });
});

describe('disconnecting', () => {
  test('says what is not attached, with --force as well', () => {
    const host = testHost();
    const { id } = run(host, 'usual');
    const stopped = createContainer(host, { name: 'stopped', config: { Image: 'alpine' } }).Id;
    const disconnect = (net: string, name: string, force = false) =>
      refusal(() => disconnectNetwork(host, net, name, force));
    expect(disconnect('nonet', 'nobody')).toBe('No such container: nobody');
    expect(disconnect('nonet', 'usual')).toBe('network nonet not found');
    expect(disconnect('none', 'usual', true)).toBe(`container ${id} is not connected to network none`);
    expect(disconnect('nonet', 'usual', true)).toBe(`container ${id} is not connected to the network nonet`);
    expect(disconnect('nonet', 'stopped')).toBe(`container ${stopped} is not connected to the network nonet`);
    expect(disconnect('nonet', 'nobody', true)).toBe('network nonet not found');
    expect(disconnect('bridge', 'nobody', true)).toBe('endpoint nobody not found');
  });
});

describe('configuration networks', () => {
  const configured = (host: ReturnType<typeof testHost>, rest: Partial<Parameters<typeof createNetwork>[1]>) =>
    refusal(() => createNetwork(host, { Name: 'real', ConfigFrom: { Network: 'plan' }, ...rest }));

  test('give all that is specific to a network, and nobody else may', () => {
    const host = testHost();
    network(host, 'plan', { subnet: '10.7.0.0/24', ConfigOnly: true });
    const refused = 'are not supported if the network depends on a configuration network';
    expect(configured(host, { Labels: { a: 'b' } })).toBe(`user specified configurations ${refused}`);
    expect(configured(host, { Options: { a: 'b' } })).toBe(`network driver options ${refused}`);
    expect(configured(host, { ConfigOnly: true })).toMatch(/^a configuration network cannot depend on another/);
    expect(configured(host, { ConfigFrom: { Network: 'bridge' } })).toMatch(/"bridge" does not exist$/);
    expect(configured(host, {})).toBe('no refusal');
    expect(subnetOf(host, 'real')?.Subnet).toBe('10.7.0.0/24');
    expect(refusal(() => removeNetwork(host, 'plan'))).toBe(
      'error while removing network: configuration network "plan" is in use',
    );
  });

  test('have nothing that concerns the engine', () => {
    const host = testHost();
    const words = /^configuration network can only contain network specific fields/;
    for (const rest of [{ Internal: true }, { Attachable: true }, { Scope: 'local' }])
      expect(refusal(() => network(host, 'plan', { ConfigOnly: true, ...rest }))).toMatch(words);
  });

  test('take no containers', () => {
    const host = testHost();
    network(host, 'plan', { ConfigOnly: true });
    run(host, 'box');
    expect(refusal(() => connectNetwork(host, 'plan', 'box'))).toBe(
      'cannot create endpoint on configuration-only network',
    );
  });
});

test('a network filter takes one answer to whether it dangles', () => {
  expect(refusal(() => listNetworks(testHost(), { filters: { dangling: ['1', '0'] } }))).toBe(
    'got more than one value for filter key "dangling"',
  );
});
