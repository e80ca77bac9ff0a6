import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Resolver } from './resolver.ts';
import { RuleError } from './rule-error.ts';
import { sameRule } from './rule.ts';
import { parseRule, parseRules, printRule, rule } from './rule-text.ts';
import type { AddressType, CtState, Match, Negatable, PortRange, RejectWith, Rule, Target, TcpFlag } from '../table.ts';

/** Reads a line as iptables-restore does: double quotes hold words together. */
const wordsOf = (text: string): string[] =>
  (text.match(/"(?:\\.|[^"\\])*"|\S+/gs) ?? []).map((word) =>
    word.startsWith('"') ? word.slice(1, -1).replace(/\\(.)/gs, '$1') : word,
  );

const negatable = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Negatable<T>> => fc.record({ not: fc.boolean(), value });
const some = <T>(...values: T[]): fc.Arbitrary<T[]> => fc.subarray(values, { minLength: 1 });
const octet = fc.integer({ min: 0, max: 255 });
const host = fc.tuple(octet, octet, octet, octet).map((parts) => parts.join('.'));
const prefix = fc.oneof(
  host.map((address) => ({ address, length: 32 })),
  fc.tuple(octet, octet).map(([a, b]) => ({ address: `${a}.${b}.0.0`, length: 16 })),
);
const device = fc.constantFrom('eth0', 'docker0', 'br-0123456789ab', 'veth+', 'lo');
const port = fc.integer({ min: 1, max: 65535 });
const range: fc.Arbitrary<PortRange> = fc
  .tuple(port, port)
  .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
const mark = {
  not: fc.boolean(),
  value: fc.integer({ min: 0, max: 0xffffffff }),
  mask: fc.constantFrom(0xffffffff, 0xff),
};
const text = fc.string({ maxLength: 40 }).filter((each) => !/[\n\0]/.test(each));

const conntrackMatch = fc.record(
  {
    kind: fc.constant('conntrack' as const),
    states: negatable(some<CtState>('INVALID', 'NEW', 'RELATED', 'ESTABLISHED', 'UNTRACKED', 'SNAT', 'DNAT')),
    originalSource: negatable(prefix),
    replyDestination: negatable(prefix),
    originalDestinationPort: negatable(range),
    expires: negatable(range),
    direction: fc.constantFrom('ORIGINAL' as const, 'REPLY' as const),
  },
  { requiredKeys: ['kind', 'states'] },
);
const flags = some<TcpFlag>('FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG');
const tcpMatch = fc.record(
  {
    kind: fc.constant('tcp' as const),
    sourcePort: negatable(range),
    destinationPort: negatable(range),
    flags: negatable(fc.record({ mask: flags, set: flags })),
  },
  { requiredKeys: ['kind'] },
);
const otherMatch: fc.Arbitrary<Match> = fc.oneof(
  conntrackMatch,
  fc.record({ kind: fc.constant('comment' as const), text }),
  fc.record({ kind: fc.constant('mark' as const), ...mark }),
  fc.record({ kind: fc.constant('connmark' as const), ...mark }),
  fc.record({
    kind: fc.constant('state' as const),
    states: negatable(some<CtState>('INVALID', 'NEW', 'RELATED', 'ESTABLISHED')),
  }),
  fc.record({
    kind: fc.constant('addrtype' as const),
    destination: negatable(some<AddressType>('UNICAST', 'LOCAL', 'BROADCAST')),
  }),
  fc.record({ kind: fc.constant('length' as const), range: negatable(range) }),
  fc.record({ kind: fc.constant('mac' as const), source: negatable(fc.constant('02:42:ac:11:00:02')) }),
  fc.record({ kind: fc.constant('iprange' as const), source: negatable(fc.record({ from: host, to: host })) }),
  fc.record({
    kind: fc.constant('multiport' as const),
    direction: fc.constantFrom('sports' as const, 'dports' as const, 'ports' as const),
    not: fc.boolean(),
    ports: fc.array(range, { minLength: 1, maxLength: 7 }),
  }),
  fc.record({
    kind: fc.constant('string' as const),
    pattern: fc.oneof(fc.string({ minLength: 1, maxLength: 9 }), fc.constant('\r\n|x')),
    not: fc.boolean(),
    algorithm: fc.constantFrom('bm', 'kmp'),
    from: fc.constantFrom(0, 40),
    to: fc.constantFrom(65_535, 90),
    anyCase: fc.boolean(),
  }),
  fc.record(
    {
      kind: fc.constant('recent' as const),
      action: fc.constantFrom('set' as const, 'rcheck' as const, 'update' as const, 'remove' as const),
      not: fc.boolean(),
      name: fc.constantFrom('DEFAULT', 'ssh'),
      side: fc.constantFrom('source' as const, 'destination' as const),
      mask: fc.constantFrom('255.255.255.255', '255.255.0.0'),
      seconds: fc.integer({ min: 1, max: 99 }),
      hitcount: fc.integer({ min: 1, max: 99 }),
    },
    { requiredKeys: ['kind', 'action', 'not', 'name', 'side', 'mask'] },
  ),
  fc.record({
    kind: fc.constant('connlimit' as const),
    limit: fc.nat(99),
    upTo: fc.boolean(),
    mask: fc.constantFrom(0, 24, 32),
    side: fc.constantFrom('source' as const, 'destination' as const),
  }),
  fc.record(
    {
      kind: fc.constant('time' as const),
      from: fc.constantFrom(0, 1_700_000_000),
      until: fc.constantFrom(0x7fffffff, 1_800_000_001),
      start: fc.nat(86_399),
      stop: fc.nat(86_399),
      weekdays: fc.subarray([1, 2, 3, 4, 5, 6], { minLength: 1 }),
      monthdays: fc.subarray([1, 11, 22, 31], { minLength: 1 }),
      contiguous: fc.constant(true as const),
    },
    { requiredKeys: ['kind', 'from', 'until', 'start', 'stop'] },
  ),
  fc.record({ kind: fc.constant('quota' as const), octets: fc.nat(), not: fc.boolean() }),
  fc.record({ kind: fc.constant('owner' as const), user: negatable(range) }),
);
const target: fc.Arbitrary<Target> = fc.oneof(
  fc.constantFrom<Target>({ kind: 'ACCEPT' }, { kind: 'DROP' }, { kind: 'RETURN' }, { kind: 'NOTRACK' }),
  fc.record({
    kind: fc.constant('jump' as const),
    chain: fc.constantFrom('DOCKER', 'DOCKER-USER'),
    goto: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('REJECT' as const),
    with: fc.constantFrom<RejectWith>('icmp-port-unreachable', 'tcp-reset'),
  }),
  fc.record({ kind: fc.constant('DNAT' as const), to: fc.record({ address: host, port }) }),
  fc.record({ kind: fc.constant('SNAT' as const), to: fc.record({ address: host }) }),
  fc.record({ kind: fc.constant('MASQUERADE' as const) }),
  fc.record({ kind: fc.constant('REDIRECT' as const), ports: range }),
  fc.record({
    kind: fc.constant('LOG' as const),
    prefix: text.map((each) => each.slice(0, 29)),
    level: fc.integer({ min: 0, max: 7 }),
    flags: fc.constantFrom(0, 1, 14, 32),
  }),
  fc.record({ kind: fc.constant('MARK' as const), value: fc.integer({ min: 0, max: 255 }), mask: fc.constant(255) }),
);

