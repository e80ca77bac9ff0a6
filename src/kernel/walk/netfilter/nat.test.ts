import { describe, expect, it } from 'vitest';
import { connectionsAt } from '../../netfilter/conntrack/conntrack.ts';
import { setDown } from '../../link/link-up.ts';
import { addAddress, deleteAddress } from '../../link/addresses.ts';
import { namespaceOf } from '../../kernel.ts';
import { appendRule, newChain, setPolicy } from '../../netfilter/chains.ts';
import { rule } from '../../netfilter/rule/rule-text.ts';
import type { Hook, TableName } from '../../netfilter/table.ts';
import type { Program } from '../../process/program.ts';
import { setSysctl } from '../../sysctl/sysctl.ts';
import {
  addHost,
  bridge,
  createFixture,
  drops,
  echo,
  linkRef,
  plug,
  route,
  seen,
  send,
  serve,
  tcp,
  udp,
  wire,
  type Fixture,
} from '../walk.fixture.ts';

const ANSWER = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const server: Program = { data: (stream) => stream.send(ANSWER), ended: (stream) => stream.close() };

function append(fixture: Fixture, table: TableName, chain: string, text: string): void {
  appendRule(namespaceOf(fixture.kernel, 'host'), 'ip', table, chain, rule(text));
}

/** box - br - host - (LAN) - out, the host masquerading and publishing box:80 as 8080, as an engine sets it up. */
function published(): Fixture {
  const fixture = createFixture();
  for (const id of ['host', 'box', 'out']) addHost(fixture, id);
  bridge(fixture, 'host', 'br', '172.17.0.1/16');
  plug(fixture, ['host', 'br'], ['box', 'eth0', '172.17.0.2/16']);
  wire(fixture, ['out', 'eth0', '192.168.65.1/24'], ['host', 'eth0', '192.168.65.10/24']);
  route(fixture, 'box', '0.0.0.0/0', '172.17.0.1');
  setSysctl(fixture.kernel, 'host', 'net.ipv4.ip_forward', '1');
  const host = namespaceOf(fixture.kernel, 'host');
  newChain(host, 'ip', 'nat', 'DOCKER');
  append(fixture, 'nat', 'PREROUTING', '-m addrtype --dst-type LOCAL -j DOCKER');
  append(fixture, 'nat', 'OUTPUT', '! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER');
  append(fixture, 'nat', 'POSTROUTING', '-s 172.17.0.0/16 ! -o br -j MASQUERADE');
  append(fixture, 'nat', 'DOCKER', '! -i br -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80');
  append(fixture, 'filter', 'FORWARD', '-o br -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT');
  append(fixture, 'filter', 'FORWARD', '-d 172.17.0.2/32 ! -i br -o br -p tcp -m tcp --dport 80 -j ACCEPT');
  append(fixture, 'filter', 'FORWARD', '-i br -j ACCEPT');
  setPolicy(host, 'ip', 'filter', 'FORWARD', 'DROP');
  fixture.programs['server'] = server;
  return fixture;
}

const get = { request: 'GET / HTTP/1.1\r\n\r\n', close: 'when-answered' } as const;

const addresses = (fixture: Fixture, stimulus: Parameters<typeof send>[1], namespace: string): string[] => {
  const { hops } = send(fixture, stimulus);
  return hops.flatMap(({ stage, decision, namespace: at, frame: { payload } }) =>
    stage === 'link' && decision.kind === 'device' && at === namespace && payload.kind === 'ip'
      ? [`${payload.source} > ${payload.destination}`]
      : [],
  );
};

