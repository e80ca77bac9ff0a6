import { describe, expect, test } from 'vitest';
import type { Outcome } from '../shell/tool.ts';
import type { World } from '../world/world.ts';
import { canRedo, canUndo, createLabStore, worldOf, type Backend } from './lab.ts';

/** A world that only counts its commands, by its clock. */
const world = (now: number): World => ({
  seed: 7,
  random: { state: 7 },
  clock: { now },
  kernel: { namespaces: {}, processes: {}, nextPid: 1 },
  machines: {},
  shells: {},
});

const backend: Backend = {
  createLab: () => world(0),
  run: async ({ clock }, _place, line): Promise<Outcome> => {
    await Promise.resolve();
    if (line === 'break') throw new Error('broken');
    return { world: world(clock.now + 1), stdout: `${line}\n`, stderr: '', exit: 0, traces: [] };
  },
};

const lab = () => createLabStore(backend, 7);
const now = (store: ReturnType<typeof lab>) => worldOf(store.getState()).clock.now;

describe('submit', () => {
  test('commands run one after another, each on the world of the one before', async () => {
    const store = lab();
    const done = ['a', 'b', 'c'].map((line) => store.getState().submit('host1', line));
    expect(store.getState().waiting.map(({ line }) => line)).toEqual(['a', 'b', 'c']);
    await Promise.all(done);
    expect(store.getState().entries.map(({ line }) => line)).toEqual(['a', 'b', 'c']);
    expect(now(store)).toBe(3);
    expect(store.getState().waiting).toEqual([]);
  });

  test('a failure of the simulator changes nothing and stops nobody', async () => {
    const store = lab();
    const broken = store.getState().submit('host1', 'break');
    const after = store.getState().submit('host1', 'a');
    await expect(broken).rejects.toThrow('broken');
    await after;
    expect(store.getState().entries.map(({ line }) => line)).toEqual(['a']);
    expect(store.getState().waiting).toEqual([]);
  });
});

describe('cancel', () => {
  test('takes back what waits at a place, not what runs, nor what waits elsewhere', async () => {
    const store = lab();
    const running = store.getState().submit('host1', 'a');
    const waiting = store.getState().submit('host1', 'b');
    const elsewhere = store.getState().submit('client', 'c');
    store.getState().cancel('host1');
    expect((await running)?.line).toBe('a');
    expect(await waiting).toBeUndefined();
    expect((await elsewhere)?.line).toBe('c');
    expect(store.getState().entries.map(({ line }) => line)).toEqual(['a', 'c']);
    expect(store.getState().waiting).toEqual([]);
  });
});

describe('begin', () => {
  test('waits for what runs, and begins with nothing', async () => {
    const store = lab();
    const running = store.getState().submit('host1', 'a');
    await store.getState().begin('Examples');
    await running;
    expect(store.getState()).toMatchObject({ title: 'Examples', entries: [], done: 0 });
    expect(now(store)).toBe(0);
  });

  test('begins with all that a history does, or not at all', async () => {
    const store = lab();
    await store.getState().submit('host1', 'a');
    await store.getState().begin('Saved', { seed: 7, commands: ['b', 'c'].map((line) => ({ place: 'host1', line })) });
    expect(store.getState()).toMatchObject({ title: 'Saved', seed: 7, done: 2 });
    expect(now(store)).toBe(2);
    const failing = { seed: 7, commands: [{ place: 'host1', line: 'break' }] };
    await expect(store.getState().begin('Spoilt', failing)).rejects.toThrow();
    expect(store.getState().title).toBe('Saved');
  });

  test('the way back leads to the document before', async () => {
    const store = lab();
    await store.getState().submit('host1', 'a');
    await store.getState().begin('first');
    await store.getState().begin('second');
    expect(store.getState().title).toBe('second');
    store.getState().back();
    expect(store.getState().title).toBeUndefined();
    expect(store.getState().entries.map(({ line }) => line)).toEqual(['a']);
    store.getState().back();
    expect(now(store)).toBe(1);
  });
});

test('a document takes a name, and loses it', () => {
  const store = lab();
  store.getState().rename(' Week 3 ');
  expect(store.getState().title).toBe('Week 3');
  store.getState().rename('');
  expect(store.getState().title).toBeUndefined();
});

describe('undo and redo', () => {
  test('go back and forth through the worlds', async () => {
    const store = lab();
    for (const line of ['a', 'b']) await store.getState().submit('host1', line);
    expect(store.getState().undo()?.line).toBe('b');
    expect(now(store)).toBe(1);
    expect(store.getState().undo()?.line).toBe('a');
    expect(now(store)).toBe(0);
    expect(canUndo(store.getState())).toBe(false);
    expect(store.getState().undo()).toBeUndefined();
    expect(store.getState().redo()?.line).toBe('a');
    expect(now(store)).toBe(1);
    expect(canRedo(store.getState())).toBe(true);
  });

  test('a new command takes the place of what was undone', async () => {
    const store = lab();
    for (const line of ['a', 'b', 'c']) await store.getState().submit('host1', line);
    store.getState().undo();
    store.getState().undo();
    await store.getState().submit('host1', 'd');
    expect(store.getState().entries.map(({ line }) => line)).toEqual(['a', 'd']);
    expect(canRedo(store.getState())).toBe(false);
  });

  test('not while a command runs', async () => {
    const store = lab();
    await store.getState().submit('host1', 'a');
    const running = store.getState().submit('host1', 'b');
    expect(canUndo(store.getState())).toBe(false);
    expect(store.getState().undo()).toBeUndefined();
    await running;
    expect(canUndo(store.getState())).toBe(true);
  });
});