const anyRule: fc.Arbitrary<Rule> = fc
  .record(
    {
      source: negatable(prefix),
      destination: negatable(prefix),
      in: negatable(device),
      out: negatable(device),
      tcp: tcpMatch,
      others: fc.array(otherMatch, { maxLength: 3 }),
      target,
      fragment: fc.record({ not: fc.boolean() }),
    },
    { requiredKeys: ['tcp', 'others'] },
  )
  .map(({ tcp, others, ...rest }) => ({
    ...rest,
    protocol: { not: false, value: 'tcp' },
    matches: [tcp, ...others],
    counters: { packets: 0, bytes: 0 },
  }));

describe('two rules', () => {
  const plain = rule('-d 172.17.0.2/32 -s 10.0.0.0/8 -i eth0 ! -o docker0 -j DROP', 'ip');

  it('are the same whatever they counted, and whatever order their parts came in', () => {
    const counted = { ...plain, counters: { packets: 7, bytes: 420 }, handle: 9 };
    const turned = Object.fromEntries(Object.entries(counted).reverse()) as unknown as Rule;
    expect([sameRule(plain, counted), sameRule(plain, turned), sameRule(turned, plain)]).toEqual([true, true, true]);
  });

  it.each([
    '-d 172.17.0.3/32 -s 10.0.0.0/8 -i eth0 ! -o docker0 -j DROP',
    '-d 172.17.0.2/32 -s 10.0.0.0/9 -i eth0 ! -o docker0 -j DROP',
    '-d 172.17.0.2/32 -s 10.0.0.0/8 -i eth0 -o docker0 -j DROP',
    '-d 172.17.0.2/32 -s 10.0.0.0/8 -i eth1 ! -o docker0 -j DROP',
    '-d 172.17.0.2/32 -s 10.0.0.0/8 -i eth0 -j DROP',
    '-d 172.17.0.2/32 -s 10.0.0.0/8 -i eth0 ! -o docker0 -j ACCEPT',
  ])('differ: %s', (text) => {
    const other = rule(text, 'ip');
    expect([sameRule(plain, other), sameRule(other, plain)]).toEqual([false, false]);
  });
});

