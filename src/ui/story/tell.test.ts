import i18next from 'i18next';
import { beforeAll, expect, it } from 'vitest';
import { en } from '../../i18n/en.ts';
import { ko } from '../../i18n/ko.ts';
import { joinTraces } from '../../kernel/join-traces.ts';
import { execute } from '../../shell/run.ts';
import { labAfter } from '../../shell/shell.fixture.ts';
import { switchesOf } from '../../story/moments.ts';
import { grains, stepsOf, type Grain } from '../../story/steps.ts';
import { plainText } from '../controls/rich-text.ts';
import { spotsOf } from '../../world/spots.ts';
import { announceStep, tellStep, type Tale } from './tell.ts';

beforeAll(async () => {
  await i18next.init({ lng: 'en', resources: { en: { translation: en }, ko: { translation: ko } } });
});

async function request(grain: Grain, ...more: readonly string[]): Promise<Tale> {
  const { session } = await labAfter('docker run -d --name web -p 8080:80 nginx', ...more);
  const { traces } = await execute(session, 'client', 'curl -m 1 http://192.168.65.10:8080/', { fresh: true });
  const hops = joinTraces(traces);
  const { world } = session;
  return { hops, grain, steps: stepsOf(hops, grain, switchesOf(world)), world, spots: spotsOf(world) };
}

const told = (tale: Tale, index: number) => {
  const { title, place, sentence } = tellStep(tale, index, i18next.t);
  return `${title} · ${place} · ${plainText(sentence.template, sentence.values)}`;
};
const next = (tale: Tale, index: number) => {
  const { template, values } = announceStep(tale, index, i18next.t);
  return plainText(template, values);
};

it('a moment is told by its sentence, and announced without saying how it goes', async () => {
  const tale = await request('story', 'iptables -I DOCKER-USER -p tcp -j DROP');
  expect(told(tale, 0)).toBe(
    'Moment 1 of 4 · client · client opens a TCP connection to 192.168.65.10:8080: it sends a SYN.',
  );
  const drop = tale.steps.findIndex(({ moment }) => moment?.kind === 'drop');
  expect(told(tale, drop)).toContain('rule 1 of chain DOCKER-USER');
  expect(next(tale, drop)).toBe('what host1 does with the packet');
});

it('a packet is told by its way and by what became of it', async () => {
  const tale = await request('packets');
  expect(told(tale, 0)).toMatch(/^Packet 1 of \d+ · \w+ · ARP request goes from client to \w+\./);
  const syn = tale.steps.findIndex((_, index) => told(tale, index).includes('· SYN '));
  expect(told(tale, syn)).toMatch(
    /· web · SYN goes from client to web\. nginx has a TCP socket on port 80\. The packet has arrived\.$/,
  );
  expect(next(tale, syn)).toBe('SYN from client');
});

it('a hop in the LAN’s switch is told as there', async () => {
  const tale = await request('hops');
  const port = tale.hops.findIndex(({ device }) => device?.name === 'p-client');
  expect(told(tale, port)).toMatch(
    /^Hop \d+ of \d+ · switch · LAN · The frame arrives at the switch of the LAN, from client\.$/,
  );
});

it.each(grains.flatMap((grain) => (['en', 'ko'] as const).map((language) => [grain, language] as const)))(
  'at the grain %s every step has its texts in %s, and nothing in them is left out',
  async (grain, language) => {
    const tale = await request(grain);
    const t = i18next.getFixedT(language);
    for (const index of tale.steps.keys())
      for (const { template, values } of [tellStep(tale, index, t).sentence, announceStep(tale, index, t)]) {
        const text = plainText(template, values);
        expect(text).not.toMatch(/\{\{|\}\}|undefined|story\.|hop\.|\[(?!::)|\( *\)| {2}/);
        expect(text.length).toBeGreaterThan(2);
      }
  },
);
