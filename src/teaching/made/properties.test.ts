import { expect, test } from 'vitest';
import { createLab } from '../../world/lab.ts';
import { judge, worldAfter } from '../judge/judge.ts';
import { rosterOf } from '../judge/roster.ts';
import { on } from '../lesson.ts';
import { goalsAbout, thingsOf } from './properties.ts';

const world = () =>
  worldAfter(
    createLab({ seed: 3 }),
    on(
      'host1',
      'docker network create --internal __proto__',
      'docker run -d --name web -p 8080:80 nginx',
      'docker run -d --name constructor --network __proto__ busybox sleep 1000',
      'docker run -d --name beside --network container:web busybox sleep 1000',
      'docker run -d --name own --network host httpd',
      'docker create --name waits nginx',
    ),
  );

test('every property of every thing is a goal that holds now', async () => {
  const lab = await world();
  for (const { thing, name } of thingsOf(lab)) {
    const goals = goalsAbout(lab, thing);
    const verdicts = await judge(lab, rosterOf(lab), goals);
    expect([name, verdicts.filter(({ held }) => !held)]).toEqual([name, []]);
  }
});

test('what a thing is not is no goal of it: a stack that is not its own, an address that it has not', async () => {
  const lab = await world();
  const about = (wanted: string) => {
    const { thing } = thingsOf(lab).find(({ name }) => name === wanted) ?? {};
    return thing === undefined ? [] : goalsAbout(lab, thing).map(({ check }) => check);
  };
  expect(about('host1/beside')).not.toContainEqual(expect.objectContaining({ ownStack: true }));
  expect(about('host1/web')).toContainEqual({ kind: 'container', of: 'host1/web', ownStack: true });
  expect(about('host1/waits')).toContainEqual({ kind: 'container', of: 'host1/waits', state: 'stopped' });
  expect(about('host1: __proto__')).toContainEqual(expect.objectContaining({ internal: true }));
  expect(about('host1')).toContainEqual({ kind: 'open', of: 'host1', from: 'client', ports: [80, 8080] });
});