describe('a rule as text', () => {
  it('reads back as the rule it was printed from', () => {
    fc.assert(
      fc.property(anyRule, (given) => {
        const read = parseRule(wordsOf(printRule(given)));
        expect(sameRule(read, given), printRule(given)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('prints the same again after it was read', () => {
    fc.assert(
      fc.property(anyRule, (given) => {
        const once = printRule(given);
        expect(printRule(parseRule(wordsOf(once)))).toBe(once);
      }),
    );
  });

  it.each([
    ['--protocol tcp --destination-port 80 --jump ACCEPT', '-p tcp -m tcp --dport 80 -j ACCEPT'],
    ['-ptcp --dport=80 -jACCEPT', '-p tcp -m tcp --dport 80 -j ACCEPT'],
    ['-m state --state ESTABLISHED,RELATED', '-m state --state RELATED,ESTABLISHED'],
    ['-s 10.1.2.3/255.255.0.0 -d 10/8', '-s 10.1.0.0/16 -d 10.0.0.0/8'],
    ['-p tcp --syn', '-p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN'],
    ['-p icmp --icmp-type echo-request', '-p icmp -m icmp --icmp-type 8'],
    ['-p 6 ! --sport 1024:', '-p tcp -m tcp ! --sport 1024:65535'],
    ['-j REJECT', '-j REJECT --reject-with icmp-port-unreachable'],
    ['-j MARK --set-mark 0x10', '-j MARK --set-xmark 0x10/0xffffffff'],
    ['-m limit --limit 60/minute --limit-burst 3', '-m limit --limit 1/sec --limit-burst 3'],
  ])('reads %s', (written, printed) => {
    expect(printRule(rule(written))).toBe(printed);
  });

  it('knows the names that a resolver knows', () => {
    const resolver: Resolver = {
      addresses: (host) => (host === 'example.com' ? ['203.0.113.10', '203.0.113.11'] : []),
      port: (service) => ({ http: 80, https: 443 })[service],
    };
    const words = '-s example.com -p tcp -m multiport --dports http,https'.split(' ');
    expect(parseRules(words, 'ip', resolver).map((each) => printRule(each))).toEqual([
      '-s 203.0.113.10/32 -p tcp -m multiport --dports 80,443',
      '-s 203.0.113.11/32 -p tcp -m multiport --dports 80,443',
    ]);
    expect(() => rule('-s example.com')).toThrow("host/network `example.com' not found");
    expect(() => rule('-p tcp --dport http')).toThrow("invalid port/service `http' specified");
  });

  it('makes a rule for each pair of several sources and destinations', () => {
    const rules = parseRules(['-s', '1.1.1.1,2.2.2.2', '-d', '3.3.3.3,4.4.4.4/8', '-j', 'DROP']);
    expect(rules.map((each) => printRule(each))).toEqual([
      '-s 1.1.1.1/32 -d 3.3.3.3/32 -j DROP',
      '-s 1.1.1.1/32 -d 4.0.0.0/8 -j DROP',
      '-s 2.2.2.2/32 -d 3.3.3.3/32 -j DROP',
      '-s 2.2.2.2/32 -d 4.0.0.0/8 -j DROP',
    ]);
  });

  it.each([
    ['--dport 80', 'unknown option "--dport"'],
    ['-p tcp --dport', 'option "--dport" requires an argument'],
    ['-p nonsense', 'unknown protocol "nonsense" specified'],
    ['-s constructor', "host/network `constructor' not found"],
    ['-p toString', 'unknown protocol "toString" specified'],
  ])('refuses %s', (written, message) => {
    expect(() => rule(written)).toThrow(new RuleError(message));
  });

  it('never fails but with the words of iptables', () => {
    const word = fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.constantFrom(
        '-p',
        'tcp',
        '-m',
        'conntrack',
        '--dport',
        '80',
        '!',
        '-j',
        'DNAT',
        'string',
        '--algo',
        '--hex-string',
        '|0d 0|',
        'recent',
        '--update',
        '--mask',
        'time',
        '--timestart',
        '--weekdays',
        'hashlimit',
        '--hashlimit-upto',
        '5/',
        '--hashlimit-name',
        'owner',
        '--uid-owner',
        '5-',
        '--to-destination',
        '1.2.3.4',
        '--ctstate',
        '-s',
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        try {
          parseRules(words);
        } catch (error) {
          expect(error).toBeInstanceOf(RuleError);
        }
      }),
    );
  });
});
