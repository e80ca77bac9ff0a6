import i18next, { type TFunction } from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { cases } from '../../diagnosis/cases.table.ts';
import type { Find } from '../../teaching/find.ts';
import { guessesOf, guessOf } from '../../teaching/guess.ts';
import { on } from '../../teaching/lesson.ts';
import { posedOf } from '../../teaching/pose/pose.ts';
import { seek } from '../../teaching/seek.ts';
import { sceneOf } from '../../teaching/pose/scene-of.ts';
import type { Ask, Posed } from '../../teaching/question.ts';
import { worldAfter } from '../../teaching/judge/judge.ts';
import type { Command } from '../../history/history.ts';
import { createLab } from '../../world/lab.ts';
import type { World } from '../../world/world.ts';
import { below, shuffled } from '../../engine/random.ts';
import { lessons as en } from '../../i18n/en/lessons.ts';
import { lessons as ko } from '../../i18n/ko/lessons.ts';
import { plainText, type Sentence } from '../controls/rich-text.ts';
import { asksText, becauseText, findText, optionText } from './texts.ts';

const languages: { en?: TFunction<'lessons'>; ko?: TFunction<'lessons'> } = {};

beforeAll(async () => {
  await i18next.init({
    resources: { en: { lessons: en }, ko: { lessons: ko } },
    interpolation: { escapeValue: false },
  });
  for (const language of ['en', 'ko'] as const) languages[language] = i18next.getFixedT(language, 'lessons');
});

