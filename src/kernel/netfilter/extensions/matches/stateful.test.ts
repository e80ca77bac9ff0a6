import { describe, expect, it } from 'vitest';
import type { Packet, TcpFlags } from '../../../packet/frame.ts';
import { applyEffects } from '../../../effects.ts';
import { emptyKernel, type Kernel } from '../../../kernel.ts';
import { createNamespace } from '../../../namespaces.ts';
import type { Namespace } from '../../../namespace.ts';
import { appendRule, flushChain } from '../../chains.ts';
import { runHook } from '../../hook.ts';
import { createMemory, effectsOf } from '../../memory.ts';
import { RuleError } from '../../rule/rule-error.ts';
import { parseRule, printRule } from '../../rule/rule-text.ts';
import { forgetUnused, recentKey } from '../../shared.ts';
import type { Hook } from '../../table.ts';

/** A rule of a line, in which words may be quoted. */
const rule = (line: string) =>
  parseRule(
    (line.match(/"(?:\\.|[^"\\])*"|\S+/g) ?? []).map((word) => word.replace(/^"(.*)"$/, '$1').replace(/\\(.)/g, '$1')),
  );

const HOST = '192.168.65.10';
const START = Date.UTC(2026, 0, 5, 9);

/** A namespace with rules in one chain of the filter table; packets are sent to it one after the other, and leave what they leave. */
function lab(hook: Hook, ...rules: string[]) {
  const kernel: Kernel = emptyKernel();
  const namespace: Namespace = createNamespace(kernel, 'host1');
  for (const text of rules) expect(appendRule(namespace, 'ip', 'filter', hook, rule(text))).toBe('ok');
  let now = START;
  const pass = (packet: Packet): string => {
    const memory = createMemory(namespace);
    const hooks: Hook[] = hook === 'OUTPUT' ? ['OUTPUT', 'POSTROUTING'] : ['PREROUTING', 'INPUT'];
    let connection: Parameters<typeof runHook>[0]['connection'];
    for (const each of hooks) {
      const result = runHook({
        memory,
        family: 'ip',
        hook: each,
        packet,
        in: hook === 'OUTPUT' ? undefined : 'eth0',
        out: hook === 'OUTPUT' ? 'eth0' : undefined,
        physIn: undefined,
        physOut: undefined,
        sourceMac: undefined,
        now,
        connection,
        addressType: (ip) => (ip === HOST ? 'LOCAL' : 'UNICAST'),
        primaryAddress: () => HOST,
        tell: undefined,
      });
      connection = result.connection;
      if (result.verdict !== 'accept') {
        applyEffects(kernel, effectsOf(memory, now));
        return 'dropped';
      }
    }
    applyEffects(kernel, effectsOf(memory, now));
    return 'passed';
  };
  return { namespace, pass, wait: (seconds: number) => void (now += seconds * 1000) };
}

const tcp = (source: string, port: number, flags: TcpFlags = 'S', data = '', destinationPort = 80): Packet => ({
  kind: 'ip',
  source,
  destination: HOST,
  ttl: 64,
  transport: { kind: 'tcp', sourcePort: port, destinationPort, flags, data },
});

const times = <T>(count: number, act: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => act(i));

describe('-m recent', () => {
  const RULES = ['-m recent --update --seconds 60 --hitcount 3 --name ssh -j DROP', '-m recent --set --name ssh'];

  it('lets so many packets of an address pass in so many seconds', () => {
    const { pass, wait } = lab('INPUT', ...RULES);
    expect(times(5, (i) => pass(tcp('10.0.0.1', 1000 + i)))).toEqual([
      'passed',
      'passed',
      'passed',
      'dropped',
      'dropped',
    ]);
    expect(pass(tcp('10.0.0.2', 1))).toBe('passed');
    wait(61);
    expect(pass(tcp('10.0.0.1', 2000))).toBe('passed');
  });

  it('keeps its list as long as a rule speaks of it', () => {
    const { namespace, pass } = lab('INPUT', ...RULES);
    pass(tcp('10.0.0.1', 1));
    expect(namespace.netfilter.shared?.[recentKey('ssh')]).toHaveLength(1);
    flushChain(namespace, 'ip', 'filter', 'INPUT');
    forgetUnused(namespace);
    expect(namespace.netfilter.shared).toBeUndefined();
  });

  it('keeps a hundred addresses', () => {
    const { namespace, pass } = lab('INPUT', '-m recent --set --name many');
    for (let i = 0; i < 120; i++) pass(tcp(`10.0.${i >> 4}.${i & 15}`, 1));
    expect(namespace.netfilter.shared?.[recentKey('many')]).toHaveLength(100);
  });
});

