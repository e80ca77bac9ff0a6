import { describe, expect, test } from 'vitest';
import { replay } from '../history/replay.ts';
import type { Frame } from '../kernel/packet/frame.ts';
import type { Hop } from '../kernel/hop.ts';
import { joinTraces } from '../kernel/join-traces.ts';
import { run } from '../shell/run.ts';
import { createLab } from '../world/lab.ts';
import type { World } from '../world/world.ts';
import type { Detail, Layer } from '../wire/dissect/detail.ts';
import { packetReader, type PacketReader } from './packet-detail.ts';
import { packetText, traceText } from './trace-text.ts';

interface Told {
  readonly world: World;
  readonly hops: readonly Hop[];
  readonly read: PacketReader;
}

async function told(before: readonly string[], place: string, line: string): Promise<Told> {
  const world = await replay({ seed: 1, commands: before.map((each) => ({ place: 'host1', line: each })) });
  const { traces } = await run(world, place, line);
  const hops = joinTraces(traces);
  return { world, hops, read: packetReader(world, traces, hops) };
}

function hopWhere({ hops }: Told, is: (hop: Hop) => boolean): number {
  const index = hops.findIndex(is);
  if (index < 0) throw new Error('no such hop');
  return index;
}

function at(story: Told, is: (hop: Hop) => boolean) {
  const detail = story.read(hopWhere(story, is));
  if (!detail) throw new Error('nothing read');
  return detail;
}

const isTcp = ({ frame: { payload } }: Hop, flags: string): boolean =>
  payload.kind === 'ip' && payload.transport.kind === 'tcp' && payload.transport.flags === flags;

const all = (details: readonly Detail[]): readonly Detail[] =>
  details.flatMap((detail) => [detail, ...all(detail.children ?? [])]);

const WEB = 'docker run -d --name web -p 8080:80 nginx';