/** Places without values, particles without a form, a key in place of its sentence, marks that are not read. */
const UNFINISHED = /\{\{|undefined|\[[가-힣]+\/|^questions\.|<\/?[bm]>/;

const plain = ({ template, values }: Sentence): string => plainText(template, values);

/** One answer is right; in both languages no two are shown alike, and every sentence is whole. */
function expectSound({ asks, options, right }: Posed): void {
  expect(options.filter(({ id }) => id === right)).toHaveLength(1);
  expect(options.length).toBeGreaterThanOrEqual(2);
  expect(options.length).toBeLessThanOrEqual(5);
  for (const t of [languages.en, languages.ko]) {
    if (t === undefined) throw new Error('no texts');
    const shown = options.map(({ text }) => plain(optionText(t, text)));
    expect(new Set(shown).size).toBe(shown.length);
    const all = [plain(asksText(t, asks)), ...shown, ...options.map(({ because }) => plain(becauseText(t, because)))];
    for (const sentence of all) {
      expect(sentence).not.toMatch(UNFINISHED);
      expect(sentence.trim()).not.toBe('');
    }
  }
  for (const { id, because } of options) expect(because.key.startsWith('is-')).toBe(id === right);
}

const commandOf = (text: string): Command => {
  const at = text.indexOf('$ ');
  return { place: text.slice(0, at), line: text.slice(at + 2) };
};

const ofAny: readonly Ask[] = [
  { about: 'end' },
  { about: 'lost' },
  { about: 'answerer' },
  { about: 'seen-source' },
  { about: 'destination-at', at: 'host1', chain: 'FORWARD' },
  { about: 'next-device', at: 'host1' },
  { about: 'base-chain', at: 'host1' },
  { about: 'counted', at: 'host1', table: 'filter', chain: 'FORWARD', number: 1 },
  { about: 'name-server' },
  { about: 'asked-by-arp', at: 'host1' },
  { about: 'asked-by-arp', at: 'host1/box' },
  { about: 'tunnel-port' },
  { about: 'reply' },
  { about: 'interfaces', of: 'host1/web' },
  { about: 'address', of: 'host1/web' },
  { about: 'state', of: 'host1/web' },
  { about: 'running', at: 'host1', names: ['web', 'box', 'db'] },
  { about: 'default-route', of: 'host1/web' },
  { about: 'host-port', of: 'host1/web', port: 80 },
  { about: 'listener', at: 'host1', port: 8080 },
  { about: 'resolver', of: 'host1/box' },
  { about: 'listed', of: 'host1/web', network: 'bridge' },
];

async function expectAllSound(world: World, command: Command): Promise<number> {
  const scene = await sceneOf(world, [command]);
  let asked = 0;
  for (const ask of ofAny) {
    const posed = await posedOf(world, scene, ask);
    if (posed === undefined) continue;
    asked += 1;
    expectSound(posed);
  }
  const guesses = guessesOf(scene);
  for (const guess of guesses) {
    expectSound(guess);
    expect(guess.hop).toBeGreaterThanOrEqual(0);
  }
  return asked;
}

describe('every question about what fails', () => {
  test.each(cases)('$name', async ({ before, probe }) => {
    const world = await worldAfter(createLab({ seed: 1 }), before.map(commandOf));
    expect(await expectAllSound(world, commandOf(probe))).toBeGreaterThan(0);
  });
});

/** Some containers on some networks of a lab, what somebody did to it, and some traffic. */
function randomLab(seed: number): { readonly build: readonly Command[]; readonly traffic: readonly Command[] } {
  const random = { state: seed };
  const pick = <T>(things: readonly T[]): T => things[below(random, things.length)] as T;
  const networks = ['bridge', 'shop', 'back', 'host'];
  const names = ['web', 'box', 'db', 'app'];
  const build = on(
    'host1',
    'docker network create shop',
    `docker network create ${pick(['', '--internal '])}back`,
    ...names.map((name, i) => {
      const publish = pick(['', '', `-p 80${80 + i}:80 `, '-P ', `-p 127.0.0.1:90${80 + i}:80 `]);
      return `docker run -d --name ${name} --network ${pick(networks)} ${publish}${pick(['nginx', 'traefik/whoami', 'busybox'])}`;
    }),
    ...shuffled(random, [
      'iptables -t nat -F DOCKER',
      'iptables -t nat -F POSTROUTING',
      'iptables -P FORWARD DROP',
      'iptables -A INPUT -p tcp --dport 80 -j REJECT',
      'iptables -I DOCKER-USER -j DROP',
      'sysctl -w net.ipv4.ip_forward=0',
      'docker stop -t 0 web',
      'docker pause db',
      'docker network connect shop web',
      'docker network disconnect bridge box',
      'ip link set docker0 down',
    ]).slice(0, below(random, 3)),
  );
  const places = ['client', 'host1', ...names.map((name) => `host1/${name}`)];
  const targets = [
    ...names,
    'localhost',
    'example.com',
    '192.168.65.10:8080',
    '192.168.65.10:8081',
    '172.17.0.2',
    '172.18.0.2',
    '203.0.113.10',
    '192.168.65.10',
    '127.0.0.1:9080',
    '192.168.65.77',
  ];
  const traffic = Array.from({ length: 5 }, () => {
    const target = pick(targets);
    const line = below(random, 4) === 0 ? `ping -c 1 -W 1 ${target.split(':')[0]}` : `curl -s -m 2 http://${target}`;
    return { place: pick(places), line };
  });
  return { build, traffic };
}

describe('every question about any traffic of random labs', () => {
  test.each(Array.from({ length: 8 }, (_, i) => i + 1))('lab %i', async (seed) => {
    const { build, traffic } = randomLab(seed);
    const world = await worldAfter(createLab({ seed }), build);
    for (const command of traffic) await expectAllSound(world, command);
  });
});

test('what is to be found is asked for in both languages', async () => {
  const world = await worldAfter(createLab({ seed: 1 }), on('host1', 'docker run -d --name web -p 8080:80 nginx'));
  const finds: readonly Find[] = [
    { what: 'address', of: 'host1/web' },
    { what: 'mac', of: 'host1/web' },
    { what: 'gateway', of: 'host1/web' },
    { what: 'peer', of: 'host1/web' },
    { what: 'bridge', at: 'host1', network: 'bridge' },
    { what: 'host-port', of: 'host1/web', port: 80 },
    { what: 'rule', commands: on('client', 'curl -s http://192.168.65.10:8080'), at: 'host1', table: 'filter' },
    { what: 'resolver', of: 'host1/web' },
  ];
  for (const find of finds) {
    const sought = await seek(world, find);
    for (const t of [languages.en, languages.ko]) {
      const sentence = sought && t && plain(findText(t, sought.asks));
      expect(sentence).toMatch(/\S/);
      expect(sentence).not.toMatch(UNFINISHED);
    }
  }
});

describe('a guess', () => {
  const published = on('host1', 'docker run -d --name web -p 8080:80 nginx');
  const fromClient = on('client', 'curl -s -m 2 http://192.168.65.10:8080');
  const storyOf = async () => sceneOf(await worldAfter(createLab({ seed: 1 }), published), fromClient);

  test('the most telling first', async () => {
    const keys = guessesOf(await storyOf()).map(({ asks }) => asks.key);
    expect(keys.slice(0, 3)).toEqual(['lost', 'destination-at', 'seen-source']);
    expect(keys).toEqual(expect.arrayContaining(['base-chain', 'answerer', 'next-device', 'end', 'asked-by-arp']));
  });

  test('by a seed, and not always the same', async () => {
    const story = await storyOf();
    const seeds = Array.from({ length: 20 }, (_, seed) => seed);
    const keys = seeds.map((seed) => guessOf(story, seed)?.asks.key);
    expect(seeds.map((seed) => guessOf(story, seed)?.asks.key)).toEqual(keys);
    expect(new Set(keys).size).toBeGreaterThan(2);
  });

  test('none where nothing is sent', async () => {
    const story = await sceneOf(createLab({ seed: 1 }), on('host1', 'true'));
    expect(guessOf(story, 1)).toBeUndefined();
  });
});
