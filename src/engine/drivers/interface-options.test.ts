import { expect, test } from 'vitest';
import { sysctl } from '../../kernel/sysctl/sysctl.ts';
import { connectNetwork, disconnectNetwork } from '../api.ts';
import { addressesOf, namespaceOf, network, refusal, run, testHost } from '../engine.fixture.ts';

const NAME = 'com.docker.network.endpoint.ifname';
const SYSCTLS = 'com.docker.network.endpoint.sysctls';

function lab() {
  const host = testHost();
  network(host, 'one', { subnet: '10.1.0.0/24' });
  network(host, 'two', { subnet: '10.2.0.0/24' });
  return host;
}

test('an attachment can name its interface; the next one still gets the lowest free number', () => {
  const host = lab();
  run(host, 'box', { network: 'one', networking: { one: { DriverOpts: { [NAME]: 'lan0' } } } });
  connectNetwork(host, 'two', 'box');
  expect(addressesOf(namespaceOf(host, 'box')).slice(1)).toEqual(['2 lan0 10.1.0.2/24', '3 eth0 10.2.0.2/24']);
});

test.each([
  ['eth0', 'file exists'],
  ['lo', 'file exists'],
  ['a/b', 'invalid argument'],
  ['averyverylongname', 'numerical result out of range'],
])('an interface cannot be named %s', (name, fault) => {
  const host = lab();
  run(host, 'box', { network: 'one' });
  const told = refusal(() => connectNetwork(host, 'two', 'box', { DriverOpts: { [NAME]: name } }));
  expect(told.replace(/veth[0-9a-f]{7}/g, 'VETH')).toBe(
    `failed to add interface VETH to sandbox: error renaming interface "VETH" to "${name}": ${fault}`,
  );
  expect(addressesOf(namespaceOf(host, 'box'))).toHaveLength(2);
  connectNetwork(host, 'two', 'box');
  expect(addressesOf(namespaceOf(host, 'box')).at(-1)).toMatch(/eth1 10\.2\.0\.2/);
});

test('an attachment can set what concerns its interface alone', () => {
  const host = lab();
  run(host, 'box', { network: 'one' });
  const connect = (text: string) =>
    refusal(() => connectNetwork(host, 'two', 'box', { DriverOpts: { [SYSCTLS]: text } }));
  expect(connect('net.ipv4.conf.eth1.forwarding=0')).toMatch(/^invalid endpoint settings:\nunrecognised network/);
  expect(connect('net.ipv4.conf.IFNAME.nosuch=0')).toMatch(/nosuch is not a sysctl file$/);
  expect(connect('net.ipv4.conf.IFNAME.forwarding')).toMatch(/to have format name=value$/);
  connect('net.ipv4.conf.IFNAME.log_martians=1,net.ipv4.conf.ifname.forwarding=0');
  const value = (name: string) => sysctl(namespaceOf(host, 'box'), `net.ipv4.conf.${name}`);
  expect([value('eth1.log_martians'), value('eth1.forwarding'), value('eth0.log_martians')]).toEqual(['1', '0', '0']);
});

test('link-local addresses stand beside the one of the network', () => {
  const host = lab();
  const IPAMConfig = { LinkLocalIPs: ['169.254.7.7'] };
  run(host, 'box', { network: 'one', networking: { one: { IPAMConfig } } });
  expect(addressesOf(namespaceOf(host, 'box'))[1]).toContain('eth0 10.1.0.2/24 169.254.7.7/16');
  expect(refusal(() => connectNetwork(host, 'two', 'box', { IPAMConfig: { LinkLocalIPs: ['10.0.0.1'] } }))).toBe(
    'invalid link local IP address: 10.0.0.1',
  );
  const twice = refusal(() => connectNetwork(host, 'two', 'box', { IPAMConfig: { LinkLocalIPs: ['fe80::7'] } }));
  expect(twice).toMatch(
    /error setting interface "veth[0-9a-f]{7}" link local IPs to \[fe80::7\/64\]: permission denied$/,
  );
  disconnectNetwork(host, 'one', 'box');
  expect(addressesOf(namespaceOf(host, 'box'))).toHaveLength(1);
});

test('a fixed address must lie in a subnet of its family that the user gave', () => {
  const host = lab();
  run(host, 'box', { network: 'one' });
  expect(refusal(() => connectNetwork(host, 'two', 'box', { IPAMConfig: { IPv6Address: 'fd00::1' } }))).toBe(
    'invalid endpoint settings:\nuser specified IP address is supported only when connecting to networks with user configured subnets',
  );
});
