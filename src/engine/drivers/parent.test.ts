import { describe, expect, test } from 'vitest';
import { linkByName } from '../../kernel/link/lookup.ts';
import {
  connectNetwork,
  createNetwork,
  disconnectNetwork,
  inspectNetwork,
  removeNetwork,
  stopContainer,
} from '../api.ts';
import {
  addressesOf,
  hostNamespace,
  namespaceOf,
  network,
  refusal,
  routesOf,
  run,
  testHost,
} from '../engine.fixture.ts';

const make = (host: ReturnType<typeof testHost>, Name: string, Driver: string, Options: Record<string, string>) =>
  refusal(() => createNetwork(host, { Name, Driver, Options }));

describe('macvlan and ipvlan networks', () => {
  test('are made on an interface of the host', () => {
    const host = testHost();
    const Config = [{ Subnet: '192.168.65.0/24', Gateway: '192.168.65.1' }];
    createNetwork(host, { Name: 'lan', Driver: 'macvlan', Options: { parent: 'eth0' }, IPAM: { Config } });
    expect(inspectNetwork(host, 'lan')).toMatchObject({
      Driver: 'macvlan',
      IPAM: { Config },
      Options: { parent: 'eth0' },
    });
  });

  test.each([
    ['macvlan', { parent: 'lo' }, 'loopback interface is not a valid macvlan parent link'],
    ['macvlan', { parent: 'eth7' }, 'invalid subinterface vlan name eth7, example formatting is eth0.10'],
    ['macvlan', { parent: 'eth9.10' }, '-o parent interface was not found on the host: eth9'],
    ['ipvlan', { parent: 'eth0.a' }, 'unable to parse a valid vlan id from: a (ex. eth0.10 for vlan 10)'],
    [
      'macvlan',
      { parent: 'eth0.1.2' },
      'required interface name format is: name.vlan_id, ex. eth0.10 for vlan 10, instead received eth0.1.2',
    ],
    ['macvlan', { parent: 'eth0.5000' }, 'vlan id must be between 1-4094, received: 5000'],
    [
      'macvlan',
      { parent: 'eth0', macvlan_mode: 'odd' },
      "requested macvlan mode 'odd' is not valid, 'bridge' mode is the macvlan driver default",
    ],
    [
      'ipvlan',
      { parent: 'eth0', ipvlan_mode: 'l4' },
      "requested ipvlan mode 'l4' is not valid, 'l2' mode is the ipvlan driver default",
    ],
    [
      'ipvlan',
      { parent: 'eth0', ipvlan_flag: 'loud' },
      "requested ipvlan flag 'loud' is not valid, 'bridge' is the ipvlan driver default",
    ],
  ])('%s refuses %j', (driver, options, message) => {
    expect(make(testHost(), 'x', driver, options)).toBe(message);
  });

  test('share a parent, or not', () => {
    const host = testHost();
    expect(make(host, 'm1', 'macvlan', { parent: 'eth0' })).toBe('no refusal');
    expect(make(host, 'm2', 'macvlan', { parent: 'eth0' })).toBe('no refusal');
    expect(make(host, 'm3', 'macvlan', { parent: 'eth0', macvlan_mode: 'passthru' })).toMatch(
      /^cannot use mode passthru, macvlan network \w{64} is already using parent interface eth0$/,
    );
    expect(make(host, 'i1', 'ipvlan', { parent: 'eth0' })).toBe('no refusal');
    expect(make(host, 'i2', 'ipvlan', { parent: 'eth0' })).toMatch(
      /^network di-\w{12} is already using parent interface eth0$/,
    );
  });

  test('give containers links on the parent, which go with them', () => {
    const host = testHost();
    network(host, 'lan', { Driver: 'macvlan', Options: { parent: 'eth0' }, subnet: '192.168.65.0/24' });
    run(host, 'box', { network: 'lan' });
    const eth0 = linkByName(hostNamespace(host), 'eth0');
    expect(addressesOf(namespaceOf(host, 'box'))[1]).toBe('4 eth0 192.168.65.2/24');
    expect(routesOf(namespaceOf(host, 'box'))[0]).toBe('default via 192.168.65.1 dev eth0');
    expect(eth0?.uppers).toHaveLength(1);
    network(host, 'other', { Driver: 'ipvlan', Options: { parent: 'eth0' }, subnet: '10.1.0.0/24' });
    expect(refusal(() => run(host, 'odd', { network: 'other' }))).toBe(
      'failed to set up container networking: failed to create the ipvlan port: device or resource busy',
    );
    disconnectNetwork(host, 'lan', 'box');
    connectNetwork(host, 'lan', 'box');
    expect(addressesOf(namespaceOf(host, 'box'))[1]).toBe('5 eth0 192.168.65.2/24');
    stopContainer(host, 'box', { timeout: 0 });
    expect(eth0?.uppers).toBeUndefined();
  });

  test.each([
    ['l2', 'default via 10.1.0.1 dev eth0'],
    ['l3', 'default dev eth0'],
    ['l3s', 'default dev eth0'],
  ])('ipvlan in mode %s: %s', (mode, way) => {
    const host = testHost();
    network(host, 'iv', { Driver: 'ipvlan', Options: { parent: 'eth0', ipvlan_mode: mode }, subnet: '10.1.0.0/24' });
    const box = run(host, 'box', { network: 'iv' });
    expect(routesOf(namespaceOf(host, 'box'))[0]).toBe(way);
    expect(box.endpoints.iv?.mac).toBe('');
    expect(box.endpoints.iv?.ipv4).toBe(mode === 'l2' ? '10.1.0.2' : '10.1.0.1');
  });

  test('have their parent made where it is not there, and removed with them', () => {
    const host = testHost();
    const names = () => Object.keys(hostNamespace(host).names);
    const id = network(host, 'alone', { Driver: 'macvlan' });
    network(host, 'tagged', { Driver: 'ipvlan', Options: { parent: 'eth0.10' } });
    network(host, 'too', { Driver: 'macvlan', Options: { parent: 'eth0.20' } });
    expect(names()).toEqual(['lo', 'eth0', 'docker0', `dm-${id.slice(0, 12)}`, 'eth0.10', 'eth0.20']);
    run(host, 'box', { network: 'alone' });
    expect(routesOf(namespaceOf(host, 'box'))).toHaveLength(1);
    stopContainer(host, 'box', { timeout: 0 });
    for (const name of ['alone', 'tagged', 'too']) removeNetwork(host, name);
    expect(names()).toEqual(['lo', 'eth0', 'docker0']);
  });
});
