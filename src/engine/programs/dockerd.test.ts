import { describe, expect, test } from 'vitest';
import type { DnsMessage, DnsType } from '../../kernel/packet/frame.ts';
import { connectNetwork, removeContainer, renameContainer, stopContainer } from '../api.ts';
import { network, run, rules, testHost } from '../engine.fixture.ts';
import { namespaceOf } from '../engine.fixture.ts';
import { findContainer } from '../refs.ts';
import { answer } from './dockerd.ts';

type Host = ReturnType<typeof testHost>;

const query = (name: string, type: DnsType, id = 1): DnsMessage => ({
  id,
  query: true,
  name,
  type,
  status: 'NOERROR',
  answers: [],
  edns: true,
  recursionDesired: true,
  recursionAvailable: false,
  authoritative: false,
});

const ask = (host: Host, from: string, name: string, type: DnsType = 'A', id = 1): string[] | undefined =>
  answer(host, findContainer(host, from), query(name, type, id))?.map(({ data }) => data);

function shop(): Host {
  const host = testHost();
  network(host, 'shop');
  run(host, 'web', { image: 'nginx', network: 'shop', networking: { shop: { Aliases: ['store'] } } });
  run(host, 'box', { network: 'shop', config: { Image: 'alpine', Hostname: 'third' } });
  return host;
}

describe('the embedded DNS server', () => {
  test('knows names, aliases, short ids and host names, also with the network’s name, in any case', () => {
    const host = shop();
    const short = host.engine.names.web?.slice(0, 12) ?? '';
    for (const name of ['web', 'WEB', 'store', 'web.shop', 'store.shop', short])
      expect(ask(host, 'box', name)).toEqual(['172.18.0.2']);
    expect(ask(host, 'web', 'third')).toEqual(['172.18.0.3']);
    expect(ask(host, 'box', 'web.nosuch')).toBeUndefined();
    expect(ask(host, 'box', 'constructor')).toBeUndefined();
  });

  test('answers with nothing for other types of a known name, and for addresses with the first name', () => {
    const host = shop();
    expect(ask(host, 'box', 'web', 'AAAA')).toEqual([]);
    expect(ask(host, 'box', 'web', 'MX')).toEqual([]);
    expect(ask(host, 'box', 'web', 'TXT')).toBeUndefined();
    expect(ask(host, 'box', '2.0.18.172.in-addr.arpa', 'PTR')).toEqual(['web.shop']);
    expect(ask(host, 'box', '9.0.18.172.in-addr.arpa', 'PTR')).toBeUndefined();
  });

  test('gives all addresses of a shared alias, in changing order', () => {
    const host = shop();
    for (const name of ['api1', 'api2', 'api3'])
      run(host, name, { network: 'shop', networking: { shop: { Aliases: ['api'] } } });
    const answers = Array.from({ length: 30 }, (_, id) => ask(host, 'box', 'api', 'A', id) ?? []);
    for (const each of answers) expect([...each].sort()).toEqual(['172.18.0.4', '172.18.0.5', '172.18.0.6']);
    expect(new Set(answers.map((each) => each.join())).size).toBeGreaterThan(2);
    stopContainer(host, 'api2', { timeout: 0 });
    removeContainer(host, 'api1', { force: true });
    expect(ask(host, 'box', 'api')).toEqual(['172.18.0.6']);
  });

  test('knows only networks that both share, the way out first', () => {
    const host = shop();
    network(host, 'aa');
    run(host, 'far', { network: 'aa' });
    expect(ask(host, 'far', 'web')).toBeUndefined();
    connectNetwork(host, 'aa', 'web');
    expect(ask(host, 'far', 'web')).toEqual(['172.19.0.3']);
    connectNetwork(host, 'aa', 'box');
    expect(ask(host, 'box', 'web')).toEqual(['172.19.0.3']);
    expect(ask(host, 'box', 'web.shop')).toEqual(['172.18.0.2']);
  });

  test('follows a rename at once', () => {
    const host = shop();
    renameContainer(host, 'web', 'front');
    expect([ask(host, 'box', 'front'), ask(host, 'box', 'web')]).toEqual([['172.18.0.2'], undefined]);
    expect(findContainer(host, 'front').networks.shop?.dnsNames?.[0]).toBe('front');
  });

  test('calls a link by its alias for the linking container alone', () => {
    const host = shop();
    run(host, 'l4', { network: 'shop', networking: { shop: { Links: ['web:foo'] } } });
    expect([ask(host, 'l4', 'foo'), ask(host, 'box', 'foo')]).toEqual([['172.18.0.2'], undefined]);
  });

  test('has IPv6 addresses where the network has', () => {
    const host = testHost();
    network(host, 'six', { EnableIPv6: true });
    run(host, 'web', { network: 'six' });
    expect(ask(host, 'web', 'web', 'AAAA')).toEqual([`${host.engine.ula}::2`]);
  });

  test('is reached through rules of the sandbox', () => {
    const host = shop();
    const { udp, tcp } = findContainer(host, 'box').sandbox?.resolver ?? { udp: 0, tcp: 0 };
    expect(rules(host, 'nat', 'ip', namespaceOf(host, 'box'))).toEqual([
      '-A OUTPUT -d 127.0.0.11/32 -j DOCKER_OUTPUT',
      '-A POSTROUTING -d 127.0.0.11/32 -j DOCKER_POSTROUTING',
      `-A DOCKER_OUTPUT -d 127.0.0.11/32 -p tcp -m tcp --dport 53 -j DNAT --to-destination 127.0.0.11:${tcp}`,
      `-A DOCKER_OUTPUT -d 127.0.0.11/32 -p udp -m udp --dport 53 -j DNAT --to-destination 127.0.0.11:${udp}`,
      `-A DOCKER_POSTROUTING -s 127.0.0.11/32 -p tcp -m tcp --sport ${tcp} -j SNAT --to-source :53`,
      `-A DOCKER_POSTROUTING -s 127.0.0.11/32 -p udp -m udp --sport ${udp} -j SNAT --to-source :53`,
    ]);
  });
});
