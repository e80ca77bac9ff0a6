import { beforeEach, expect, test } from 'vitest';
import { localSimulator } from '../simulator/simulator.fixture.ts';
import { createLab } from '../world/lab.ts';
import { isSealed } from './guessing.ts';
import { canRedo } from './lab.ts';
import { seal } from './sealed.ts';
import type { Entry } from './steps.ts';
import { createStores, goTo, redo, runCommand, setGuessing, undo, type Stores } from './stores.ts';
import { trafficOf } from './traffic.ts';

let stores: Stores;
let request: Entry;

const done = () => stores.lab.getState().done;
const told = () => stores.playback.getState().hops.length;

beforeEach(async () => {
  stores = createStores(localSimulator(), createLab({ seed: 3 }));
  await runCommand(stores, 'host1', 'docker run -d --name web -p 8080:80 nginx');
  const entry = await runCommand(stores, 'client', 'curl -s http://192.168.65.10:8080/');
  if (entry === undefined) throw new Error('it did not run');
  request = entry;
  stores.playback.getState().pause();
});

test('a story is told up to what is asked about, by whatever way one goes on, and then to its end', () => {
  const { toEnd, step, seek } = stores.playback.getState();
  const all = trafficOf(request);
  toEnd();
  seal(stores, { entry: request.id, hop: 4 });
  expect(isSealed(stores.guessing.getState(), request)).toBe(true);
  expect(stores.playback.getState()).toMatchObject({ hops: all.slice(0, 5), position: 4, playing: false });
  for (const go of [() => step(1), () => step(1, 'story'), toEnd, () => seek(30), () => goTo(stores, 2)]) {
    go();
    expect(stores.playback.getState().position).toBeLessThanOrEqual(4);
    expect(told()).toBe(5);
  }
  seek(3);
  seal(stores, undefined);
  expect(stores.playback.getState()).toMatchObject({ hops: all, position: 3 });
});

test('a story that plays stops there', () => {
  stores.playback.getState().play();
  stores.playback.getState().advance(20_000);
  seal(stores, { entry: request.id, hop: 2 });
  expect(stores.playback.getState()).toMatchObject({ position: 2, playing: false });
});

test('who stands before the command stays there, who stands after it may go back', () => {
  seal(stores, { entry: request.id, hop: 4 });
  expect(done()).toBe(2);
  goTo(stores, 1);
  goTo(stores, 2);
  expect(done()).toBe(1);
  expect(canRedo(stores.lab.getState())).toBe(false);
  redo(stores);
  expect(done()).toBe(1);
  undo(stores);
  redo(stores);
  expect(done()).toBe(1);
  seal(stores, undefined);
  redo(stores);
  expect(done()).toBe(2);
  expect(told()).toBe(trafficOf(request).length);
});

test('other commands are told as ever, and the game of guesses asks nothing about the one that a class is asked about', async () => {
  seal(stores, { entry: request.id, hop: 4 });
  setGuessing(stores, true);
  goTo(stores, 2);
  expect(stores.guessing.getState().guess).toBeUndefined();
  setGuessing(stores, false);
  const other = await runCommand(stores, 'client', 'curl -s http://192.168.65.10:8080/');
  expect(other && told()).toBe(other && trafficOf(other).length);
});
