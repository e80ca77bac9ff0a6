import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../i18n/en.ts';
import { ko } from '../../i18n/ko.ts';
import { joinTraces } from '../../kernel/join-traces.ts';
import { labAfter } from '../../shell/shell.fixture.ts';
import { execute } from '../../shell/run.ts';
import { momentsOf, switchesOf } from '../../story/moments.ts';
import type { Place } from '../../world/world.ts';
import { plainText } from '../controls/rich-text.ts';
import { spotsOf } from '../../world/spots.ts';
import { momentText } from './moment-text.ts';

beforeAll(async () => {
  await i18next.init({ lng: 'en', resources: { en: { translation: en }, ko: { translation: ko } } });
});

async function told(language: 'en' | 'ko', place: Place, line: string, ...before: readonly string[]) {
  const { session } = await labAfter(...before);
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
    'host1 puts another destination in: rule 2 of chain DOCKER turns 192.168.65.10:8080 into 172.17.0.2:80 (DNAT).',
    'host1 lets the packet through: rule 1 of chain DOCKER accepts it.',
    'host1 asks on its link who has 172.17.0.2. web answers with its MAC address.',
    'The bridge docker0 sends the frame out of veth, towards web.',
    'The packet has arrived: nginx on web listens on TCP port 80.',
    'SYN-ACK comes back, host1 puts 192.168.65.10:8080 in for 172.17.0.2:80 again, and ACK goes out: the connection stands.',
    'nginx gets the request GET / and answers with status 200.',
    'Both ends close the connection: FIN and ACK, each way.',
  ]);
});

const named = [
  'docker network create app',
  'docker run -d --name web --network app nginx',
  'docker run -d --name box --network app alpine sleep 1d',
];

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
