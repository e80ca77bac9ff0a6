import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Hop } from '../kernel/hop.ts';
import { joinTraces } from '../kernel/join-traces.ts';
import { execute } from '../shell/run.ts';
import { openSession } from '../shell/session.ts';
import { createLab } from '../world/lab.ts';
import type { Place } from '../world/world.ts';
import type { Moment } from './moment.ts';
import { momentsOf, switchesOf } from './moments.ts';

/** `web` and `box` on the default bridge. */
const bridged = ['docker run -d --name web nginx', 'docker run -d --name box alpine sleep 1d'];
/** The same on a network of their own. */
const named = [
  'docker network create app',
  'docker run -d --name web --network app nginx',
  'docker run -d --name box --network app alpine sleep 1d',
];
const published = ['docker run -d --name web -p 8080:80 nginx', 'docker run -d --name box alpine sleep 1d'];

interface Told {
  readonly hops: readonly Hop[];
  readonly moments: readonly Moment[];
}

/** The story of the last line, after the others were run on host1; `PLACE$ LINE` runs elsewhere. */
async function story(place: Place, line: string, before: readonly string[]): Promise<Told> {
  const session = openSession(createLab({ seed: 1, hosts: ['host1', 'host2'] }), { inPlace: true });
  let token = '';
  for (const text of before) {
    const [, at = 'host1', command = text] = /^(\w+)\$ (.*)$/.exec(text) ?? [];
    const { exit, stderr, stdout } = await execute(session, at, command.replace('TOKEN', token), { fresh: true });
    if (exit !== 0) throw new Error(`${text}: ${stderr}`);
    token = /--token (\S+)/.exec(stdout)?.[1] ?? token;
  }
  const { traces } = await execute(session, place, line, { fresh: true });
  const hops = joinTraces(traces);
  return { hops, moments: momentsOf(hops, switchesOf(session.world)) };
}

const kindsOf = ({ moments }: Told): string => moments.map(({ kind }) => kind).join(' ');

