import { describe, expect, it } from 'vitest';
import { keyOf, putConnection, type Connection } from './conntrack/conntrack.ts';
import type { Icmp, Packet, TcpFlags } from '../packet/frame.ts';
import type { Decision } from '../hop.ts';
import { createNamespace } from '../namespaces.ts';
import { emptyKernel } from '../kernel.ts';
import type { Namespace } from '../namespace.ts';
import { appendRule, newChain, setPolicy } from './chains.ts';
import { filtersAt, runHook, tracksConnections, type HookContext, type HookResult } from './hook.ts';
import { addCounts, createMemory, effectsOf, type FilterMemory } from './memory.ts';
import { rule } from './rule/rule-text.ts';
import type { Hook, TableName } from './table.ts';

const CLIENT = '192.168.65.50';
const HOST = '192.168.65.10';
const SERVER = '172.17.0.2';
const NOW = 1_000_000;

const namespace = (): Namespace => createNamespace(emptyKernel(), 'host1');

/** Adds rules as iptables-save writes them: `nat PREROUTING -j DOCKER`. Chains are made on their first use. */
function withRules(...lines: string[]): Namespace {
  const made = namespace();
  for (const line of lines) {
    const [table = '', chain = '', ...words] = line.split(' ');
    for (const name of [chain, words[words.indexOf('-j') + 1] ?? '']) {
      if (/^[A-Z]+-?[0-9]$/.test(name)) newChain(made, 'ip', table as TableName, name);
    }
    expect(appendRule(made, 'ip', table as TableName, chain, rule(words.join(' ')))).toBe('ok');
  }
  return made;
}

const tcp = (source: string, destination: string, flags: TcpFlags = 'S', data = ''): Packet => {
  const [from = '', sourcePort = '0'] = source.split(':');
  const [to = '', destinationPort = '0'] = destination.split(':');
  const transport = { kind: 'tcp' as const, sourcePort: +sourcePort, destinationPort: +destinationPort, flags, data };
  return { kind: 'ip', source: from, destination: to, ttl: 64, transport };
};

const udp = (source: string, destination: string): Packet => {
  const like = tcp(source, destination).transport as { sourcePort: number; destinationPort: number };
  const [from = '', to = ''] = [source.split(':')[0], destination.split(':')[0]];
  const { sourcePort, destinationPort } = like;
  const data = { kind: 'text' as const, text: '' };
  return {
    kind: 'ip',
    source: from,
    destination: to,
    ttl: 64,
    transport: { kind: 'udp', sourcePort, destinationPort, data },
  };
};

const icmp = (source: string, destination: string, type: Icmp['type'], about?: Packet): Packet => ({
  kind: 'ip',
  source,
  destination,
  ttl: 64,
  transport: { kind: 'icmp', type, id: 7, sequence: 1, size: 56, ...(about ? { about } : {}) },
});

/** What the ends of a packet read like. */
function ends({ source, destination, transport }: Packet): string {
  if (transport.kind === 'icmp') return `${source} > ${destination}`;
  return `${source}:${transport.sourcePort} > ${destination}:${transport.destinationPort}`;
}

interface Told {
  readonly decision: Decision;
  readonly verdict: string;
  readonly packet: Packet;
}

/** Sends a packet through hooks of a namespace, one after the other. */
function through(memory: FilterMemory, hooks: Hook[], packet: Packet, more: Partial<HookContext> = {}) {
  const told: Told[] = [];
  let result: HookResult = { verdict: 'accept', packet, connection: more.connection };
  for (const hook of hooks) {
    const inward = hook === 'PREROUTING' || hook === 'INPUT' || hook === 'FORWARD';
    const outward = hook !== 'PREROUTING' && hook !== 'INPUT';
    result = runHook({
      memory,
      family: 'ip',
      hook,
      in: inward ? 'eth0' : undefined,
      out: outward ? 'docker0' : undefined,
      physIn: undefined,
      physOut: undefined,
      sourceMac: undefined,
      now: NOW,
      addressType: (ip) => (ip === HOST ? 'LOCAL' : 'UNICAST'),
      primaryAddress: (device) => ({ eth0: HOST, docker0: '172.17.0.1' })[device],
      tell: (decision, verdict, after) => told.push({ decision, verdict, packet: after }),
      ...more,
      packet: result.packet,
      connection: result.connection,
    });
    if (result.verdict !== 'accept') break;
  }
  return { result, told };
}

