import { beforeAll, describe, expect, it } from 'vitest';
import { inverted, putConnection, type Connection, type Tuple } from '../../../kernel/netfilter/conntrack/conntrack.ts';
import { createLab } from '../../../world/lab.ts';
import type { World } from '../../../world/world.ts';
import type { Call } from '../../tool/call.ts';
import { labAfter, printed } from '../../shell.fixture.ts';
import { runTool } from '../../tool/run-tool.ts';
import { conntrack } from './conntrack.ts';
import { run as runLine } from '../../run.ts';

const NOW = 1_700_000_000_000;
const NAME = 'conntrack v1.4.9 (conntrack-tools)';

const connection = (original: Tuple, more: Partial<Connection>): Connection => ({
  original,
  reply: inverted(original),
  seenReply: true,
  assured: false,
  sourceNat: true,
  destinationNat: true,
  mark: 0,
  started: NOW,
  expires: NOW + 30_000,
  originalCounters: { packets: 1, bytes: 60 },
  replyCounters: { packets: 1, bytes: 60 },
  ...more,
});

const client = { source: '10.1.0.2', destination: '10.1.0.1' };
const server = { source: '10.2.0.2', destination: '10.2.0.1' };

/** A lab whose client tracked the flows that conntrack 1.4.9 listed in an experiment. */
function tracked(): World {
  const world = createLab({ seed: 1 });
  world.clock.now = NOW;
  const namespace = world.kernel.namespaces.client;
  const entries = [
    connection(
      { protocol: 'udp', source: '10.1.0.2', destination: '10.2.0.2', sourcePort: 47433, destinationPort: 99 },
      {
        reply: { protocol: 'udp', ...server, sourcePort: 99, destinationPort: 47433 },
        seenReply: false,
        expires: NOW + 29_500,
      },
    ),
    connection(
      { protocol: 'tcp', ...client, sourcePort: 60518, destinationPort: 8080 },
      {
        reply: { protocol: 'tcp', ...server, sourcePort: 80, destinationPort: 60518 },
        tcpState: 'TIME_WAIT',
        assured: true,
        expires: NOW + 119_999,
      },
    ),
    connection(
      { protocol: 'icmp', ...client, sourcePort: 30891, destinationPort: 30891 },
      { reply: { protocol: 'icmp', ...server, sourcePort: 30891, destinationPort: 30891 }, expires: NOW + 29_001 },
    ),
    connection({ protocol: 'udp', ...client, sourcePort: 5, destinationPort: 53 }, { expires: NOW }),
  ];
  for (const entry of entries) if (namespace) putConnection(namespace, entry, NOW - 1);
  return world;
}

const UDP =
  'udp      17 29 src=10.1.0.2 dst=10.2.0.2 sport=47433 dport=99 [UNREPLIED] src=10.2.0.2 dst=10.2.0.1 sport=99 dport=47433 mark=0 use=1\n';
const TCP =
  'tcp      6 119 TIME_WAIT src=10.1.0.2 dst=10.1.0.1 sport=60518 dport=8080 src=10.2.0.2 dst=10.2.0.1 sport=80 dport=60518 [ASSURED] mark=0 use=1\n';
const ICMP =
  'icmp     1 29 src=10.1.0.2 dst=10.1.0.1 type=8 code=0 id=30891 src=10.2.0.2 dst=10.2.0.1 type=0 code=0 id=30891 mark=0 use=1\n';

// From the second call on a tool answers at once.
beforeAll(async () => void (await runLine(createLab({ seed: 1 }), 'host1', 'conntrack -V')));

function run(line: string, world = tracked()): { out: string; err: string; exit: number } {
  let out = '';
  let err = '';
  const call = {
    argv: line.split(' '),
    place: 'client',
    world: () => world,
    update: <T>(recipe: (world: World) => T) => recipe(world),
    out: (text: string) => (out += text),
    err: (text: string) => (err += text),
  } as unknown as Call;
  const exit = runTool(conntrack, call) as number;
  return { out, err, exit };
}

const shown = (count: number): string => `${NAME}: ${count} flow entries have been shown.\n`;
const usage = (told: string): string =>
  `${NAME}: ${told}\nTry \`conntrack -h' or 'conntrack --help' for more information.\n`;

describe('conntrack -L', () => {
  it.each([
    ['conntrack -L', [UDP, TCP, ICMP]],
    ['conntrack -L -p tcp', [TCP]],
    ['conntrack -L -p tcp --dport 8080', [TCP]],
    ['conntrack -L -p tcp --sport 8080', []],
    ['conntrack -L -p tcp --orig-port-dst 8080', [TCP]],
    ['conntrack -p tcp -L --state TIME_WAIT', [TCP]],
    ['conntrack -L -p tcp --state ESTABLISHED', []],
    ['conntrack -L -d 10.1.0.1', [TCP, ICMP]],
    ['conntrack -L -s 10.1.0.0/24', [UDP, TCP, ICMP]],
    ['conntrack -L -r 10.2.0.2', [UDP, TCP, ICMP]],
    ['conntrack -L -q 10.1.0.2', []],
    ['conntrack -L -n', [UDP, TCP, ICMP]],
    ['conntrack -L -g', [TCP, ICMP]],
    ['conntrack -L -u ASSURED', [TCP]],
    ['conntrack -L -u UNREPLIED', [UDP]],
    ['conntrack -L -f ipv6', []],
    ['conntrack -L -m 0', [UDP, TCP, ICMP]],
  ])('%s', (line, lines) => {
    expect(run(line)).toEqual({ out: lines.join(''), err: shown(lines.length), exit: 0 });
  });

  it('names the layers with -o extended', () => {
    expect(run('conntrack -L -o extended -p icmp').out).toBe(`ipv4     2 ${ICMP}`);
  });
});