describe('-m hashlimit', () => {
  it('has a bucket for each source, which fills with time', () => {
    const { pass, wait } = lab(
      'INPUT',
      '-m hashlimit --hashlimit-above 2/min --hashlimit-burst 2 --hashlimit-mode srcip --hashlimit-name h -j DROP',
    );
    expect(times(4, (i) => pass(tcp('10.0.0.1', i + 1)))).toEqual(['passed', 'passed', 'dropped', 'dropped']);
    expect(pass(tcp('10.0.0.2', 1))).toBe('passed');
    wait(31);
    expect(times(2, (i) => pass(tcp('10.0.0.1', 50 + i)))).toEqual(['passed', 'dropped']);
  });

  it('counts the sources of a block together', () => {
    const { pass } = lab(
      'INPUT',
      '-m hashlimit --hashlimit-above 1/hour --hashlimit-burst 1 --hashlimit-mode srcip --hashlimit-srcmask 24 --hashlimit-name h -j DROP',
    );
    expect([pass(tcp('10.0.0.1', 1)), pass(tcp('10.0.0.2', 1)), pass(tcp('10.0.1.1', 1))]).toEqual([
      'passed',
      'dropped',
      'passed',
    ]);
  });
});

describe('-m connlimit', () => {
  const RULE = '-p tcp -m tcp --dport 80 -m connlimit --connlimit-above 2 -j DROP';

  it('counts the connections of an address that stand', () => {
    const { pass } = lab('INPUT', RULE);
    expect(times(4, (i) => pass(tcp('10.0.0.1', 1000 + i)))).toEqual(['passed', 'passed', 'dropped', 'dropped']);
    // What belongs to a connection that was let in passes on.
    expect(pass(tcp('10.0.0.1', 1000, '.'))).toBe('passed');
    expect(pass(tcp('10.0.0.2', 1000))).toBe('passed');
  });

  it('counts those no more that were reset', () => {
    const { pass } = lab('INPUT', RULE);
    times(2, (i) => pass(tcp('10.0.0.1', 1000 + i)));
    pass(tcp('10.0.0.1', 1000, 'R'));
    expect(pass(tcp('10.0.0.1', 1005))).toBe('passed');
  });

  it('counts what its own rule has met alone', () => {
    const { pass } = lab('INPUT', RULE);
    times(3, (i) => pass(tcp('10.0.0.1', 1000 + i, 'S', '', 22)));
    expect(pass(tcp('10.0.0.1', 2000))).toBe('passed');
  });
});

describe('-m string', () => {
  it.each([
    ['--string "GET /admin" --algo bm', 'GET /admin HTTP/1.1', 'dropped'],
    ['--string "GET /admin" --algo bm', 'GET / HTTP/1.1', 'passed'],
    ['--string "get /ADMIN" --algo kmp --icase', 'GET /admin HTTP/1.1', 'dropped'],
    ['--hex-string "|0d0a|x" --algo bm', 'a\r\nx', 'dropped'],
    ['! --string "x" --algo bm', 'abc', 'dropped'],
    ['--string "abc" --algo bm --to 30', 'abc', 'passed'],
    ['--string "abc" --algo bm --from 40', 'abc', 'dropped'],
  ])('%s in %s', (match, data, fate) => {
    const { pass } = lab('INPUT', `-m string ${match} -j DROP`);
    expect(pass(tcp('10.0.0.1', 1, 'P.', data))).toBe(fate);
  });
});