describe('the detail of a packet', () => {
  test('has the layers and fields of a SYN', async () => {
    const story = await told([WEB], 'client', 'curl -s http://192.168.65.10:8080');
    const text = packetText(at(story, (hop) => hop.stage === 'link' && isTcp(hop, 'S')));
    for (const line of [
      'Frame ',
      'Ethernet II, Src: ',
      'Internet Protocol Version 4, Src: 192.168.65.50, Dst: 192.168.65.10\n    0100 .... = Version: 4\n    .... 0101 = Header Length: 20 bytes (5)',
      "    010. .... = Flags: 0x2, Don't fragment\n        0... .... = Reserved bit: Not set\n        .1.. .... = Don't fragment: Set",
      'Time to Live: 64',
      '[correct]',
      'Destination Port: http-alt (8080)',
      'Sequence Number: 0 (relative sequence number)',
      '1010 .... = Header Length: 40 bytes (10)',
      '        .... .... ..1. = Syn: Set\n        .... .... ...0 = Fin: Not set\n        [TCP Flags: ··········S·]',
      '[partial, 0x',
      'TCP Option - Maximum segment size: 1460 bytes',
      'TCP Option - Window scale: 10 (multiply by 1024)',
    ])
      expect(text).toContain(line);
  });

  test('tells what a rule rewrote, and only that', async () => {
    const story = await told([WEB], 'client', 'curl -s http://192.168.65.10:8080');
    const { layers } = at(story, (hop) => hop.verdict.kind === 'rewritten' && hop.decision.kind === 'rule');
    const changed = all(layers).filter(({ before }) => before !== undefined);
    expect(changed.map(({ id, before, value }) => [id, before, value])).toEqual([
      ['ip.checksum', expect.stringContaining('correct'), expect.stringContaining('correct')],
      ['ip.dst', '192.168.65.10', '172.17.0.2'],
      ['tcp.dstport', 'http-alt (8080)', 'http (80)'],
      ['tcp.checksum', expect.stringContaining('partial'), expect.stringContaining('partial')],
    ]);
  });

  test('tells HTTP line by line', async () => {
    const story = await told([WEB], 'client', 'curl -s http://192.168.65.10:8080');
    const { layers } = at(story, (hop) => isTcp(hop, 'P.') && hop.stage === 'link');
    const http = layers.find(({ id }) => id === 'http');
    expect(http?.value).toBe('GET / HTTP/1.1');
    expect(all(http?.children ?? []).map(({ name, value }) => `${name}: ${value}`)).toContain(
      'Host: 192.168.65.10:8080',
    );
  });

  test('tells ARP, and DNS at a port of the embedded server’s own', async () => {
    const story = await told(
      ['docker network create shop', 'docker run -d --name web --network shop nginx'],
      'host1/web',
      'curl -s http://web',
    );
    const asked = at(story, (hop) => hop.verdict.kind === 'rewritten' && hop.frame.payload.kind === 'ip');
    expect(packetText(asked)).toContain('web: type A, class IN');
    const ping = await told([WEB], 'host1', 'ping -c 1 172.17.0.2');
    const arp = packetText(at(ping, ({ frame, stage }) => frame.payload.kind === 'arp' && stage === 'link'));
    expect(arp).toContain('Who has 172.17.0.2? Tell 172.17.0.1');
    expect(arp).toContain('Opcode: request (1)');
  });

  test('nests the packet that an ICMP error quotes', async () => {
    const story = await told([WEB], 'client', 'nc -u -z -w 1 192.168.65.10 9999');
    const error = at(story, ({ frame: { payload } }) => payload.kind === 'ip' && payload.transport.kind === 'icmp');
    const icmp = error.layers.find(({ id }) => id === 'icmp');
    expect(all(icmp?.children ?? []).map(({ id, value }) => `${id} ${value}`)).toEqual(
      expect.arrayContaining(['icmp.code Port unreachable (3)', 'ip.dst 192.168.65.10', 'udp.dstport 9999']),
    );
  });

  test('tells each fragment of a packet that was cut', async () => {
    const story = await told([], 'client', 'ping -c 1 -s 2000 192.168.65.10');
    const index = hopWhere(story, ({ frame }) => frame.cut !== undefined);
    expect(story.read(index)?.fragments).toBe(2);
    const [first, second] = [0, 1].map((fragment) => story.read(index, fragment));
    expect(first && packetText(first)).toContain('..1. .... = More fragments: Set');
    expect(second && packetText(second)).toContain('Fragment Offset: 1480');
    expect(second?.layers.at(-1)?.id).toBe('data');
  });

  test('tells IPv6 and neighbour discovery', async () => {
    const story = await told(
      ['docker network create --ipv6 --subnet 2001:db8::/64 six', 'docker run -d --name web --network six nginx'],
      'host1',
      'ping -c 1 2001:db8::2',
    );
    const text = packetText(
      at(
        story,
        ({ frame: { payload } }) =>
          payload.kind === 'ip' && payload.transport.kind === 'icmp' && payload.transport.type.startsWith('neighbour'),
      ),
    );
    expect(text).toContain('Type: Neighbor Solicitation (135)');
    expect(text).toContain('Target Address: 2001:db8::2');
    expect(text).toMatch(/Checksum: 0x[0-9a-f]{4} \[correct\]/);
  });

  test('nests what a tunnel carries, and tells which headers it put around', () => {
    const world = createLab({ seed: 1 });
    const inner: Frame = {
      source: '02:42:0a:00:01:03',
      destination: '02:42:0a:00:01:04',
      payload: {
        kind: 'ip',
        source: '10.0.1.3',
        destination: '10.0.1.4',
        ttl: 64,
        transport: { kind: 'icmp', type: 'echo-request', id: 7, sequence: 1, size: 56 },
      },
    };
    const outer: Frame = {
      source: '02:00:00:00:00:01',
      destination: '02:00:00:00:00:02',
      payload: {
        kind: 'ip',
        source: '192.168.65.10',
        destination: '192.168.65.11',
        ttl: 64,
        transport: {
          kind: 'udp',
          sourcePort: 40000,
          destinationPort: 4789,
          data: { kind: 'vxlan', vni: 4097, frame: inner },
        },
      },
    };
    const common = { packet: 0, flow: 0, namespace: 'host1', stage: 'link', verdict: { kind: 'on' } } as const;
    const decision = { kind: 'device', promiscuous: false } as const;
    const hops: Hop[] = [
      { ...common, time: 0, frame: inner, decision },
      { ...common, time: 1, frame: outer, decision, device: { index: 2, name: 'eth0', direction: 'out' } },
    ];
    const read = packetReader(world, [{ hops, effects: [], outcomes: [], duration: 1 }], hops);
    const layers = read(1)?.layers.slice(1) ?? [];
    expect(layers.map(({ short, added }) => `${short}${added ? ' added' : ''}`)).toEqual([
      'Ethernet added',
      'IPv4 added',
      'UDP added',
      'VXLAN added',
      'Ethernet',
      'IPv4',
      'ICMP',
    ]);
    expect(all(layers).some(({ before }) => before !== undefined)).toBe(false);
    expect(packetText({ layers })).toContain('VXLAN Network Identifier (VNI): 4097');
  });

  test('tells a VLAN tag', () => {
    const hop: Hop = {
      ...{ time: 0, packet: 0, flow: 0, namespace: 'host1', stage: 'link', verdict: { kind: 'on' } },
      decision: { kind: 'device', promiscuous: false },
      device: { index: 2, name: 'eth0', direction: 'out' },
      frame: {
        source: '02:00:00:00:00:01',
        destination: 'ff:ff:ff:ff:ff:ff',
        vlan: 10,
        payload: {
          kind: 'arp',
          operation: 'request',
          senderMac: '02:00:00:00:00:01',
          senderIp: '10.0.0.1',
          targetMac: '00:00:00:00:00:00',
          targetIp: '10.0.0.2',
        },
      },
    };
    const trace = { hops: [hop], effects: [], outcomes: [], duration: 1 };
    const text = packetText(packetReader(createLab({ seed: 1 }), [trace], [hop])(0) ?? { layers: [] });
    expect(text).toContain('Dst: Broadcast (ff:ff:ff:ff:ff:ff)');
    expect(text).toContain('802.1Q Virtual LAN, PRI: 0, DEI: 0, ID: 10\n');
    expect(text).toContain('    .... 0000 0000 1010 = ID: 10\n');
    expect(text).toContain('Address Resolution Protocol (request)\n');
  });

  test('tells a whole trace', async () => {
    const { hops, read } = await told([], 'client', 'ping -c 1 192.168.65.10');
    const steps = hops.map(({ stage }, hop) => ({ hop, text: `Hop ${hop + 1}: ${stage}` }));
    const text = traceText(steps, read);
    expect(text.match(/^Hop \d+: /gm)).toHaveLength(hops.length);
    expect(text.match(/^Frame \d+: /gm)).toHaveLength(hops.length);
    expect(text).toContain('Hop 2: ');
    expect(traceText(steps.slice(1, 2), read)).toMatch(/^Hop 2: .*\nFrame /);
  });

  test('reads all octets of every hop, each field within its frame', async () => {
    for (const [place, line] of [
      ['client', 'curl -s http://192.168.65.10:8080'],
      ['host1/web', 'curl -s http://example.com'],
      ['client', 'traceroute -n 203.0.113.10'],
    ] as const) {
      const { hops, read } = await told([WEB], place, line);
      for (const index of hops.keys()) {
        const { layers = [], octets = [] } = read(index) ?? {};
        expect(coverage(layers)).toBe(octets.length);
        expect(all(layers).filter(({ from, to }) => from > to || to > octets.length)).toEqual([]);
      }
    }
  });
});

/** Up to which octet the layers follow one another; NaN where there is a gap. */
function coverage(layers: readonly Layer[]): number {
  let end = 0;
  for (const { from, to, id, children } of layers.slice(1)) {
    if (from !== end) return NaN;
    const within = children.at(-1);
    end = Math.max(to, (id === 'icmp' || id === 'icmpv6') && within ? within.to : to);
  }
  return end;
}