const FORWARDING: Hook[] = ['PREROUTING', 'FORWARD', 'POSTROUTING'];
const INWARD: Hook[] = ['PREROUTING', 'INPUT'];
const OUTWARD: Hook[] = ['OUTPUT', 'POSTROUTING'];

/** The connections a trace leaves behind. */
const kept = (memory: FilterMemory): Connection[] =>
  effectsOf(memory, 0).flatMap((effect) => (effect.kind === 'connection' ? [effect.connection] : []));

const describeTold = ({ decision, verdict }: Told): string => {
  if (decision.kind === 'rule') return `${decision.table} ${decision.chain} ${decision.number}: ${verdict}`;
  if (decision.kind === 'policy') return `${decision.table} ${decision.chain} policy: ${verdict}`;
  return decision.kind === 'connection' ? `${decision.state} ${decision.direction}: ${verdict}` : decision.kind;
};

describe('tables', () => {
  it('asks nothing where there are none', () => {
    const memory = createMemory(namespace());
    expect(filtersAt(memory, 'ip', 'FORWARD')).toBe(false);
    expect(through(memory, FORWARDING, tcp(`${CLIENT}:1`, `${SERVER}:80`)).told).toEqual([]);
  });

  it('goes raw, mangle, nat at PREROUTING and mangle, nat, filter at OUTPUT', () => {
    const all = (hook: string, tables: string[]): string[] => tables.map((table) => `${table} ${hook} -j LOG`);
    const made = withRules(
      ...all('PREROUTING', ['nat', 'mangle', 'raw']),
      ...all('OUTPUT', ['filter', 'nat', 'mangle', 'raw']),
    );
    const rules = (hook: Hook) =>
      through(createMemory(made), [hook], tcp(`${CLIENT}:1`, `${SERVER}:80`)).told.flatMap(({ decision }) =>
        decision.kind === 'rule' ? [decision.table] : decision.kind === 'connection' ? ['conntrack'] : [],
      );
    expect(rules('PREROUTING')).toEqual(['raw', 'conntrack', 'mangle', 'nat']);
    expect(rules('OUTPUT')).toEqual(['raw', 'conntrack', 'mangle', 'nat', 'filter']);
  });

  it('tells of the rules that matched, one by one, and of the policy', () => {
    const made = withRules(
      'filter FORWARD -j USER-1',
      'filter FORWARD -j CHAIN-2',
      'filter USER-1 -s 10.0.0.1/32 -j DROP',
      'filter CHAIN-2 -o docker0 -j ISOLATE-3',
      'filter ISOLATE-3 -i docker0 -j DROP',
      'filter ISOLATE-3 -j RETURN',
      'filter ISOLATE-3 -j DROP',
    );
    setPolicy(made, 'ip', 'filter', 'FORWARD', 'DROP');
    const { result, told } = through(createMemory(made), ['FORWARD'], tcp(`${CLIENT}:1`, `${SERVER}:80`));
    expect(told.map(describeTold)).toEqual([
      'filter FORWARD 1: on',
      'filter FORWARD 2: on',
      'filter CHAIN-2 1: on',
      'filter ISOLATE-3 2: on',
      'filter FORWARD policy: dropped by policy',
    ]);
    expect(result.verdict).toBe('drop');
  });

  it('comes back from a goto to the chain that jumped', () => {
    const made = withRules('filter FORWARD -j JUMP-1', 'filter FORWARD -j ACCEPT', 'filter JUMP-1 -j GONE-2');
    const jump = made.netfilter.ip.filter?.chains['JUMP-1'];
    if (jump) jump.rules = [rule('-g GONE-2'), rule('-j DROP')];
    const { result, told } = through(createMemory(made), ['FORWARD'], tcp(`${CLIENT}:1`, `${SERVER}:80`));
    expect(told.map(describeTold)).toEqual(['filter FORWARD 1: on', 'filter JUMP-1 1: on', 'filter FORWARD 2: on']);
    expect(result.verdict).toBe('accept');
  });

  it('rejects with what the rule says', () => {
    const made = withRules('filter INPUT -p tcp -j REJECT --reject-with tcp-reset');
    const { result } = through(createMemory(made), ['INPUT'], tcp(`${CLIENT}:1`, `${HOST}:80`));
    expect(result).toMatchObject({ verdict: { reject: 'tcp-reset' } });
  });

  it('counts packets and octets of rules and policies', () => {
    const made = withRules('filter INPUT -p tcp -j ACCEPT', 'filter INPUT -p icmp');
    const memory = createMemory(made);
    through(memory, ['INPUT'], tcp(`${CLIENT}:1`, `${HOST}:80`));
    through(memory, ['INPUT'], tcp(`${CLIENT}:1`, `${HOST}:80`, '.'));
    through(memory, ['INPUT'], icmp(CLIENT, HOST, 'echo-request'));
    for (const effect of effectsOf(memory, 0)) if (effect.kind === 'rule') addCounts(made, effect);
    const input = made.netfilter.ip.filter?.chains.INPUT;
    expect(input?.rules.map(({ counters }) => counters)).toEqual([
      { packets: 2, bytes: 112 },
      { packets: 1, bytes: 84 },
    ]);
    expect(input?.counters).toEqual({ packets: 1, bytes: 84 });
  });

  it('marks packets and connections', () => {
    const made = withRules(
      'mangle PREROUTING -p tcp -j MARK --set-mark 0x5',
      'mangle PREROUTING -j CONNMARK --save-mark',
      'nat PREROUTING -m mark --mark 0x5 -j DNAT --to-destination 172.17.0.9',
    );
    const memory = createMemory(made);
    const { result } = through(memory, FORWARDING, tcp(`${CLIENT}:1`, `${HOST}:80`));
    expect(result.packet).toMatchObject({ mark: 5, destination: '172.17.0.9' });
    expect(kept(memory)).toMatchObject([{ mark: 5 }]);
  });

  it('lets a limit pass its burst, and more with time', () => {
    const made = withRules('filter INPUT -m limit --limit 1/sec --limit-burst 2 -j ACCEPT', 'filter INPUT -j DROP');
    const memory = createMemory(made);
    const at = (now: number) => through(memory, ['INPUT'], icmp(CLIENT, HOST, 'echo-request'), { now }).result.verdict;
    expect([at(NOW), at(NOW), at(NOW), at(NOW + 1000), at(NOW + 1500)]).toEqual([
      'accept',
      'accept',
      'drop',
      'accept',
      'drop',
    ]);
  });

  it('counts every nth packet on from trace to trace', () => {
    const made = withRules('filter INPUT -m statistic --mode nth --every 3 --packet 0 -j DROP');
    const verdicts = Array.from({ length: 6 }, () => {
      const memory = createMemory(made);
      const { verdict } = through(memory, ['INPUT'], icmp(CLIENT, HOST, 'echo-request')).result;
      for (const effect of effectsOf(memory, 0)) if (effect.kind === 'rule') addCounts(made, effect);
      return verdict;
    });
    expect(verdicts).toEqual(['accept', 'accept', 'drop', 'accept', 'accept', 'drop']);
    expect(made.netfilter.ip.filter?.chains.INPUT?.rules[0]?.counters.packets).toBe(2);
  });

  it('matches by chance about as often as it should', () => {
    const memory = createMemory(withRules('filter INPUT -m statistic --mode random --probability 0.25 -j DROP'));
    const dropped = Array.from({ length: 2000 }, () =>
      through(memory, ['INPUT'], icmp(CLIENT, HOST, 'echo-request')),
    ).filter(({ result }) => result.verdict === 'drop').length;
    expect(dropped).toBeGreaterThan(400);
    expect(dropped).toBeLessThan(600);
  });
});

