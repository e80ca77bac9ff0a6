/* What `docker inspect` of other engines prints, by the API's documentation of their versions: fields came and went. */
import { expect, test } from 'vitest';
import { readSnapshot } from './read.ts';
import type { HostFacts } from './snapshot.ts';

const ID = '4fa6e0f0c6786287e131c3852c58a2e01cc697a68231826813597e4994f1d6e2';
const NETWORK = '7ea29fc1412292a2d7bba362f9253545fecdfa8ce9a6e37dd10ba8bee7129812';

/** API 1.41: aliases hold the id, networks no EnableIPv4, an IPv6 gateway its prefix's length; the address stands at the top too. */
const OF_20 = [
  {
    Id: ID,
    Created: '2020-12-15T20:43:45.123456789Z',
    Path: 'nginx',
    Args: ['-g', 'daemon off;'],
    State: { Status: 'running', Running: true, Pid: 1 },
    Name: '/web',
    HostConfig: {
      NetworkMode: 'back',
      PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '8080' }] },
      RestartPolicy: { Name: 'always', MaximumRetryCount: 0 },
      Links: null,
    },
    Config: {
      Hostname: '4fa6e0f0c678',
      Env: ['PATH=/bin'],
      Image: 'nginx:1.19',
      Labels: {},
      ExposedPorts: { '80/tcp': {} },
    },
    NetworkSettings: {
      Bridge: '',
      SandboxID: 'x',
      Ports: { '80/tcp': [{ HostIp: '0.0.0.0', HostPort: '8080' }] },
      IPAddress: '',
      MacAddress: '',
      Networks: {
        back: {
          IPAMConfig: { IPv4Address: '172.20.0.9' },
          Links: null,
          Aliases: ['api', '4fa6e0f0c678'],
          NetworkID: NETWORK,
          EndpointID: 'b88f5b905aabf2893f3cbc4ee42d1ea7980bbc0a92e2c8922b1e1795298afb0b',
          Gateway: '172.20.0.1',
          IPAddress: '172.20.0.9',
          IPPrefixLen: 16,
          IPv6Gateway: '',
          GlobalIPv6Address: '',
          GlobalIPv6PrefixLen: 0,
          MacAddress: '02:42:ac:14:00:09',
          DriverOpts: null,
        },
      },
    },
  },
  {
    Name: 'back',
    Id: NETWORK,
    Created: '2020-12-15T20:40:00Z',
    Scope: 'local',
    Driver: 'bridge',
    EnableIPv6: true,
    IPAM: {
      Driver: 'default',
      Options: {},
      Config: [
        { Subnet: '172.20.0.0/16', Gateway: '172.20.0.1' },
        { Subnet: '2001:db8:1::/64', Gateway: '2001:db8:1::1/64' },
      ],
    },
    Internal: false,
    Attachable: false,
    Ingress: false,
    ConfigFrom: { Network: '' },
    ConfigOnly: false,
    Containers: {},
    Options: {},
    Labels: {},
  },
];

const hostOf = (...values: readonly unknown[]): HostFacts | undefined => {
  const reading = readSnapshot(values.map((value) => ({ text: JSON.stringify(value) })));
  return reading.ok ? reading.snapshot.hosts[0] : undefined;
};

test('of 20.10', () => {
  const host = hostOf(OF_20);
  expect(host?.networks?.[0]).toEqual({
    id: NETWORK,
    name: 'back',
    created: '2020-12-15T20:40:00Z',
    scope: 'local',
    driver: 'bridge',
    ipv6: true,
    subnets: [
      { subnet: '172.20.0.0/16', gateway: '172.20.0.1' },
      { subnet: '2001:db8:1::/64', gateway: '2001:db8:1::1' },
    ],
  });
  expect(host?.containers?.[0]).toMatchObject({
    name: 'web',
    image: 'nginx:1.19',
    restart: 'always',
    ports: [{ port: '80/tcp', hostIp: '0.0.0.0', hostPort: '8080' }],
    attachments: [
      {
        network: 'back',
        ipv4: '172.20.0.9',
        ipv4Length: 16,
        fixed: { ipv4: '172.20.0.9' },
        aliases: ['api', '4fa6e0f0c678'],
      },
    ],
  });
});

test('of 24: as 20.10, but for a network that is named by its id', () => {
  const [container, network] = OF_20;
  const settings = container?.NetworkSettings;
  const byId = {
    ...container,
    HostConfig: { ...container?.HostConfig, NetworkMode: NETWORK },
    NetworkSettings: { ...settings, Networks: { [NETWORK]: settings?.Networks.back } },
  };
  expect(hostOf([network, byId])?.containers?.[0]?.attachments[0]?.network).toBe('back');
});

test('of 29: no addresses at the top, names for the embedded DNS, a priority of gateways, IPv4 that may be off', () => {
  const [container, network] = OF_20;
  const settings = container?.NetworkSettings;
  const {
    IPAddress: _,
    MacAddress: __,
    Bridge: ___,
    ...rest
  } = settings ?? { IPAddress: '', MacAddress: '', Bridge: '', Networks: { back: {} } };
  const of29 = {
    ...container,
    ImageManifestDescriptor: { mediaType: 'x', digest: 'y', size: 1 },
    NetworkSettings: {
      ...rest,
      Networks: {
        back: { ...rest.Networks.back, Aliases: ['api'], DNSNames: ['web', 'api', '4fa6e0f0c678'], GwPriority: 5 },
      },
    },
  };
  const withStatus = { ...network, EnableIPv4: false, Status: { IPAM: { Subnets: {} } } };
  const host = hostOf(of29, withStatus);
  expect(host?.networks?.[0]?.ipv4).toBe(false);
  expect(host?.containers?.[0]?.attachments[0]).toMatchObject({
    aliases: ['api'],
    dnsNames: ['web', 'api', '4fa6e0f0c678'],
    gatewayPriority: 5,
    ipv4: '172.20.0.9',
  });
});

test('networks alone tell of the containers that are on them', () => {
  const [, network] = OF_20;
  const Containers = {
    [ID]: {
      Name: 'web',
      EndpointID: 'e',
      MacAddress: '02:42:ac:14:00:09',
      IPv4Address: '172.20.0.9/16',
      IPv6Address: '',
    },
    'lb-back': {
      Name: 'back-endpoint',
      EndpointID: 'f',
      MacAddress: '',
      IPv4Address: '172.20.0.3/16',
      IPv6Address: '',
    },
  };
  expect(hostOf([{ ...network, Containers }])?.containers).toEqual([
    {
      id: ID,
      name: 'web',
      image: 'unknown',
      status: 'running',
      attachments: [
        {
          network: 'back',
          networkId: NETWORK,
          endpointId: 'e',
          ipv4: '172.20.0.9',
          ipv4Length: 16,
          mac: '02:42:ac:14:00:09',
        },
      ],
    },
  ]);
});

test('daemon.json keeps what is about networking', () => {
  const host = hostOf({
    bip: '10.1.0.1/16',
    'default-address-pools': [{ base: '10.200.0.0/16', size: 24 }],
    'registry-mirrors': ['https://user:SECRET@mirror.example'],
    'log-opts': { 'splunk-token': 'SECRET' },
    'userland-proxy': false,
  });
  expect(host?.engine?.daemon).toBe(
    '{"bip":"10.1.0.1/16","default-address-pools":[{"base":"10.200.0.0/16","size":24}],"userland-proxy":false}',
  );
});