describe('-m time', () => {
  // The lab's clock begins on a Monday, the fifth, at nine o'clock UTC.
  it.each([
    ['--timestart 08:00 --timestop 10:00', 'dropped'],
    ['--timestart 10:00 --timestop 12:00', 'passed'],
    ['--timestart 22:00 --timestop 09:30', 'dropped'],
    ['--weekdays Mon', 'dropped'],
    ['! --weekdays Mo', 'passed'],
    ['--monthdays 5,6', 'dropped'],
    ['--datestart 2026-01-05T09:00:01', 'passed'],
    ['--datestop 2026-01-06', 'dropped'],
    ['--weekdays Sun --timestart 22:00 --timestop 10:00', 'passed'],
    ['--weekdays Sun --timestart 22:00 --timestop 10:00 --contiguous', 'dropped'],
  ])('%s', (match, fate) => {
    expect(lab('INPUT', `-m time ${match} -j DROP`).pass(tcp('10.0.0.1', 1))).toBe(fate);
  });
});

describe('-m owner and -m quota', () => {
  it('knows whose socket a packet comes from', () => {
    const answer = tcp('10.0.0.1', 80, 'R.');
    expect(lab('OUTPUT', '-m owner --uid-owner 0 -j DROP').pass(tcp('10.0.0.1', 1))).toBe('dropped');
    expect(lab('OUTPUT', '-m owner --uid-owner 1000 -j DROP').pass(tcp('10.0.0.1', 1))).toBe('passed');
    expect(lab('OUTPUT', '-m owner --uid-owner 0 -j DROP').pass(answer)).toBe('passed');
    expect(lab('OUTPUT', '-m owner ! --uid-owner 0 -j DROP').pass(answer)).toBe('dropped');
  });

  it('lets so many octets pass', () => {
    const { pass } = lab('INPUT', '-m quota --quota 130 -j ACCEPT', '-j DROP');
    expect(times(4, (i) => pass(tcp('10.0.0.1', i + 1)))).toEqual(['passed', 'passed', 'dropped', 'dropped']);
  });
});

it.each([
  ['-m string --algo bm --string "a b\\"c"', '-m string --string "a b\\"c" --algo bm'],
  ['-m recent --set', '-m recent --set --name DEFAULT --mask 255.255.255.255 --rsource'],
  ['-m connlimit ! --connlimit-above 3', '-m connlimit --connlimit-upto 3 --connlimit-mask 32 --connlimit-saddr'],
  ['-m time --weekdays 1,2,3,4,5,6,7', '-m time --datestop 2038-01-19T03:14:07'],
  [
    '-m hashlimit --hashlimit 60/min --hashlimit-name h',
    '-m hashlimit --hashlimit-upto 1/sec --hashlimit-burst 5 --hashlimit-name h',
  ],
  ['-m owner --uid-owner 5-9', '-m owner --uid-owner 5-9'],
  ['-j NFLOG --nflog-size 9 --nflog-prefix "a b"', '-j NFLOG --nflog-prefix "a b" --nflog-size 9'],
  ['-j TRACE', '-j TRACE'],
])('%s is printed as %s', (written, printed) => {
  expect(printRule(rule(written))).toBe(printed);
});

it.each([
  ['-m recent --set --update', 'recent: option "--set" cannot be used together with "--update".\n'],
  ['-m time --weekdays constructor', 'constructor is not a valid day specifier'],
  ['-m hashlimit --hashlimit-upto 5/min', 'hashlimit: option "--hashlimit-name" must be specified\n'],
  ['-m string --string abc', 'string: option "--algo" must be specified\n'],
  ['-m owner', 'owner: At least one of --uid-owner, --gid-owner or --socket-exists is required'],
])('%s is refused', (written, message) => {
  expect(() => rule(written)).toThrow(new RuleError(message));
});
