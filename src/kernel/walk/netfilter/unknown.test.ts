import { describe, expect, it } from 'vitest';
import { namespaceOf } from '../../kernel.ts';
import { newChain } from '../../netfilter/chains.ts';
import { chainFor } from '../../netfilter/chains.ts';
import { lenientRules } from '../../netfilter/rule/lenient.ts';
import { printRule } from '../../netfilter/rule/rule-text.ts';
import { explore } from '../../trace.ts';
import { addHost, createFixture, drops, echo, send, serve, tcp, wire, type Fixture } from '../walk.fixture.ts';

/** box and host on one wire, a server at port 80 of the host, whose filter table has the given rules: `INPUT -p tcp …`. */
function host(...rules: readonly string[]): Fixture {
  const fixture = createFixture();
  for (const id of ['host', 'box']) addHost(fixture, id);
  wire(fixture, ['host', 'eth0', '10.0.0.1/24'], ['box', 'eth0', '10.0.0.2/24']);
  serve(fixture, 'host', 'tcp', 80, 'server');
  fixture.programs['server'] = {};
  const namespace = namespaceOf(fixture.kernel, 'host');
  newChain(namespace, 'ip', 'filter', 'BLOCKED');
  for (const text of rules) {
    const [chain = '', ...words] = text.split(' ');
    chainFor(namespace, 'ip', 'filter', chain)?.rules.push(...lenientRules(words, 'ip'));
  }
  return fixture;
}

const statusOf = (fixture: Fixture, port = 80): string | undefined =>
  send(fixture, tcp('box', '10.0.0.1', port)).outcomes[0]?.status;

const SET = '-m set --match-set blocked src';

describe('a rule of a real host that is not wholly known', () => {
  it('ends a way whose packet meets all that is known of it, and names itself', () => {
    const fixture = host('INPUT -j ACCEPT -p icmp', `INPUT -p tcp ${SET} -m tcp --dport 80 -j DROP`);
    const { outcomes, ...trace } = send(fixture, tcp('box', '10.0.0.1', 80));
    expect(outcomes[0]).toMatchObject({
      status: 'unknown',
      rule: { table: 'filter', chain: 'INPUT', number: 2, hook: 'INPUT' },
    });
    expect(drops(trace as never)).toEqual(['host unknown']);
    expect(trace.hops.at(-1)?.decision).toMatchObject({ kind: 'rule', number: 2 });
  });

  it('is told where no hops are written down too, and at once', () => {
    const fixture = host(`INPUT ${SET} -j DROP`);
    const exploration = explore(fixture.kernel, fixture.programs, { clock: fixture.clock, seed: 1 });
    const asked = exploration.send(echo('box', '10.0.0.1'));
    expect(exploration.pass(1_000_000)).toBeLessThan(1000);
    expect(exploration.outcome(asked)?.status).toBe('unknown');
  });

  it('is passed over where what is known of it does not hold', () => {
    expect(statusOf(host(`INPUT -p tcp ${SET} -m tcp --dport 81 -j DROP`))).toBe('connected');
    expect(statusOf(host(`INPUT -s 10.0.9.0/24 ${SET} -j DROP`))).toBe('connected');
    expect(statusOf(host(`INPUT -p udp -j NFQUEUE --queue-num 0`))).toBe('connected');
  });

  it('does not matter where it decides nothing', () => {
    for (const rest of ['', '-j LOG --log-prefix x', '-j NFLOG --nflog-group 5', '-j TRACE --odd', '-j BLOCKED'])
      expect(statusOf(host(`INPUT ${SET} ${rest}`.trim())), rest).toBe('connected');
    expect(statusOf(host('INPUT -j CT --helper ftp'))).toBe('connected');
  });

  it('matters where the chain that it leads to may decide', () => {
    expect(statusOf(host('BLOCKED -p tcp -m tcp --dport 80 -j DROP', `INPUT ${SET} -j BLOCKED`))).toBe('unknown');
    expect(statusOf(host('BLOCKED -p udp -j DROP', `INPUT ${SET} -j BLOCKED`))).toBe('connected');
    expect(statusOf(host('BLOCKED -p tcp -j MARK --set-mark 1', `INPUT ${SET} -j BLOCKED`))).toBe('unknown');
  });

  it('has the say over answers too', () => {
    expect(statusOf(host(`OUTPUT ${SET} -j DROP`))).toBe('unknown');
  });

  it('is a target too', () => {
    expect(statusOf(host('INPUT -p tcp -j NFQUEUE --queue-num 0'))).toBe('unknown');
  });
});

describe('the words of such rules', () => {
  const written = (text: string): string[] =>
    lenientRules(text.split(' '), 'ip').map((rule) => printRule(rule, { counters: false }));

  it.each([
    '-s 10.0.0.0/8 -p tcp -m set --match-set a src,dst -m tcp --dport 80 -m comment --comment x -j DROP',
    '-p tcp -m tcp --dport 22 -m recent --set --name SSH --mask 255.255.255.255 --rsource -j ACCEPT',
    '-p tcp -m recent --update --seconds 60 --hitcount 4 --name SSH --mask 255.255.255.255 --rsource -j DROP',
    '-m owner ! --uid-owner 0 -j ACCEPT',
    '! -i lo -m conntrack --ctstate NEW -m hashlimit --hashlimit-upto 5/sec --hashlimit-burst 5 --hashlimit-name x -j RETURN',
    '-p tcp -m tcp --dport 22 -m geoip --source-country KP -j DROP',
    '-m osf --genre Linux -j DROP',
    '-p udp -j TPROXY --on-port 1 --on-ip 0.0.0.0 --tproxy-mark 0x1/0x1',
    '-m conntrack --ctstate NEW --ctodd 5 -j ACCEPT',
    '-d 10.0.0.1/32 -g CHAIN',
  ])('come back as they were: %s', (text) => {
    expect(written(text)).toEqual([text]);
  });

  it('are known words where the model knows them', () => {
    expect(lenientRules('-p tcp -m tcp --dport 80 -j DROP'.split(' '), 'ip')[0]?.matches[0]?.kind).toBe('tcp');
  });

  it('are an error where they are no rule at all', () => {
    expect(() => lenientRules(['nonsense'], 'ip')).toThrow('Bad argument');
    expect(() => lenientRules(['-s', 'nonsense', '-m', 'set'], 'ip')).toThrow();
  });
});
