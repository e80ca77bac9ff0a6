import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../i18n/en.ts';
import { ko } from '../../i18n/ko.ts';
import { joinTraces } from '../../kernel/join-traces.ts';
import { labAfter } from '../../shell/shell.fixture.ts';
import { execute } from '../../shell/run.ts';
import { openSession, type Session } from '../../shell/session.ts';
import { momentsOf, switchesOf } from '../../story/moments.ts';
import { createLab } from '../../world/lab.ts';
import type { Place } from '../../world/world.ts';
import { plainText } from '../controls/rich-text.ts';
import { spotsOf } from '../../world/spots.ts';
import { momentText } from './moment-text.ts';

beforeAll(async () => {
  await i18next.init({ lng: 'en', resources: { en: { translation: en }, ko: { translation: ko } } });
});

async function told(language: 'en' | 'ko', place: Place, line: string, ...before: readonly string[]) {
  const { session } = await labAfter(...before);
  return tellAll(session, language, place, line);
}

async function tellAll(session: Session, language: 'en' | 'ko', place: Place, line: string) {
  const { traces } = await execute(session, place, line, { fresh: true });
  const { world } = session;
  const hops = joinTraces(traces);
  const t = i18next.getFixedT(language);
  return momentsOf(hops, switchesOf(world)).map((moment) => {
    const { keys, values } = momentText(moment, { world, hops, spots: spotsOf(world) });
    return keys.map((key) => plainText(t(key, { skipInterpolation: true }), values)).join(' ');
  });
}

const published = 'docker run -d --name web -p 8080:80 nginx';

it('a request to a published port is told in ten sentences', async () => {
  const sentences = await told('en', 'client', 'curl http://192.168.65.10:8080/', published);
  expect(sentences.map((sentence) => sentence.replace(/veth\w+/, 'veth'))).toEqual([
    'client opens a TCP connection to 192.168.65.10:8080: it sends a SYN.',
    'client asks on its link who has 192.168.65.10. host1 answers with its MAC address.',
    'host1 changes the destination: rule 2 of chain DOCKER turns 192.168.65.10:8080 into 172.17.0.2:80 (DNAT).',
    'host1 lets the packet through: rule 1 of chain DOCKER accepts it.',
    'host1 asks on its link who has 172.17.0.2. web answers with its MAC address.',
    'The bridge docker0 sends the frame out of veth, towards web.',
    'The packet has arrived: nginx on web listens on TCP port 80.',
    'SYN-ACK comes back, host1 turns 172.17.0.2:80 back into 192.168.65.10:8080, and ACK goes out: the connection stands.',
    'nginx gets the request GET / and answers with status 200.',
    'Both ends close the connection: FIN and ACK, each way.',
  ]);
});

const named = [
  'docker network create app',
  'docker run -d --name web --network app nginx',
  'docker run -d --name box --network app alpine sleep 1d',
];

/** The sentences of the moments that have to do with names. */
const aboutNames = (sentences: readonly string[]) => sentences.filter((sentence) => /DNS|NXDOMAIN/.test(sentence));

it('a name that is not found is told as not found, and who was asked', async () => {
  expect(await told('en', 'box', 'ping -c 1 nosuch', ...named)).toEqual([
    'box asks the DNS server 127.0.0.11 for the address of nosuch. That server does not know it, so it asks 203.0.113.53. The answer is that there is no such name (NXDOMAIN).',
  ]);
  const bridged = aboutNames(await told('en', 'web', 'ping -c 1 api', 'docker run -d --name web nginx'));
  expect(bridged[0]).toContain('The server is on no network of its own');
  expect(bridged.at(-1)).toMatch(/^The answer comes back to web\. .* The answer is that there is no such name/);
  const host = aboutNames(await told('ko', 'host1', 'ping -c 1 web', 'docker run -d --name web nginx'));
  expect(host.at(-1)).toBe('응답이 host1로 돌아옵니다. 그런 이름은 없다는 답이 옵니다(NXDOMAIN).');
});

it('the name of an address is asked for, and its absence told', async () => {
  const reverse = (language: 'en' | 'ko', ip: string) => told(language, 'box', `dig -x ${ip}`, ...named);
  expect(await reverse('en', '172.18.0.2')).toEqual([
    'box asks the DNS server 127.0.0.11 for the name of 172.18.0.2. The answer is web.app.',
  ]);
  expect(await reverse('ko', '172.18.0.2')).toEqual([
    'box에서 DNS 서버 127.0.0.11에 172.18.0.2의 이름을 묻습니다. 답은 web.app입니다.',
  ]);
  expect((await reverse('en', '10.1.1.1'))[0]).toContain('The answer is that it has none (NXDOMAIN).');
});

it('a name server that does not find out says so; one that is cut off does not answer', async () => {
  const internal = ['docker network create --internal in', 'docker run -d --name box --network in alpine sleep 1d'];
  expect((await told('en', 'box', 'curl -m 9 http://example.com', ...internal))[0]).toContain('SERVFAIL');
});

