import { beforeEach, expect, test } from 'vitest';
import { localSimulator } from '../../simulator/simulator.fixture.ts';
import { documentOf } from '../../store/document.ts';
import { createStores, undo, type Stores } from '../../store/stores.ts';
import { createLab } from '../../world/lab.ts';
import { answer } from './answer.ts';
import type { Request, Told } from './protocol.ts';

let stores: Stores;

const asked = async (request: Request): Promise<Told[]> => {
  const told: Told[] = [];
  await answer(stores, request, (each) => told.push(each));
  return told;
};

beforeEach(async () => {
  stores = createStores(localSimulator(), createLab({ seed: 1 }));
  await asked({ hopscope: 'load', text: 'host1$ docker run -d --name web nginx\nhost1$ ping -c 1 172.17.0.2' });
});

test('what cannot be loaded is told, and the lab and its story are as they were', async () => {
  stores.playback.getState().seek(3);
  const before = documentOf(stores);
  for (const request of [{ link: '#v1=x' }, { link: 'v9=AAAA' }, { text: '[[[[' }, {}])
    expect(await asked({ hopscope: 'load', ...request })).toMatchObject([{ event: 'failed' }]);
  expect(documentOf(stores)).toEqual(before);
  expect(stores.playback.getState().position).toBe(3);
});

test('what is loaded takes the place of the lab, and undo leads back to that', async () => {
  const before = documentOf(stores);
  const told = await asked({ hopscope: 'load', text: 'host1$ docker ps' });
  expect(told).toEqual([{ event: 'loaded', commands: 1, hops: 0 }]);
  undo(stores);
  expect(documentOf(stores)).toEqual(before);
});

test.each([{ to: -5 }, { to: 2 ** 53 }, { hops: -(2 ** 31) }, { moments: 2 ** 53 }, {}])(
  'the story stands at one of its hops, whatever step is asked for: %o',
  async (step) => {
    await asked({ hopscope: 'step', ...step });
    const { position, hops } = stores.playback.getState();
    expect(hops[position]).toBeDefined();
  },
);
