import { expect, test } from 'vitest';
import { joinTraces } from '../../../kernel/join-traces.ts';
import { run } from '../../../shell/run.ts';
import { untangled } from '../../../store/playback.ts';
import { createLab } from '../../../world/lab.ts';
import { connectionOf, evidenceOf } from './evidence.ts';

test('a published port’s first packet: rule, route and conntrack', async () => {
  let world = createLab({ seed: 3 });
  for (const line of ['docker run -d --name web -p 8080:80 nginx']) world = (await run(world, 'host1', line)).world;
  const { traces } = await run(world, 'client', 'curl -s -m 2 http://192.168.65.10:8080');
  const hops = untangled(joinTraces(traces));
  const at = hops.findIndex(({ decision }) => decision.kind === 'rule' && decision.rule.target?.kind === 'DNAT');
  const hop = hops[at];
  if (hop === undefined) throw new Error('no DNAT');
  const host = world.kernel.namespaces['host1'];

  expect(evidenceOf(hops, at, host)).toEqual({
    title: 'rule',
    packets: 1,
    text: '-A DOCKER ! -i docker0 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80',
    accent: 'DNAT',
  });

  const { payload } = hop.frame;
  const sourcePort = payload.kind === 'ip' && payload.transport.kind === 'tcp' ? payload.transport.sourcePort : 0;
  expect(connectionOf(hops, at)).toEqual({
    state: 'NEW',
    original: `192.168.65.50:${sourcePort} → 192.168.65.10:8080`,
    reply: `172.17.0.2:80 → 192.168.65.50:${sourcePort}`,
  });

  expect(evidenceOf(hops, at + 1, host)).toMatchObject({
    title: 'route',
    text: '172.17.0.0/16 dev docker0 scope link src 172.17.0.1',
  });
});

test('a rule that drops a packet and the same packet sent again has counted two', async () => {
  let world = createLab({ seed: 3 });
  for (const line of ['docker run -d --name web -p 8080:80 nginx', 'iptables -I DOCKER-USER -i eth0 -j DROP'])
    world = (await run(world, 'host1', line)).world;
  const { traces, world: after } = await run(world, 'client', 'curl -s -m 2 http://192.168.65.10:8080');
  const hops = untangled(joinTraces(traces));
  const drops = hops.flatMap(({ verdict }, index) => (verdict.kind === 'dropped' ? [index] : []));
  const host = after.kernel.namespaces['host1'];
  expect(drops.map((index) => evidenceOf(hops, index, host)?.packets)).toEqual([1, 2]);
  expect((await run(after, 'host1', 'iptables -L DOCKER-USER -v')).stdout).toMatch(/^\s+2\s/m);
});

test('a rule that led to a table stands above its route, and one that refuses stands alone', async () => {
  let world = createLab({ seed: 3 });
  for (const line of [
    'ip rule add to 203.0.113.0/24 table 77 priority 900',
    'ip route add default via 192.168.65.1 table 77',
    'ip rule add to 192.0.2.0/24 prohibit priority 901',
  ])
    world = (await run(world, 'host1', line)).world;
  const evidence = async (to: string) => {
    const { traces } = await run(world, 'host1', `ping -c 1 ${to}`);
    const hops = untangled(joinTraces(traces));
    const at = hops.findIndex(({ decision }) => decision.kind === 'route');
    return evidenceOf(hops, at, world.kernel.namespaces['host1'])?.text;
  };
  expect(await evidence('203.0.113.10')).toBe(
    '900: from all to 203.0.113.0/24 lookup 77\ndefault via 192.168.65.1 dev eth0',
  );
  expect(await evidence('192.0.2.1')).toBe('901: from all to 192.0.2.0/24 prohibit');
});
