import { describe, expect, it } from 'vitest';
import { deleteLink, moveLink } from '../../link/links.ts';
import { setMaster } from '../../link/bridge.ts';
import { addVxlan, setRemote } from '../../link/vxlan.ts';
import { setUp } from '../../link/link-up.ts';
import { linkAt } from '../../link/lookup.ts';
import { namespaceOf } from '../../kernel.ts';
import { neighbourKey } from '../../neighbour/neighbours.ts';
import {
  addHost,
  bridge,
  createFixture,
  echo,
  linkRef,
  plug,
  seen,
  send,
  wire,
  type Fixture,
} from '../walk.fixture.ts';

const MACS = { a: '02:42:0a:00:01:02', b: '02:42:0a:00:01:03' };

/** Two hosts, on each a namespace with a bridge and a tunnel's end, and on that a box. */
function overlay(): Fixture {
  const fixture = createFixture();
  for (const id of ['switch', 'h1', 'h2', 'o1', 'o2', 'a', 'b']) addHost(fixture, id);
  bridge(fixture, 'switch', 'sw');
  plug(fixture, ['switch', 'sw'], ['h1', 'eth0', '192.168.0.1/24']);
  plug(fixture, ['switch', 'sw'], ['h2', 'eth0', '192.168.0.2/24']);
  end(fixture, 'h1', 'o1', 'a', '10.0.1.2');
  end(fixture, 'h2', 'o2', 'b', '10.0.1.3');
  know(fixture, 'o1', '10.0.1.3', MACS.b, '192.168.0.2');
  know(fixture, 'o2', '10.0.1.2', MACS.a, '192.168.0.1');
  return fixture;
}

function end(fixture: Fixture, host: string, inner: string, box: 'a' | 'b', ip: string): void {
  const { kernel } = fixture;
  bridge(fixture, inner, 'br0', '10.0.1.1/24');
  const made = addVxlan(kernel, {
    namespace: host,
    name: 'vxlan0',
    mac: `0e:00:00:00:00:0${box}`,
    vni: 4097,
    port: 4789,
    proxy: true,
  });
  const ref = moveLink(kernel, made, inner);
  setMaster(kernel, ref, linkRef(fixture, inner, 'br0').index);
  setUp(kernel, ref);
  wire(fixture, [inner, 'veth0'], [box, 'eth0', `${ip}/24`]);
  linkAt(kernel, linkRef(fixture, box, 'eth0')).mac = MACS[box];
  setMaster(kernel, linkRef(fixture, inner, 'veth0'), linkRef(fixture, inner, 'br0').index);
}

function know(fixture: Fixture, inner: string, ip: string, mac: string, remote: string): void {
  const ref = linkRef(fixture, inner, 'vxlan0');
  setRemote(fixture.kernel, ref, mac, remote);
  namespaceOf(fixture.kernel, inner).neighbours[neighbourKey(ref.index, ip)] = {
    ip,
    device: ref.index,
    mac,
    state: 'PERMANENT',
    updated: fixture.clock,
  };
}

describe('VXLAN', () => {
  it('carries frames in UDP between hosts, and answers for the neighbours that it knows', () => {
    const fixture = overlay();
    const trace = send(fixture, echo('a', '10.0.1.3'));
    expect(trace.outcomes[0]).toMatchObject({ status: 'answered', ttl: 64 });
    expect(seen(trace).filter((line) => !/^(o[12]|switch) /.test(line))).toEqual([
      'a eth0 Out echo-request',
      'h1 eth0 Out udp',
      'h2 eth0 In udp',
      'b eth0 In echo-request',
      'b eth0 Out echo-reply',
      'h2 eth0 Out udp',
      'h1 eth0 In udp',
      'a eth0 In echo-reply',
    ]);
    const [outer] = trace.hops.filter(({ namespace, frame }) => namespace === 'h1' && frame.payload.kind === 'ip');
    expect(outer?.frame.payload).toMatchObject({
      source: '192.168.0.1',
      destination: '192.168.0.2',
      transport: { destinationPort: 4789, data: { kind: 'vxlan', vni: 4097 } },
    });
  });

  it('lets no question out: who is not known is not there', () => {
    const fixture = overlay();
    const trace = send(fixture, echo('a', '10.0.1.9', { timeout: 5000 }));
    expect(trace.outcomes[0]?.status).toBe('unreachable');
    expect(seen(trace).some((line) => line.startsWith('h1'))).toBe(false);
  });

  it('takes what comes to its port and is no frame for it, and says nothing', () => {
    const fixture = overlay();
    const data = { kind: 'text', text: '?' } as const;
    const question = { kind: 'udp', namespace: 'h2', destination: '192.168.0.1', data, timeout: 500 } as const;
    const ends = (port: number) => send(fixture, { ...question, port }).outcomes[0]?.status;
    expect([ends(4789), ends(4790)]).toEqual(['timeout', 'unreachable']);
  });

  it('keeps its namespace’s socket as long as it is there', () => {
    const fixture = overlay();
    const ports = () => namespaceOf(fixture.kernel, 'h1').sockets.map(({ port }) => port);
    expect(ports()).toEqual([4789]);
    const again = { namespace: 'h1', name: 'v', mac: '0e:00:00:00:00:0c', vni: 4097, port: 4789 };
    expect(() => addVxlan(fixture.kernel, again)).toThrow('VNI already exists');
    deleteLink(fixture.kernel, linkRef(fixture, 'o1', 'vxlan0'));
    expect(ports()).toEqual([]);
    expect(namespaceOf(fixture.kernel, 'h1').vxlans).toBeUndefined();
  });
});