describe('conntrack', () => {
  it('is at work only where something needs it', () => {
    expect(tracksConnections(createMemory(namespace()), 'ip')).toBe(false);
    expect(tracksConnections(createMemory(withRules('filter INPUT -j DROP')), 'ip')).toBe(false);
    expect(tracksConnections(createMemory(withRules('nat INPUT -j ACCEPT')), 'ip')).toBe(true);
    expect(tracksConnections(createMemory(withRules('filter INPUT -m state --state NEW')), 'ip')).toBe(true);
    expect(tracksConnections(createMemory(withRules('filter INPUT -m state --state NEW')), 'ip6')).toBe(false);
  });

  const tracked = (): FilterMemory => createMemory(withRules('nat PREROUTING -j ACCEPT'));
  /** The states a flow's packets are told to have, and the connection they leave. */
  function flow(packets: Packet[], memory = tracked()) {
    const states = packets.map((packet) => {
      const { connection } = through(memory, INWARD, packet).result;
      return `${connection?.state} ${connection?.direction}`;
    });
    return { states, connections: kept(memory) };
  }
  const A = `${CLIENT}:40000`;
  const B = `${HOST}:80`;

  it('follows a TCP connection from SYN to TIME_WAIT', () => {
    const memory = tracked();
    const step = (packet: Packet): string => {
      through(memory, INWARD, packet);
      const [connection] = kept(memory);
      return `${connection?.tcpState} ${((connection?.expires ?? 0) - NOW) / 1000} ${connection?.assured}`;
    };
    expect(
      [
        tcp(A, B),
        tcp(B, A, 'S.'),
        tcp(A, B, '.'),
        tcp(A, B, 'P.', 'x'),
        tcp(B, A, 'F.'),
        tcp(A, B, '.'),
        tcp(A, B, 'F.'),
        tcp(B, A, '.'),
      ].map(step),
    ).toEqual([
      'SYN_SENT 120 false',
      'SYN_RECV 60 false',
      'ESTABLISHED 432000 true',
      'ESTABLISHED 432000 true',
      'FIN_WAIT 120 true',
      'CLOSE_WAIT 60 true',
      'LAST_ACK 30 true',
      'TIME_WAIT 120 true',
    ]);
  });

  it('is NEW until an answer came, then ESTABLISHED both ways', () => {
    expect(flow([tcp(A, B), tcp(A, B), tcp(B, A, 'S.'), tcp(A, B, '.')]).states).toEqual([
      'NEW original',
      'NEW original',
      'ESTABLISHED reply',
      'ESTABLISHED original',
    ]);
  });

  it('calls INVALID what belongs to no flow', () => {
    const stray = [tcp(A, B, 'S.'), tcp(A, B, 'R'), tcp(A, B, 'F.'), icmp(CLIENT, HOST, 'echo-reply')];
    expect(flow(stray).states).toEqual(Array(4).fill('INVALID original'));
    expect(flow([icmp(CLIENT, HOST, 'port-unreachable', udp(B, A))]).states).toEqual(['INVALID original']);
  });

  it('takes up a flow in its middle', () => {
    expect(flow([tcp(A, B, 'P.', 'x')]).connections).toMatchObject([{ tcpState: 'ESTABLISHED', seenReply: false }]);
  });

  it('forgets a connection whose first answer refuses it', () => {
    const { states, connections } = flow([tcp(A, B), tcp(B, A, 'R.')]);
    expect(states).toEqual(['NEW original', 'ESTABLISHED reply']);
    expect(connections.filter(({ expires }) => expires > NOW)).toEqual([]);
  });

  it('begins anew when a SYN comes after the end', () => {
    const memory = tracked();
    const ended = [tcp(A, B), tcp(B, A, 'S.'), tcp(A, B, '.'), tcp(A, B, 'F.'), tcp(B, A, 'F.'), tcp(A, B, '.')];
    flow(ended, memory);
    expect(kept(memory)).toMatchObject([{ tcpState: 'TIME_WAIT' }]);
    expect(flow([tcp(A, B)], memory)).toMatchObject({
      states: ['NEW original'],
      connections: [{ tcpState: 'SYN_SENT', reply: { destinationPort: 40000 } }],
    });
  });

  it('keeps datagrams half a minute, and streams two', () => {
    const memory = tracked();
    const seconds = (packet: Packet, now: number): number => {
      through(memory, INWARD, packet, { now });
      return ((kept(memory)[0]?.expires ?? 0) - now) / 1000;
    };
    expect(seconds(udp(A, B), NOW)).toBe(30);
    expect(seconds(udp(B, A), NOW)).toBe(30);
    expect(seconds(udp(A, B), NOW + 1000)).toBe(30);
    expect(kept(memory)).toMatchObject([{ assured: false }]);
    expect(seconds(udp(A, B), NOW + 3000)).toBe(120);
    expect(kept(memory)).toMatchObject([{ assured: true }]);
  });

  it('relates an error to the flow it speaks of', () => {
    expect(flow([udp(A, B), icmp(HOST, CLIENT, 'port-unreachable', udp(A, B))]).states[1]).toBe('RELATED reply');
  });

  it('forgets what was dropped on its way, and what its time is over', () => {
    const memory = createMemory(withRules('nat PREROUTING -j ACCEPT', 'filter INPUT -j DROP'));
    through(memory, INWARD, tcp(A, B));
    expect(kept(memory)).toEqual([]);
    const later = tracked();
    through(later, INWARD, udp(A, B));
    expect(through(later, INWARD, udp(B, A), { now: NOW + 31_000 }).result.connection?.state).toBe('NEW');
  });

  it('leaves alone what is not to be tracked', () => {
    const memory = createMemory(withRules('raw PREROUTING -p udp -j NOTRACK', 'nat PREROUTING -j ACCEPT'));
    expect(through(memory, INWARD, udp(A, B)).result.connection).toEqual({ state: 'UNTRACKED', direction: 'original' });
    expect(kept(memory)).toEqual([]);
  });

  it('goes on with what an earlier trace left', () => {
    const made = withRules('nat PREROUTING -j ACCEPT');
    const first = createMemory(made);
    through(first, INWARD, tcp(A, B));
    for (const connection of kept(first)) putConnection(made, connection, NOW);
    expect(through(createMemory(made), OUTWARD, tcp(B, A, 'S.')).result.connection?.state).toBe('ESTABLISHED');
  });
});

