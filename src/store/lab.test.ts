import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../shell/tool/call.ts';
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

/** @param more what else comes of a line */
const backendWith = (more: (from: World, line: string) => Partial<Outcome>): Backend => ({
  createLab: async () => world(0),
  async *play(start, commands) {
    let now = start;
    for (const { line } of commands) {
      await Promise.resolve();
      if (line === 'break') throw new Error('broken');
      const outcome = { world: world(now.clock.now + 1), stdout: `${line}\n`, stderr: '', exit: 0, traces: [] };
      yield { ...outcome, ...more(now, line) };
      now = outcome.world;
    }
  },
  whenLookedAt: (seen) => seen,
  interrupt: () => undefined,
});
const backend = backendWith(() => ({}));

const lab = () => createLabStore(backend, world(0));
const lines = (store: ReturnType<typeof lab>) => store.getState().entries.map(({ line }) => line);
const all = (step: () => unknown) => {
  while (step() !== undefined);
};
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

  test('undo leads back to the document before, redo to the one after', async () => {
    const store = lab();
    await store.getState().submit('host1', 'a');
    await store.getState().begin('first', { seed: 7, commands: [{ place: 'host1', line: 'b' }] });
    await store.getState().begin('second');
    expect(store.getState().undo()).toMatchObject({ change: 'begun' });
    expect(store.getState().title).toBe('first');
    expect(store.getState().undo()).toMatchObject({ change: 'begun' });
    expect(store.getState().title).toBeUndefined();
    expect(lines(store)).toEqual(['a']);
    expect(now(store)).toBe(1);
    store.getState().redo();
    store.getState().redo();
    expect(store.getState()).toMatchObject({ title: 'second', entries: [] });
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

  test('a new command takes the place of what was undone, and undo brings that back', async () => {
    const store = lab();
    for (const line of ['a', 'b', 'c']) await store.getState().submit('host1', line);
    store.getState().undo();
    store.getState().undo();
    await store.getState().submit('host1', 'd');
    expect(lines(store)).toEqual(['a', 'd']);
    expect(canRedo(store.getState())).toBe(false);
    expect(store.getState().undo()).toEqual({
      change: 'command',
      line: 'd',
      at: 2,
      other: expect.anything() as object,
    });
    expect(lines(store)).toEqual(['a', 'b', 'c']);
    expect(now(store)).toBe(1);
    store.getState().redo();
    expect(lines(store)).toEqual(['a', 'd']);
    expect(now(store)).toBe(2);
  });

  test('go over names and places in the picture too, in the order in which things were done', async () => {
    const store = lab();
    await store.getState().submit('host1', 'a');
    store.getState().place('client', { x: 1, y: 2 });
    await store.getState().submit('host1', 'b');
    for (const name of ['W', 'We', 'Week']) store.getState().rename(name);
    store.getState().tidy();
    const undone = Array.from({ length: 5 }, () => store.getState().undo()?.change);
    expect(undone).toEqual(['tidied', 'renamed', 'command', 'moved', 'command']);
    expect(store.getState()).toMatchObject({ title: undefined, positions: {}, done: 0 });
    const redone = Array.from({ length: 5 }, () => store.getState().redo()?.change);
    expect(redone).toEqual(undone.reverse());
    expect(store.getState()).toMatchObject({ title: 'Week', positions: {}, done: 2 });
    store.getState().undo();
    expect(store.getState().positions).toEqual({ client: { x: 1, y: 2 } });
  });

  test('after a jump they go on from there, and what was done to the picture stays', async () => {
    const store = lab();
    for (const line of ['a', 'b', 'c', 'd']) await store.getState().submit('host1', line);
    store.getState().place('client', { x: 1, y: 2 });
    store.getState().goTo(2);
    expect(now(store)).toBe(2);
    expect(store.getState().undo()?.line).toBe('b');
    expect(store.getState().redo()?.line).toBe('b');
    expect(store.getState().redo()?.line).toBe('c');
    expect(store.getState().positions).toEqual({ client: { x: 1, y: 2 } });
  });

  test('whatever was done, undoing all of it and redoing all of it ends where it began', async () => {
    const change = fc.constantFrom('run', 'place', 'rename', 'tidy', 'begin', 'delete', 'jump', 'undo', 'redo');
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 14 }), async (changes) => {
        const store = lab();
        const { submit, place, rename, tidy, begin, rehearse, amend, goTo, undo, redo } = store.getState();
        for (const [i, kind] of changes.entries()) {
          if (kind === 'run') await submit('host1', `run ${i}`);
          else if (kind === 'place') place(`n${i}`, { x: i, y: 0 });
          else if (kind === 'rename') rename(`name ${i}`);
          else if (kind === 'tidy') tidy();
          else if (kind === 'begin') await begin(`lab ${i}`);
          else if (kind === 'jump') goTo(i % 3);
          else if (kind === 'undo') undo();
          else if (kind === 'redo') redo();
          else if (store.getState().entries.length > 0) amend(await rehearse(0, undefined));
        }
        all(redo);
        const document = () => {
          const { title, entries, done, positions } = store.getState();
          return { title, entries, done, positions };
        };
        const last = document();
        all(undo);
        expect(canUndo(store.getState())).toBe(false);
        all(redo);
        expect(document()).toEqual(last);
      }),
      { numRuns: 200 },
    );
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