describe('the moments of', () => {
  it.each<readonly [string, Place, string, readonly string[], number, string]>([
    [
      'a published port, from the LAN',
      'client',
      'curl http://192.168.65.10:8080/',
      published,
      12,
      'send neighbour rewrite rule neighbour bridge arrive handshake data close',
    ],
    [
      'a container by its name',
      'box',
      'curl http://web/',
      named,
      10,
      'name send neighbour bridge arrive handshake data close',
    ],
    [
      'a name on the default bridge',
      'box',
      'curl http://web/',
      bridged,
      10,
      'send neighbour route rule rewrite neighbour neighbour arrive answer',
    ],
    ['a name of nobody', 'box', 'ping -c 1 nosuch', named, 1, 'name'],
    ['the name of a stopped container', 'box', 'ping -c 1 web', [...named, 'docker stop web'], 1, 'name'],
    ['a question to Docker’s DNS server alone', 'box', 'dig example.com', named, 1, 'name'],
    [
      'a question that a rule drops on its way from Docker’s DNS server',
      'box',
      'curl -m 20 http://example.com/',
      [...named, 'iptables -I OUTPUT -p udp -m udp --dport 53 -j DROP'],
      1,
      'name',
    ],
    [
      'another network, which is isolated, with TCP',
      'box',
      'curl -m 2 http://172.19.0.2/',
      [...named, 'docker network create other', 'docker run -d --name far --network other nginx'],
      5,
      'send neighbour drop retry',
    ],
    ['a ping by address', 'box', 'ping -c 1 172.17.0.2', bridged, 7, 'send neighbour bridge arrive answer'],
    ['a ping by name', 'box', 'ping -c 1 web', named, 10, 'name send neighbour bridge arrive answer name'],
    [
      'another network, which is isolated',
      'box',
      'ping -c 1 -W 1 172.19.0.2',
      [...named, 'docker network create other', 'docker run -d --name far --network other nginx'],
      5,
      'send neighbour drop',
    ],
    [
      'a port published by its own host',
      'box',
      'curl http://192.168.65.10:8080/',
      published,
      12,
      'send neighbour arrive handshake data proxy data close',
    ],
    [
      'the internet',
      'box',
      'curl http://203.0.113.10/',
      bridged,
      12,
      'send neighbour route rule rewrite neighbour neighbour arrive handshake data close',
    ],
    [
      'the internet, from an internal network',
      'box',
      'ping -c 1 203.0.113.10',
      ['docker network create --internal in', 'docker run -d --name box --network in alpine sleep 1d'],
      2,
      'drop',
    ],
    [
      'the host network',
      'client',
      'curl http://192.168.65.10/',
      ['docker run -d --name web --network host nginx'],
      10,
      'send neighbour arrive handshake data close',
    ],
    [
      'a macvlan',
      'client',
      'curl http://192.168.65.200/',
      [
        'docker network create -d macvlan --subnet 192.168.65.0/24 --gateway 192.168.65.1 -o parent=eth0 lan',
        'docker run -d --name web --network lan --ip 192.168.65.200 nginx',
      ],
      10,
      'send neighbour arrive handshake data close',
    ],
    [
      'an overlay',
      'box',
      'curl http://web/',
      [
        'docker swarm init --advertise-addr 192.168.65.10',
        'docker swarm join-token worker',
        'host2$ docker swarm join --token TOKEN 192.168.65.10:2377',
        'docker network create -d overlay --attachable over',
        'docker run -d --name box --network over alpine sleep 1d',
        'host2$ docker run -d --name web --network over nginx',
      ],
      14,
      'name send neighbour bridge encapsulate decapsulate bridge arrive handshake data close',
    ],
    [
      'IPv6',
      'box',
      'ping -6 -c 1 fd00:1::2',
      [
        'docker network create --ipv6 --subnet fd00:1::/64 app',
        'docker run -d --name web --network app nginx',
        'docker run -d --name box --network app alpine sleep 1d',
      ],
      7,
      'send neighbour bridge arrive answer',
    ],
    [
      'what DOCKER-USER drops',
      'client',
      'curl --connect-timeout 3 http://192.168.65.10:8080/',
      [...published, 'iptables -I DOCKER-USER -s 192.168.65.50 -j DROP'],
      6,
      'send neighbour rewrite drop retry',
    ],
    ['a closed port', 'client', 'curl http://192.168.65.10:8080/', bridged, 5, 'send neighbour drop answer'],
    [
      'a port of localhost',
      'host1',
      'curl http://localhost:8080/',
      published,
      12,
      'send arrive handshake data proxy data close',
    ],
  ])('%s', async (_, place, line, before, most, kinds) => {
    const told = await story(place, line, before);
    expect(kindsOf(told)).toBe(kinds);
    expect(told.moments.length).toBeLessThanOrEqual(most);
    expectWhole(told);
  });
});

it('what is sent again is shown where it is lost again, whether NAT changed it before or not', async () => {
  for (const [place, line, before] of [
    ['client', 'curl -m 2 http://192.168.65.10:8080/', [...published, 'iptables -I DOCKER-USER -i eth0 -j DROP']],
    ['box', 'curl -m 2 http://172.19.0.2/', [...named, 'docker network create other']],
  ] as const) {
    const { hops, moments } = await story(place, line, before);
    const retry = moments.find(({ kind }) => kind === 'retry');
    expect(hops[retry?.hop ?? -1]?.verdict.kind).toBe('dropped');
  }
});

it('where nobody answers for an address, who asks is shown', async () => {
  const { hops, moments } = await story('box', 'ping -c 1 172.17.0.9', bridged);
  const asked = moments.find(({ kind }) => kind === 'neighbour');
  expect(hops[asked?.hop ?? -1]?.namespace).toBe(hops[0]?.namespace);
});

it('only what changes is told as a rewriting', async () => {
  const { hops } = await story('box', 'ping -c 1 web', named);
  const unchanged = hops.filter(
    ({ verdict, frame }) => verdict.kind === 'rewritten' && isDeepStrictEqual(verdict.before, frame),
  );
  expect(unchanged).toEqual([]);
});

/** Every hop is in one moment, each moment is shown by a hop of its own. */
function expectWhole({ hops, moments }: Told): void {
  expect(moments[0]?.from).toBe(0);
  expect(moments.at(-1)?.to).toBe(hops.length);
  for (const [index, { from, to, hop }] of moments.entries()) {
    expect(from).toBeLessThan(to);
    expect(hop).toBeGreaterThanOrEqual(from);
    expect(hop).toBeLessThan(to);
    expect(moments[index + 1]?.from ?? hops.length).toBe(to);
  }
}

it('nothing that happened has no moments', () => {
  expect(momentsOf([], new Set())).toEqual([]);
});
