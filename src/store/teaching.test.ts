import { beforeEach, expect, test, vi } from 'vitest';
import { lesson as cable } from '../lessons/cable/lesson.ts';
import { lesson as hostMode } from '../lessons/host-mode/lesson.ts';
import { lesson as noNames } from '../lessons/no-names/lesson.ts';
import { localSimulator } from '../simulator/simulator.fixture.ts';
import { rosterOf } from '../teaching/judge/roster.ts';
import type { Lesson } from '../teaching/lesson.ts';
import { createLab } from '../world/lab.ts';
import { beginHere, beginLab } from './begin.ts';
import { bring, toSandbox } from './sandbox.ts';
import { canUndo, worldOf } from './lab.ts';
import { stateOf } from './lesson.ts';
import { emptyStand } from './stand.ts';
import { createStores, runCommand, undo, type Stores } from './stores.ts';
import {
  answer,
  commandsTo,
  follow,
  guess,
  here,
  mayGoOn,
  next,
  showMe,
  takeHint,
  tellNow,
  watch,
} from './teaching.ts';

let stores: Stores;

beforeEach(() => {
  stores = createStores(localSimulator(), createLab({ seed: 1 }));
  follow(stores);
});

/** Waits until something holds; a busy machine takes its time. */
const becomes = (holds: () => void) => vi.waitFor(holds, { timeout: 30_000 });
const names = () => Object.keys(worldOf(stores.lab.getState()).machines['host1']?.engine?.names ?? {}).sort();
const open = () => {
  const lesson = here(stores);
  if (lesson === undefined) throw new Error('no lesson');
  return lesson;
};
const state = (step = open().step) => stateOf(open(), step);

async function begin(id: string, lesson: Lesson): Promise<void> {
  await bring(stores, emptyStand(await stores.simulator.createLab(1)));
  await beginHere(stores, id, { seed: 1, commands: lesson.start });
  const { start } = stores.lab.getState();
  const roster = rosterOf(worldOf(stores.lab.getState()));
  stores.lesson.getState().change({ open: { id, lesson, labs: [{ start, roster }], step: 0, reached: 0, states: {} } });
}

test('goals are judged after every command; what held and no longer holds is known', async () => {
  await begin('cable', cable);
  expect(mayGoOn(open())).toBe(true);
  next(stores);
  await becomes(() => expect(state().verdicts?.map(({ held }) => held)).toEqual([false]));
  expect(mayGoOn(open())).toBe(false);
  next(stores);
  expect(open().step).toBe(1);
  await runCommand(stores, 'host1', 'docker run -d --name box busybox');
  await becomes(() => expect(state().verdicts?.map(({ held }) => held)).toEqual([true]));
  await runCommand(stores, 'host1', 'docker stop -t 0 box');
  await becomes(() => expect(state()).toMatchObject({ verdicts: [{ held: false }], held: [true] }));
  undo(stores);
  await becomes(() => expect(mayGoOn(open())).toBe(true));
});

test('a question is sealed until it is answered; then it happens, and its story plays to where the answer is seen', async () => {
  await begin('no-names', noNames);
  await becomes(() => expect(state().posed).toBeDefined());
  const { posed } = state();
  if (posed === undefined || posed === 'none') throw new Error('not posed');
  expect(mayGoOn(open())).toBe(false);
  const before = stores.lab.getState().done;
  await answer(stores, posed.right);
  expect(stores.lab.getState().done).toBe(before + 1);
  const { playing, until } = stores.playback.getState();
  expect(playing).toBe(true);
  expect(until).toBeGreaterThan(0);
  expect(state().told).toBeUndefined();
  stores.playback.getState().advance(1e6);
  expect(stores.playback.getState()).toMatchObject({ playing: false, position: until });
  expect(state().told).toBe(true);
  expect(stores.lesson.getState().progress.lessons.get('no-names')).toMatchObject({ right: 1, wrong: 0 });
  await answer(stores, 'another');
  expect(state().chosen).toBe(posed.right);
});

test('a question aside happens on a copy, and the lab stays as it is', async () => {
  await begin('host-mode', { ...hostMode, steps: hostMode.steps.filter(({ kind }) => kind === 'predict').slice(1, 2) });
  await becomes(() => expect(state().posed).toBeDefined());
  const { posed } = state();
  if (posed === undefined || posed === 'none') throw new Error('not posed');
  const before = stores.lab.getState();
  await answer(stores, posed.right);
  await becomes(() => expect(state().told).toBe(true));
  expect(stores.lab.getState()).toEqual(before);
  expect(worldOf(stores.lab.getState())).toBe(worldOf(before));
  expect(mayGoOn(open())).toBe(true);
});

test('the answer can be told at once', async () => {
  await begin('no-names', noNames);
  await becomes(() => expect(state().posed).toBeDefined());
  const { posed } = state();
  const wrong = posed === 'none' ? undefined : posed?.options.find(({ id }) => id !== posed.right)?.id;
  await answer(stores, wrong ?? '');
  tellNow(stores);
  expect(state().told).toBe(true);
  expect(stores.lesson.getState().progress.lessons.get('no-names')).toMatchObject({ right: 0, wrong: 1 });
});