describe('a rehearsal', () => {
  test('tells whose outcome differs, changes nothing, and can be made the document’s', async () => {
    const store = createLabStore(backendWith(exitOf), world(0));
    for (const line of ['a', 'needs 1', 'b', 'needs 2']) await store.getState().submit('host1', line);
    const before = store.getState();
    const progress: number[] = [];
    const rehearsal = await store.getState().rehearse(0, undefined, { onProgress: (played) => progress.push(played) });
    expect(rehearsal.differences.map(({ entry, kind }) => [entry.line, kind])).toEqual([
      ['needs 1', 'fails'],
      ['needs 2', 'fails'],
    ]);
    expect(store.getState()).toEqual(before);

    expect(store.getState().amend(rehearsal)).toBe(true);
    expect(lines(store)).toEqual(['needs 1', 'b', 'needs 2']);
    expect(store.getState().entries.map(({ id }) => id)).toEqual([2, 3, 4]);
    expect(store.getState().done).toBe(3);
    expect(store.getState().undo()).toMatchObject({ change: 'deleted', line: 'a' });
    expect(store.getState()).toMatchObject({ entries: before.entries, done: 4 });
    store.getState().redo();
    expect(lines(store)).toEqual(['needs 1', 'b', 'needs 2']);
  });

  const exitOf = ({ clock }: World, line: string) =>
    line.startsWith('needs ') && clock.now !== Number(line.slice(6)) + (line === 'needs 2' ? 1 : 0) ? { exit: 1 } : {};

  test('of another command keeps its place; not once the document has changed, nor when it is not wanted', async () => {
    const store = lab();
    for (const line of ['a', 'b', 'c']) await store.getState().submit('host1', line);
    const rehearsal = await store.getState().rehearse(1, { place: 'client', line: 'x' });
    expect(rehearsal.differences).toEqual([]);
    await store.getState().submit('host1', 'd');
    expect(store.getState().amend(rehearsal)).toBe(false);
    expect(store.getState().amend(await store.getState().rehearse(1, { place: 'client', line: 'x' }))).toBe(true);
    expect(lines(store)).toEqual(['a', 'x', 'c', 'd']);
    await expect(store.getState().rehearse(0, undefined, { wanted: () => false })).rejects.toThrow();
    await expect(store.getState().rehearse(0, { place: 'host1', line: 'break' })).rejects.toThrow('broken');
  });
});

describe('comment', () => {
  const said = (store: ReturnType<typeof lab>) => store.getState().entries.map(({ comment }) => comment);

  test('stands on its command, goes with an empty text, and changes no world', async () => {
    const store = lab();
    for (const line of ['a', 'b']) await store.getState().submit('host1', line);
    const [first] = store.getState().entries;
    store.getState().comment(0, '  Look here.\n');
    expect(said(store)).toEqual(['Look here.', undefined]);
    expect(store.getState().entries[0]?.outcome).toBe(first?.outcome);
    expect(store.getState().entries[0]?.id).toBe(first?.id);
    store.getState().comment(0, ' ');
    expect(store.getState().entries[0]).toEqual(first);
    store.getState().comment(7, 'nobody');
    expect(said(store)).toEqual([undefined, undefined]);
  });

  test('is taken back and made again by undo and redo, and stays when commands are', async () => {
    const store = lab();
    for (const line of ['a', 'b']) await store.getState().submit('host1', line);
    store.getState().comment(1, 'On b');
    store.getState().comment(1, 'On b, again');
    await store.getState().submit('host1', 'c');
    expect(store.getState().undo()).toMatchObject({ change: 'command', line: 'c' });
    expect(said(store)).toEqual([undefined, 'On b, again', undefined]);
    expect(store.getState().undo()).toMatchObject({ change: 'commented', line: 'b' });
    expect(said(store)[1]).toBe('On b');
    store.getState().undo();
    expect(said(store)).toEqual([undefined, undefined]);
    all(() => store.getState().redo());
    expect(said(store)).toEqual([undefined, 'On b, again', undefined]);
    expect(lines(store)).toEqual(['a', 'b', 'c']);
  });

  test('stays on a command that is edited, and on those after it', async () => {
    const store = lab();
    const commands = ['a', 'b'].map((line) => ({ place: 'host1', line, comment: `On ${line}` }));
    await store.getState().begin('Talk', { seed: 7, commands });
    const { rehearse, amend } = store.getState();
    amend(await rehearse(0, { place: 'host1', line: 'x' }));
    expect(lines(store)).toEqual(['x', 'b']);
    expect(said(store)).toEqual(['On a', 'On b']);
  });
});