describe('a host that translates', () => {
  it('masquerades what leaves, and puts answers back', () => {
    const fixture = published();
    expect(addresses(fixture, echo('box', '192.168.65.1'), 'out')).toEqual([
      '192.168.65.10 > 192.168.65.1',
      '192.168.65.1 > 192.168.65.10',
    ]);
    expect(addresses(fixture, echo('box', '192.168.65.1'), 'box')).toEqual([
      '172.17.0.2 > 192.168.65.1',
      '192.168.65.1 > 172.17.0.2',
    ]);
    const host = namespaceOf(fixture.kernel, 'host');
    expect(connectionsAt(host, fixture.clock).map(({ reply }) => reply.destination)).toContain('192.168.65.10');
  });

  it('refuses what is too large for where it goes before it translates', () => {
    const fixture = published();
    const { kernel } = fixture;
    const eth0 = namespaceOf(kernel, 'host').links[linkRef(fixture, 'host', 'eth0').index];
    if (eth0) eth0.mtu = 1400;
    const { outcomes } = send(fixture, echo('box', '192.168.65.1', { size: 1400, dontFragment: true }));
    expect(outcomes[0]).toMatchObject({ status: 'unreachable', type: 'fragmentation-needed', from: '172.17.0.1' });
  });

  it('forgets what it masqueraded when the address or the device goes', () => {
    const fixture = published();
    const { kernel } = fixture;
    const eth0 = linkRef(fixture, 'host', 'eth0');
    const known = () => Object.values(namespaceOf(kernel, 'host').connections).map(({ original }) => original.source);
    send(fixture, echo('host', '172.17.0.2'));
    send(fixture, echo('box', '192.168.65.1'));
    expect(known()).toEqual(['172.17.0.1', '172.17.0.2']);
    addAddress(kernel, eth0, { address: '10.77.0.1', prefixLength: 24 });
    deleteAddress(kernel, eth0, '10.77.0.1');
    expect(known()).toEqual(['172.17.0.1', '172.17.0.2']);
    deleteAddress(kernel, eth0, '192.168.65.10');
    expect(known()).toEqual(['172.17.0.1']);
    addAddress(kernel, eth0, { address: '192.168.65.10', prefixLength: 24 });
    send(fixture, echo('box', '192.168.65.1'));
    expect(known()).toEqual(['172.17.0.1', '172.17.0.2']);
    setDown(kernel, eth0);
    expect(known()).toEqual(['172.17.0.1']);
  });

  it('publishes a port to others and to itself, seen from where it was asked', () => {
    const fixture = published();
    serve(fixture, 'box', 'tcp', 80, 'server');
    const outside = send(fixture, tcp('out', '192.168.65.10', 8080, get));
    expect(outside.outcomes[0]).toMatchObject({ status: 'connected', response: ANSWER });
    expect(seen(outside).slice(0, 5)).toEqual([
      'out eth0 Out S',
      'host eth0 In S',
      'host br Out S',
      'host v-box Out S',
      'box eth0 In S',
    ]);
    const inside = send(fixture, tcp('host', '192.168.65.10', 8080, get));
    expect(inside.outcomes[0]).toMatchObject({ status: 'connected', local: '192.168.65.10', response: ANSWER });
    expect(seen(inside)[0]).toBe('host br Out S');
    expect(send(fixture, tcp('out', '192.168.65.10', 8081)).outcomes[0]?.status).toBe('refused');
  });

  it('counts as iptables does: a connection once in nat, each packet in filter', () => {
    const fixture = published();
    serve(fixture, 'box', 'tcp', 80, 'server');
    send(fixture, tcp('out', '192.168.65.10', 8080, get));
    const counters = (table: TableName, chain: Hook | 'DOCKER') =>
      namespaceOf(fixture.kernel, 'host').netfilter.ip[table]?.chains[chain]?.rules.map(
        (each) => each.counters.packets,
      );
    expect(counters('nat', 'DOCKER')).toEqual([1]);
    // S in by the second rule; 5 more of the client's by the first; 4 answers by the third.
    expect(counters('filter', 'FORWARD')).toEqual([5, 1, 4]);
  });

  it('tells the sender of what it refuses, in the addresses the sender used', () => {
    const fixture = published();
    serve(fixture, 'box', 'tcp', 80, 'server');
    const host = namespaceOf(fixture.kernel, 'host');
    const forward = host.netfilter.ip.filter?.chains['FORWARD'];
    forward?.rules.unshift(rule('-p tcp -m tcp --dport 80 -j REJECT --reject-with icmp-port-unreachable'));
    const icmp = send(fixture, tcp('out', '192.168.65.10', 8080));
    expect(icmp.outcomes[0]).toMatchObject({ status: 'unreachable', type: 'port-unreachable', from: '192.168.65.10' });
    forward?.rules.splice(0, 1, rule('-p tcp -m tcp --dport 80 -j REJECT --reject-with tcp-reset'));
    append(fixture, 'filter', 'OUTPUT', '-m conntrack --ctstate ESTABLISHED -j DROP');
    append(fixture, 'filter', 'OUTPUT', '-m conntrack --ctstate RELATED -j ACCEPT');
    const reset = send(fixture, tcp('out', '192.168.65.10', 8080));
    expect(reset.outcomes[0]).toMatchObject({ status: 'refused', from: '192.168.65.10' });
    const related = host.netfilter.ip.filter?.chains['OUTPUT']?.rules.map(({ counters }) => counters.packets);
    expect(related).toEqual([0, 1]);
  });

  it('relates errors to the connection they speak of', () => {
    const fixture = published();
    const refused = send(fixture, udp('box', '192.168.65.1', 99));
    expect(refused.outcomes[0]).toMatchObject({
      status: 'unreachable',
      type: 'port-unreachable',
      from: '192.168.65.1',
    });
    const absent = send(fixture, echo('box', '192.168.65.99', { timeout: 5000 }));
    expect(absent.outcomes[0]).toMatchObject({
      status: 'unreachable',
      type: 'host-unreachable',
      from: '192.168.65.10',
    });
  });

  it('forwards nothing unasked', () => {
    const fixture = published();
    route(fixture, 'out', '172.17.0.0/16', '192.168.65.10');
    const trace = send(fixture, echo('out', '172.17.0.2'));
    expect(trace.outcomes[0]?.status).toBe('timeout');
    expect(drops(trace)).toEqual(['host policy']);
  });

  it('forbids its own programs to send what OUTPUT drops', () => {
    const fixture = published();
    append(fixture, 'filter', 'OUTPUT', '-d 192.168.65.1/32 -j DROP');
    expect(send(fixture, echo('host', '192.168.65.1')).outcomes[0]).toEqual({ status: 'not-permitted', after: 0 });
    expect(send(fixture, tcp('host', '192.168.65.1', 80)).outcomes[0]?.status).toBe('timeout');
  });

  it('tells its own programs of what OUTPUT refuses', () => {
    const fixture = published();
    append(fixture, 'filter', 'OUTPUT', '-d 192.168.65.1/32 -j REJECT');
    const refused = {
      status: 'unreachable',
      type: 'port-unreachable',
      from: '192.168.65.10',
      notPermitted: true,
    };
    expect(send(fixture, echo('host', '192.168.65.1')).outcomes[0]).toMatchObject(refused);
    expect(send(fixture, udp('host', '192.168.65.1', 53)).outcomes[0]).toMatchObject(refused);
    expect(send(fixture, tcp('host', '192.168.65.1', 80)).outcomes[0]?.status).toBe('unreachable');
    append(fixture, 'filter', 'INPUT', '-p icmp -j DROP');
    expect(send(fixture, echo('host', '192.168.65.1')).outcomes[0]?.status).toBe('not-permitted');
  });

  it('translates over lo, as the embedded DNS server has it', () => {
    const fixture = createFixture();
    addHost(fixture, 'host');
    append(
      fixture,
      'nat',
      'OUTPUT',
      '-d 127.0.0.11/32 -p udp -m udp --dport 53 -j DNAT --to-destination 127.0.0.11:40000',
    );
    append(fixture, 'nat', 'POSTROUTING', '-s 127.0.0.11/32 -p udp -m udp --sport 40000 -j SNAT --to-source :53');
    fixture.programs['dns'] = { datagram: (received) => received.reply({ kind: 'text', text: 'here' }) };
    serve(fixture, 'host', 'udp', 40000, 'dns', '127.0.0.11');
    const trace = send(fixture, udp('host', '127.0.0.11', 53));
    expect(trace.outcomes[0]).toMatchObject({ status: 'answered', from: '127.0.0.11', data: { text: 'here' } });
    const ports = trace.hops.flatMap(({ stage, device, frame: { payload } }) =>
      stage === 'link' && device?.direction === 'in' && payload.kind === 'ip' && payload.transport.kind === 'udp'
        ? [
            `${payload.source}:${payload.transport.sourcePort > 40000 ? 'x' : payload.transport.sourcePort} > ${payload.destination}`,
          ]
        : [],
    );
    expect(ports[1]).toBe('127.0.0.11:53 > 127.0.0.1');
  });
});