describe('network address translation', () => {
  const docker = (): Namespace =>
    withRules(
      'nat PREROUTING -m addrtype --dst-type LOCAL -j DOCKER-1',
      'nat DOCKER-1 ! -i docker0 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80',
      'nat POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE',
    );
  const A = `${CLIENT}:40000`;

  it('translates the first packet by a rule, the others by the connection', () => {
    const memory = createMemory(docker());
    const there = through(memory, FORWARDING, tcp(A, `${HOST}:8080`));
    expect(ends(there.result.packet)).toBe(`${A} > ${SERVER}:80`);
    expect(there.told.map(describeTold)).toEqual([
      'NEW original: on',
      'nat PREROUTING 1: on',
      'nat DOCKER-1 1: rewritten',
      'nat POSTROUTING policy: on',
    ]);
    const back = through(memory, FORWARDING, tcp(`${SERVER}:80`, A, 'S.'), { in: 'docker0', out: 'eth0' });
    expect(ends(back.result.packet)).toBe(`${HOST}:8080 > ${A}`);
    expect(back.told.map(describeTold)).toEqual(['ESTABLISHED reply: on', 'ESTABLISHED reply: rewritten']);
    const again = through(memory, FORWARDING, tcp(A, `${HOST}:8080`, '.'));
    expect(ends(again.result.packet)).toBe(`${A} > ${SERVER}:80`);
    expect(again.told.map(describeTold)).toEqual(['ESTABLISHED original: on', 'ESTABLISHED original: rewritten']);
  });

  it('masquerades with the address of the way out, and brings answers back', () => {
    const memory = createMemory(docker());
    const outward = { in: 'docker0', out: 'eth0' };
    const there = through(memory, FORWARDING, tcp(`${SERVER}:50000`, `${CLIENT}:80`), outward);
    expect(ends(there.result.packet)).toBe(`${HOST}:50000 > ${CLIENT}:80`);
    expect(kept(memory)).toMatchObject([{ masqueraded: 'eth0', reply: { destination: HOST } }]);
    const back = through(memory, FORWARDING, tcp(`${CLIENT}:80`, `${HOST}:50000`, 'S.'));
    expect(ends(back.result.packet)).toBe(`${CLIENT}:80 > ${SERVER}:50000`);
  });

  it('gives a second flow of the same port another one', () => {
    const memory = createMemory(docker());
    const outward = { in: 'docker0', out: 'eth0' };
    const sources = ['172.17.0.2', '172.17.0.3', '172.17.0.4'].map((source) =>
      ends(through(memory, FORWARDING, tcp(`${source}:50000`, `${CLIENT}:80`), outward).result.packet),
    );
    expect(sources).toEqual([50000, 50001, 50002].map((port) => `${HOST}:${port} > ${CLIENT}:80`));
    const back = through(memory, FORWARDING, tcp(`${CLIENT}:80`, `${HOST}:50001`, 'S.'));
    expect(ends(back.result.packet)).toBe(`${CLIENT}:80 > 172.17.0.3:50000`);
  });

  it('tells echoes apart by their identifier', () => {
    const memory = createMemory(docker());
    const outward = { in: 'docker0', out: 'eth0' };
    const ids = ['172.17.0.2', '172.17.0.3'].map((source) => {
      const { packet } = through(memory, FORWARDING, icmp(source, CLIENT, 'echo-request'), outward).result;
      return packet.transport.kind === 'icmp' && packet.transport.id;
    });
    expect(ids).toEqual([7, 8]);
    const reply = icmp(CLIENT, HOST, 'echo-reply');
    const answer: Packet = { ...reply, transport: { ...(reply.transport as Icmp), id: 8 } };
    expect(through(memory, FORWARDING, answer).result.packet).toMatchObject({
      destination: '172.17.0.3',
      transport: { id: 7 },
    });
  });

  it('translates an error and the packet it quotes', () => {
    const memory = createMemory(docker());
    through(memory, FORWARDING, tcp(A, `${HOST}:8080`));
    const error = icmp(SERVER, CLIENT, 'port-unreachable', tcp(A, `${SERVER}:80`));
    const { packet } = through(memory, FORWARDING, error, { in: 'docker0', out: 'eth0' }).result;
    expect(ends(packet)).toBe(`${HOST} > ${CLIENT}`);
    const about = packet.transport.kind === 'icmp' ? packet.transport.about : undefined;
    expect(about && ends(about)).toBe(`${A} > ${HOST}:8080`);
  });

  it('redirects to the device it came in by, or to the loopback what is sent here', () => {
    const made = withRules(
      'nat PREROUTING -p tcp --dport 80 -j REDIRECT --to-ports 8080',
      'nat OUTPUT -p tcp --dport 80 -j REDIRECT --to-ports 8080',
    );
    const inward = through(createMemory(made), INWARD, tcp(A, `${SERVER}:80`)).result.packet;
    expect(ends(inward)).toBe(`${A} > ${HOST}:8080`);
    const sent = through(createMemory(made), ['OUTPUT'], tcp(`${HOST}:5`, `${SERVER}:80`)).result.packet;
    expect(ends(sent)).toBe(`${HOST}:5 > 127.0.0.1:8080`);
  });

  it('asks the nat tables once for a packet that comes back over the loopback', () => {
    const made = withRules(
      'nat OUTPUT -d 127.0.0.11/32 -p udp --dport 53 -j DNAT --to-destination 127.0.0.11:40001',
      'nat PREROUTING -j DNAT --to-destination 9.9.9.9',
      'nat POSTROUTING -s 127.0.0.11/32 -p udp --sport 40001 -j SNAT --to-source :53',
    );
    const memory = createMemory(made);
    const there = through(memory, [...OUTWARD, ...INWARD], udp('127.0.0.1:5000', '127.0.0.11:53'));
    expect(ends(there.result.packet)).toBe('127.0.0.1:5000 > 127.0.0.11:40001');
    const back = through(memory, [...OUTWARD, ...INWARD], udp('127.0.0.11:40001', '127.0.0.1:5000'));
    expect(ends(back.result.packet)).toBe('127.0.0.11:53 > 127.0.0.1:5000');
  });

  it('drops a masqueraded flow that leaves by another device', () => {
    const memory = createMemory(docker());
    const packet = tcp(`${SERVER}:50000`, `${CLIENT}:80`);
    through(memory, FORWARDING, packet, { in: 'docker0', out: 'eth0' });
    expect(through(memory, FORWARDING, packet, { in: 'docker0', out: 'eth1' }).result.verdict).toBe('drop');
  });

  it('takes the addresses and ports of a range', () => {
    const made = withRules('nat PREROUTING -p tcp -j DNAT --to-destination 10.0.0.1-10.0.0.4:80-82');
    const memory = createMemory(made);
    for (const port of [1, 2, 3, 4, 5]) {
      const { packet } = through(memory, INWARD, tcp(`${CLIENT}:${port}`, `${HOST}:9`)).result;
      expect(ends(packet)).toMatch(/> 10\.0\.0\.[1-4]:8[0-2]$/);
    }
    expect(new Set(kept(memory).map(({ reply }) => keyOf(reply))).size).toBe(5);
  });
});
