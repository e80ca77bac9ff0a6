import { beforeEach, expect, test, vi } from 'vitest';
import { localSimulator } from '../simulator/simulator.fixture.ts';
import { createLab } from '../world/lab.ts';
import { answerGuess, revealGuess, tellGuess } from './guesses.ts';
import { guessHere, isSealed, type Guess } from './guessing.ts';
import { createStores, goTo, runCommand, setGuessing, undo, type Stores } from './stores.ts';

let stores: Stores;

beforeEach(async () => {
  stores = createStores(localSimulator(), createLab({ seed: 1 }));
  await runCommand(stores, 'host1', 'docker run -d --name web -p 8080:80 nginx');
});

const guess = () => stores.guessing.getState().guess;
const hops = () => stores.playback.getState().hops.length;

/** The question, once it is made. */
const asked = () =>
  vi.waitFor(
    () => {
      const { posed, ...rest } = guess() ?? {};
      if (posed === undefined) throw new Error('not yet');
      return { ...(rest as Guess), posed };
    },
    { timeout: 30_000 },
  );
const fetches = () => runCommand(stores, 'client', 'curl -s http://192.168.65.10:8080');

test('traffic is sealed until its question is answered, and plays to where the answer is seen', async () => {
  setGuessing(stores, true);
  const entry = await fetches();
  const { posed, stage } = await asked();
  expect(stage).toBe('sealed');
  expect(hops()).toBe(0);
  expect(entry !== undefined && isSealed(stores.guessing.getState(), entry)).toBe(true);

  answerGuess(stores, posed.right);
  expect(guess()).toMatchObject({ stage: 'playing', chosen: posed.right });
  expect(hops()).toBeGreaterThan(10);
  tellGuess(stores);
  expect(guess()?.stage).toBe('told');
  expect(stores.guessing.getState()).toMatchObject({ right: 1, answered: 1 });
  answerGuess(stores, 'again');
  expect(stores.guessing.getState().answered).toBe(1);
});

test('a wrong answer counts as one, and what is revealed counts for nothing', async () => {
  setGuessing(stores, true);
  await fetches();
  const { posed } = await asked();
  answerGuess(stores, posed.options.find(({ id }) => id !== posed.right)?.id ?? '');
  expect(stores.guessing.getState()).toMatchObject({ right: 0, answered: 1 });
  await fetches();
  await asked();
  revealGuess(stores);
  revealGuess(stores);
  expect(guess()?.stage).toBe('told');
  expect(guess()?.chosen).toBeUndefined();
  expect(stores.guessing.getState().answered).toBe(1);
});

test('switched on, it asks about the traffic that is shown; off, that is shown again', async () => {
  await fetches();
  expect(hops()).toBeGreaterThan(10);
  setGuessing(stores, true);
  await asked();
  expect(hops()).toBe(0);
  setGuessing(stores, false);
  expect(guess()).toBeUndefined();
  expect(hops()).toBeGreaterThan(10);
});

test('what has nothing to ask is shown at once', async () => {
  setGuessing(stores, true);
  await runCommand(stores, 'host1', 'docker ps');
  expect(guess()).toBeUndefined();
  await runCommand(stores, 'host1', 'ping -c 1 127.0.0.1');
  await vi.waitFor(() => expect(guess()?.posed !== undefined || hops() > 0).toBe(true), { timeout: 30_000 });
});

test('a question goes with its command, and comes again where one goes back to it', async () => {
  setGuessing(stores, true);
  await fetches();
  await asked();
  undo(stores);
  expect(guessHere(stores.guessing.getState(), stores.lab.getState())).toBeUndefined();
  goTo(stores, 2);
  await asked();
  expect(guessHere(stores.guessing.getState(), stores.lab.getState())?.stage).toBe('sealed');
});
