import { describe, expect, test } from 'vitest';
import { createNetwork, inspectNetwork } from '../api.ts';
import { refusal, testHost } from '../fixture.ts';

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
});
