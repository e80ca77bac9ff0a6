import { describe, expect, it } from 'vitest';
import { forwardingTable } from '../../link/forwarding.ts';
import { deleteLink } from '../../link/links.ts';
import { setHairpin, setMaster } from '../../link/bridge.ts';
import { setDown } from '../../link/link-up.ts';
import { linkAt } from '../../link/lookup.ts';
import { namespaceOf } from '../../kernel.ts';
import {
  addHost,
  bridge,
  createFixture,
  drops,
  echo,
  linkRef,
  plug,
  seen,
  send,
  tcp,
  type Fixture,
} from '../walk.fixture.ts';

/** Three boxes on a host's bridge. */
function lan(): Fixture {
  const fixture = createFixture();
  for (const id of ['host', 'a', 'b', 'c']) addHost(fixture, id);
  bridge(fixture, 'host', 'br', '172.17.0.1/16');
  for (const [i, id] of ['a', 'b', 'c'].entries()) plug(fixture, ['host', 'br'], [id, 'eth0', `172.17.0.${i + 2}/16`]);
  return fixture;
}

const to = (way: string[], kind: string): string[] => way.map((step) => `${step} ${kind}`);

describe('a bridge', () => {
  it('carries a request to the known port alone, seen by the other as for somebody else', () => {
    const fixture = lan();
    const way = seen(send(fixture, echo('a', '172.17.0.3')));
    expect(way).toEqual([
      ...to(['a eth0 Out', 'host v-a P', 'host v-b Out', 'b eth0 In'], 'echo-request'),
      ...to(['b eth0 Out', 'host v-b P', 'host v-a Out', 'a eth0 In'], 'echo-reply'),
    ]);
  });

  it('takes in what is for its own address, and sends from its own device', () => {
    const fixture = lan();
    expect(seen(send(fixture, echo('a', '172.17.0.1')))).toEqual([
      ...to(['a eth0 Out', 'host v-a P', 'host br In'], 'echo-request'),
      ...to(['host br Out', 'host v-a Out', 'a eth0 In'], 'echo-reply'),
    ]);
    expect(seen(send(fixture, echo('host', '172.17.0.4')))).toEqual([
      ...to(['host br Out', 'host v-c Out', 'c eth0 In'], 'echo-request'),
      ...to(['c eth0 Out', 'host v-c P', 'host br In'], 'echo-reply'),
    ]);
  });

  it('learns senders on their ports and forgets them after 300 s', () => {
    const fixture = lan();
    send(fixture, echo('a', '172.17.0.3'));
    const br = linkAt(fixture.kernel, linkRef(fixture, 'host', 'br'));
    if (br.kind !== 'bridge') throw new Error('no bridge');
    const learned = (clock: number) =>
      forwardingTable(namespaceOf(fixture.kernel, 'host'), br, clock).filter((entry) => !entry.permanent).length;
    expect(learned(fixture.clock)).toBe(2);
    expect(learned(fixture.clock + 300_000)).toBe(0);
  });

  it('floods what is for a station that is gone, while its neighbours still know it', () => {
    const fixture = lan();
    send(fixture, echo('a', '172.17.0.3'));
    deleteLink(fixture.kernel, linkRef(fixture, 'b', 'eth0'));
    const gone = send(fixture, echo('a', '172.17.0.3'));
    expect(gone.outcomes[0]?.status).toBe('timeout');
    expect(seen(gone)).toEqual(to(['a eth0 Out', 'host v-a P', 'host v-c Out', 'c eth0 P'], 'echo-request'));
    expect(drops(gone)).toEqual(['c other-host']);
  });

  it('sends nothing back where it came from but in hairpin mode', () => {
    const fixture = lan();
    for (const id of ['far', 'e', 'f']) addHost(fixture, id);
    bridge(fixture, 'far', 'br');
    const inner = linkRef(fixture, 'far', 'br');
    plug(fixture, ['far', 'br'], ['e', 'eth0', '172.17.0.8/16']);
    plug(fixture, ['far', 'br'], ['f', 'eth0', '172.17.0.9/16']);
    plug(fixture, ['host', 'br'], ['far', 'up']);
    setMaster(fixture.kernel, linkRef(fixture, 'far', 'up'), inner.index);
    for (const from of ['e', 'f']) send(fixture, echo(from, '172.17.0.2'));
    send(fixture, echo('e', '172.17.0.9'));
    // The inner bridge forgets, and floods; the outer one knows both behind the same port.
    const forget = () => {
      const link = linkAt(fixture.kernel, inner);
      if (link.kind === 'bridge') link.forwarding = {};
    };
    forget();
    expect(drops(send(fixture, echo('e', '172.17.0.9')))).toEqual(['host no-port']);
    setHairpin(fixture.kernel, linkRef(fixture, 'host', 'v-far'), true);
    forget();
    const way = seen(send(fixture, echo('e', '172.17.0.9')));
    expect(way).toContain('host v-far Out echo-request');
  });

  it('carries nothing while it is down', () => {
    const fixture = lan();
    send(fixture, echo('a', '172.17.0.3'));
    setDown(fixture.kernel, linkRef(fixture, 'host', 'br'));
    const trace = send(fixture, echo('a', '172.17.0.3'));
    expect(trace.outcomes[0]?.status).toBe('timeout');
    expect(drops(trace)).toEqual(['host no-port']);
  });

  it('loses a station whose port is down', () => {
    const fixture = lan();
    send(fixture, tcp('a', '172.17.0.3', 80));
    setDown(fixture.kernel, linkRef(fixture, 'host', 'v-b'));
    expect(send(fixture, echo('a', '172.17.0.3')).outcomes[0]?.status).toBe('timeout');
    expect(send(fixture, echo('b', '172.17.0.2')).outcomes[0]?.status).toBe('timeout');
  });
});

describe('br_netfilter', () => {
  it('shows bridged packets to the tables before the bridge forwards or takes them in', async () => {
    const { appendRule } = await import('../../netfilter/chains.ts');
    const { rule } = await import('../../netfilter/rule/rule-text.ts');
    const drop = (on: boolean) => {
      const fixture = lan();
      const host = namespaceOf(fixture.kernel, 'host');
      host.sysctl['net.bridge.bridge-nf-call-iptables'] = on ? '1' : '0';
      for (const id of ['a', 'b']) send(fixture, echo(id, '172.17.0.1'));
      appendRule(host, 'ip', 'raw', 'PREROUTING', rule('-d 172.17.0.1/32 -i br -j DROP'));
      appendRule(host, 'ip', 'filter', 'FORWARD', rule('-i br -o br -j DROP'));
      return { own: seen(send(fixture, echo('a', '172.17.0.1'))), bridged: send(fixture, echo('a', '172.17.0.3')) };
    };
    expect(drop(false).own).toEqual(to(['a eth0 Out', 'host v-a P', 'host br In'], 'echo-request'));
    expect(drop(true).own).toEqual(to(['a eth0 Out', 'host v-a P'], 'echo-request'));
    expect(drop(false).bridged.outcomes[0]?.status).toBe('answered');
    expect(drop(true).bridged.outcomes[0]?.status).toBe('timeout');
    expect(drops(drop(true).bridged)).toEqual(['host rule']);
  });
});