it('what is lost again is told as lost again, and for which reason', async () => {
  const dropped = await told(
    'en',
    'client',
    'curl -m 2 http://192.168.65.10:8080/',
    published,
    'iptables -I DOCKER-USER -i eth0 -j DROP',
  );
  expect(dropped.at(-1)).toBe(
    'Nothing has come back, so client sends it again. It is dropped by host1 again, for the same reason.',
  );
  const pings = await told(
    'en',
    'box',
    'ping -c 2 -W 1 172.19.0.1',
    ...named,
    'docker network create other',
    'iptables -I INPUT -p icmp -j DROP',
  );
  expect(pings.at(-1)).toBe(
    'One more packet of the same kind follows. It is dropped by host1 again, for the same reason.',
  );
});

/** A request from `box` on host1 to `web` on host2. */
async function overlay() {
  const session = openSession(createLab({ seed: 1, hosts: ['host1', 'host2'] }), { inPlace: true });
  const on = (host: Place, line: string) => execute(session, host, line, { fresh: true });
  await on('host1', 'docker swarm init --advertise-addr 192.168.65.10');
  const { stdout } = await on('host1', 'docker swarm join-token -q worker');
  await on('host2', `docker swarm join --token ${stdout.trim()} 192.168.65.10:2377`);
  await on('host1', 'docker network create -d overlay --attachable over');
  await on('host1', 'docker run -d --name box --network over alpine sleep 1d');
  await on('host2', 'docker run -d --name web --network over nginx');
  return tellAll(session, 'en', 'box', 'curl http://web/');
}

it('an end of a tunnel answers for who is behind it, and sends the frame into it', async () => {
  const sentences = await overlay();
  expect(sentences.slice(2, 5)).toEqual([
    'box asks on its link who has 10.0.1.4. over (host1) answers for web, which is on another host, with the MAC address of web.',
    'The bridge br0 sends the frame out of vxlan0, into the tunnel to host2.',
    'host1 puts the whole frame into a VXLAN packet to host2, 192.168.65.11.',
  ]);
});

describe.each(['en', 'ko'] as const)('in %s', (language) => {
  it.each<readonly [string, Place, string, readonly string[]]>([
    ['a name', 'box', 'curl http://web/', named],
    ['no such name', 'box', 'curl http://nobody/', named],
    ['the internet', 'box', 'ping -c 3 203.0.113.10', named],
    ['nobody there', 'box', 'ping -c 1 -W 5 172.18.0.9', named],
    ['no route', 'box', 'ping -c 1 2001:db8::1', named],
    ['a closed port', 'client', 'curl http://192.168.65.10:81/', []],
    ['docker-proxy', 'host1', 'curl http://localhost:8080/', [published]],
    ['UDP', 'client', 'echo hi | nc -u -w 1 192.168.65.10 5000', []],
    ['traceroute', 'box', 'traceroute -n 203.0.113.10', named],
    [
      'a dropped packet',
      'client',
      'curl -m 3 http://192.168.65.10:8080/',
      [published, 'iptables -I DOCKER-USER -j DROP'],
    ],
  ])('%s: every moment has its sentence, and nothing in it is left out', async (_, place, line, before) => {
    const sentences = await told(language, place, line, ...before);
    expect(sentences.length).toBeGreaterThan(0);
    for (const sentence of sentences) {
      expect(sentence).not.toMatch(/\{\{|\}\}|undefined|story\.|hop\.|\[(?!::)|\( *\)| {2}/);
      expect(sentence.length).toBeGreaterThan(10);
    }
  });
});

const BY_TABLE = [
  'docker run -d --name web nginx',
  'ip rule add from 172.17.0.0/16 iif docker0 table 77 priority 900',
  'ip rule add to 203.0.113.0/24 table 78 priority 901',
  'ip route add 203.0.113.0/24 via 192.168.65.1 table 77',
  'ip route add 203.0.113.0/24 via 192.168.65.1 table 78',
];

it.each([
  [
    'web',
    'host1 passes the packet on by its route to 203.0.113.0/24, to the gateway 192.168.65.1. Rule 900 of host1 chose the routing table 77.',
  ],
  ['host1', 'Rule 901 of host1 chose the routing table 78.'],
])('a rule that leads to a table of its own is told: from %s', async (place, sentence) => {
  const all = (await told('en', place, 'ping -c 1 203.0.113.10', ...BY_TABLE)).join('\n');
  expect(all).toContain(sentence);
  const korean = (await told('ko', place, 'ping -c 1 203.0.113.10', ...BY_TABLE)).join('\n');
  expect(korean).toMatch(/host1의 90[01]번 규칙이 라우팅 테이블 7[78]을 골랐습니다\./);
});

it('the rules that every namespace has are not told', async () => {
  const all = (await told('en', 'host1', 'ping -c 1 203.0.113.10', 'ip rule add to 10.0.0.0/8 table 77')).join('\n');
  expect(all).not.toContain('routing table');
});