describe('conntrack', () => {
  it('counts, deletes and flushes', () => {
    const world = tracked();
    expect(run('conntrack -C', world)).toEqual({ out: '3\n', err: '', exit: 0 });
    const deleted = { out: TCP, err: `${NAME}: 1 flow entries have been deleted.\n`, exit: 0 };
    expect(run('conntrack -D -p tcp --dport 8080', world)).toEqual(deleted);
    const none = { out: '', err: `${NAME}: 0 flow entries have been deleted.\n`, exit: 1 };
    expect(run('conntrack -D -p tcp --dport 8080', world)).toEqual(none);
    const emptied = { out: '', err: `${NAME}: connection tracking table has been emptied.\n`, exit: 0 };
    expect(run('conntrack -F', world)).toEqual(emptied);
    expect(run('conntrack -L', world)).toEqual({ out: '', err: shown(0), exit: 0 });
    expect(world.kernel.namespaces.client?.replies).toEqual({});
  });

  it('shows what bridges reported when they came up, and its statistics', async () => {
    const { at } = await labAfter('docker network create --subnet 10.9.0.0/24 lan');
    const report = (source: string, left: number): string =>
      `unknown  2 ${left} src=${source} dst=224.0.0.22 [UNREPLIED] src=224.0.0.22 dst=${source} mark=0 use=1\n`;
    expect(await at('host1', 'conntrack -L -p igmp')).toEqual(
      printed(report('172.17.0.1', 600) + report('10.9.0.1', 600), shown(2)),
    );
    expect((await at('host1', 'cat /proc/net/nf_conntrack')).stdout).toMatch(
      /^ipv4 {5}2 unknown {2}2 600 src=172\.17\.0\.1 dst=224\.0\.0\.22 \[UNREPLIED\] src=\S+ dst=\S+ mark=0 zone=0 use=2\n/,
    );
    expect((await at('host1', 'iptables -t nat -L OUTPUT -v -n -x')).stdout).toContain('ACCEPT 2 packets, 80 bytes');
    await at('host1', 'docker network rm lan && docker network create --subnet 10.9.0.0/24 lan');
    expect((await at('host1', 'iptables -t nat -L OUTPUT -v -n -x')).stdout).toContain('ACCEPT 2 packets, 80 bytes');
    expect((await at('host1', 'conntrack -S')).stdout).toMatch(/^cpu=0 {3}\tfound=0 invalid=0 .*\ncpu=1 .*\n$/);
    expect(await at('host1', 'timeout 1 conntrack -E')).toEqual(
      printed('', `${NAME}: 0 flow events have been shown.\n`, 124),
    );
  });

  it.each([
    ['conntrack -L --dport 8080', "unknown option `--dport'"],
    ['conntrack -L -p tcp --dport', "option `--dport' requires an argument"],
    ['conntrack -L -p nonsense', "`nonsense' unsupported protocol"],
    ['conntrack -L -p tcp --state FOO', "unknown TCP state `FOO'"],
    ['conntrack -L -s nowhere', "Invalid IP address `nowhere'"],
    ['conntrack -L -s 10.1.0.0/99', 'Invalid netmask'],
    ['conntrack -L foo', "unknown type `foo'"],
    ['conntrack -L -F', 'Invalid commands combination'],
    ['conntrack -L -u FOO', "Bad parameter `FOO'"],
    ['conntrack -F -s 10.1.0.1', "Illegal option `--src' with this command"],
    ['conntrack -s 1.1.1.1', "Illegal option `--src' with this command"],
    ['conntrack --foo', "unknown option `--foo'"],
  ])('refuses %s', (line, told) => {
    expect(run(line)).toEqual({ out: '', err: usage(told), exit: 2 });
  });
});

describe('conntrack -E', () => {
  it('tells of each state that a connection comes to, and of its end', async () => {
    const { at } = await labAfter('docker run -d --name web -p 8080:80 nginx');
    await at('host1', 'sh -c "timeout 4 conntrack -E -p tcp > /tmp/seen 2>&1 &"');
    await at('client', 'curl -s -o /dev/null http://192.168.65.10:8080/');
    await at('host1', 'conntrack -F 2> /dev/null; sleep 5');
    const { stdout } = await at('host1', "awk '{print $1, $5}' /tmp/seen");
    expect(stdout.split('\n').slice(0, 7)).toEqual([
      '[NEW] SYN_SENT',
      '[UPDATE] SYN_RECV',
      '[UPDATE] ESTABLISHED',
      '[UPDATE] FIN_WAIT',
      '[UPDATE] LAST_ACK',
      '[UPDATE] TIME_WAIT',
      '[DESTROY] TIME_WAIT',
    ]);
    expect((await at('host1', 'tail -n 1 /tmp/seen')).stdout).toBe(`${NAME}: 7 flow events have been shown.\n`);
  });
});
