import { describe, expect, test } from 'vitest';
import { UNIT_FLAGS } from '../daemon/start.ts';
import { StartFailure } from './failure.ts';
import { readSettings, reloaded } from './read.ts';
import { defaultSettings } from './settings.ts';

const settings = (text: string) => readSettings(text, '/f', []).settings;

function refusal(text: string, flags = UNIT_FLAGS): string {
  try {
    readSettings(text, '/f', flags);
  } catch (error) {
    if (error instanceof StartFailure)
      return error.message.replace('unable to configure the Docker daemon with file /f: ', '');
    throw error;
  }
  return 'none';
}

describe('a file of settings', () => {
  test('that says nothing, or is not there, leaves the defaults', () => {
    for (const text of [undefined, '', ' \n', '{}', 'null', '{"bip": null, "mtu": 0, "log-driver": ""}'])
      expect(readSettings(text, '/f', UNIT_FLAGS).settings).toEqual(defaultSettings());
  });

  test('sets what it names', () => {
    expect(
      settings(
        '{"icc": false, "mtu": 1400, "default-address-pools": [{"Base": "10.0.0.5/24", "SIZE": 26}], "proxies": {"no-proxy": "x"}}',
      ),
    ).toMatchObject({
      icc: false,
      mtu: 1400,
      addressPools: [{ base: { address: '10.0.0.0', length: 24 }, size: 26 }],
      noProxy: 'x',
    });
  });

  test('keeps a gateway of hosts as sixteen octets where it has its former name', () => {
    expect(settings('{"host-gateway-ip": "1.2.3.4"}').hostGateways).toEqual(['::ffff:1.2.3.4']);
    expect(settings('{"host-gateway-ips": ["1.2.3.4"]}').hostGateways).toEqual(['1.2.3.4']);
  });

  test.each([
    ['{"mtuu": 1, "x": 2}', "the following directives don't match any configuration option: mtuu, x"],
    ['{"constructor": 1}', "the following directives don't match any configuration option: constructor"],
    ['{"foo": {"mtu": 1}}', 'none'],
    ['{"foo": {"bar": 1}}', "the following directives don't match any configuration option: bar"],
    ['{"dns": "x"}', 'invalid JSON: json: cannot unmarshal string into Go struct field Config.dns of type []net.IP'],
    [
      '{"dns": [5]}',
      'invalid JSON: json: cannot unmarshal number into Config.dns.0 of type net.IP: JSON value must be string type',
    ],
    ['{"mtu": 1.5}', 'invalid JSON: json: cannot unmarshal number 1.5 into Go struct field Config.mtu of type int'],
    [
      '{"log-opts": {"a": 1}}',
      'invalid JSON: json: cannot unmarshal number into Go struct field Config.log-opts.a of type string',
    ],
    [
      '{"default-address-pools": [{"base": 5}]}',
      'invalid JSON: json: cannot unmarshal number into Go struct field .0.base of type netip.Prefix: JSON value must be string type',
    ],
    [
      '{"default-address-pools": [{"base": "10.0.0.0/40"}]}',
      'invalid JSON: netip.ParsePrefix("10.0.0.0/40"): prefix length out of range',
    ],
    ['[]', 'invalid JSON: json: cannot unmarshal array into Go value of type map[string]interface {}'],
    [
      '{"dns-search": ["a b"]}',
      'merged configuration validation from file and command line flags failed: a b is not a valid domain',
    ],
    ['{"labels": ["a=1", "a=2"]}', 'conflict labels for a=2 and a=1'],
    [
      '{"hosts": ["a", "b"]}',
      'the following directives are specified both as a flag and in the configuration file: hosts: (from flag: [fd://], from file: [a b])',
    ],
  ])('%s', (text, words) => expect(refusal(text)).toBe(words));
});

test('a reload takes over what it may, and leaves the rest', () => {
  const running = settings('{"mtu": 1400, "labels": ["a=1"], "debug": true}');
  const after = reloaded(running, readSettings('{"mtu": 1300, "labels": ["b=2"], "live-restore": true}', '/f', []));
  expect(after).toEqual({ ...running, labels: ['b=2'], liveRestore: true });
});