test('what is to be found is typed or pointed at', async () => {
  await begin('cable', cable);
  await runCommand(stores, 'host1', 'docker run -d --name box busybox');
  stores.lesson.getState().goTo(cable.steps.findIndex(({ kind }) => kind === 'find'));
  await becomes(() => expect(state().sought).toBeDefined());
  guess(stores, '172.17.0.2');
  expect(state()).toMatchObject({ found: false, guessed: '172.17.0.2' });
  guess(stores, ' 172.17.0.3 ');
  expect(state()).toMatchObject({ found: true, guessed: undefined });
  stores.lesson.getState().note('cable', open().step, { found: undefined });
  const { names: ids = {} } = worldOf(stores.lab.getState()).machines['host1']?.engine ?? {};
  const select = (name: string) =>
    stores.view.getState().select({ kind: 'container', machine: 'host1', id: ids[name] ?? '' });
  select('web');
  expect(state().found).toBeUndefined();
  select('box');
  expect(state().found).toBe(true);
});

test('what is pointed at before it is known what is to be found counts once that is', async () => {
  await begin('cable', cable);
  await runCommand(stores, 'host1', 'docker run -d --name box busybox');
  const { names: ids = {} } = worldOf(stores.lab.getState()).machines['host1']?.engine ?? {};
  stores.lesson.getState().goTo(cable.steps.findIndex(({ kind }) => kind === 'find'));
  expect(state().sought).toBeUndefined();
  stores.view.getState().select({ kind: 'container', machine: 'host1', id: ids['box'] ?? '' });
  await becomes(() => expect(state().found).toBe(true));
});

test('what is to be watched is sent', async () => {
  await begin('cable', cable);
  await runCommand(stores, 'host1', 'docker run -d --name box busybox');
  stores.lesson.getState().goTo(cable.steps.findIndex(({ kind }) => kind === 'watch'));
  await watch(stores);
  expect(state().ran).toBe(true);
  expect(stores.playback.getState().playing).toBe(true);
});

test('a solution is played as history, and undo takes it back to what was tried', async () => {
  await begin('no-names', noNames);
  await runCommand(stores, 'host1', 'docker network create mine');
  stores.lesson.getState().goTo(noNames.steps.findIndex(({ kind }) => kind === 'do'));
  takeHint(stores);
  await showMe(stores);
  await becomes(() => expect(state().verdicts?.every(({ held }) => held)).toBe(true));
  const lines = () => {
    const { entries, done } = stores.lab.getState();
    return entries.slice(noNames.start.length, done).map(({ line }) => line);
  };
  expect(lines()).not.toContain('docker network create mine');
  while (lines().length > 0) undo(stores);
  expect(canUndo(stores.lab.getState())).toBe(true);
  expect(stores.lab.getState().entries.at(-1)?.line).toBeDefined();
  expect(stores.lesson.getState().progress.lessons.get('no-names')).toMatchObject({ hints: 1, shown: 1 });
});

test('the commands to a step are those that the goals before it need', async () => {
  expect(await commandsTo(stores.simulator, cable, 1, 5)).toEqual([]);
  expect((await commandsTo(stores.simulator, cable, 2, 5)).map(({ line }) => line)).toEqual([
    'docker run -d --name box busybox',
  ]);
});

test('leaving a lesson loses nothing: undo, the half-typed line, the story, and the lesson’s own lab', async () => {
  await runCommand(stores, 'host1', 'docker run -d --name mine nginx');
  await runCommand(stores, 'client', 'ping -c 1 -W 1 192.168.65.10');
  stores.playback.getState().seek(4);
  stores.playback.getState().pause();
  stores.terminals.getState().draft('host1', 'docker ps');
  const before = stores.lab.getState();
  await begin('no-names', noNames);
  expect(names()).toEqual(['box', 'web']);
  expect(stores.terminals.getState().drafts).toEqual({});
  await runCommand(stores, 'host1', 'docker network create shop');
  await toSandbox(stores);
  expect(here(stores)).toBeUndefined();
  const { entries, done, past, start } = stores.lab.getState();
  expect({ entries, done, past, start }).toEqual({
    entries: before.entries,
    done: before.done,
    past: before.past,
    start: before.start,
  });
  expect(stores.playback.getState()).toMatchObject({ entry: before.entries.at(-1)?.id, position: 4 });
  expect(stores.terminals.getState().drafts).toEqual({ host1: 'docker ps' });
  const shelved = stores.lesson.getState().shelf.get('no-names');
  if (shelved === undefined) throw new Error('not shelved');
  await bring(stores, shelved.stand);
  expect(open().id).toBe('no-names');
  expect(stores.lab.getState().entries.at(-1)?.line).toBe('docker network create shop');
});

test('what is begun during a lesson takes the place of one’s own lab', async () => {
  await runCommand(stores, 'host1', 'docker run -d --name mine nginx');
  await begin('no-names', noNames);
  await beginLab(stores, 'New');
  expect(names()).toEqual([]);
  undo(stores);
  expect(names()).toEqual(['mine']);
  expect(stores.lesson.getState().shelf.has('no-names')).toBe(true);
});
