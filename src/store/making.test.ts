import { describe, expect, test } from 'vitest';
import { readTexts } from '../teaching/texts.ts';
import { createMakingStore, doneAfter, moved, outlined } from './making.ts';

const command = (line: string) => ({ place: 'host1', line });
const heads = { title: 'Title', about: 'About', step: ({ kind }: { kind: string }) => kind, why: 'Why' };

function memory(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as unknown as Storage;
}

test('a lesson that is being made is there again at the next visit, until it is discarded', () => {
  const storage = memory();
  const making = createMakingStore(storage);
  making.getState().begin({ seed: 4, commands: [command('docker ps')] }, { en: '# x' });
  making.getState().change({ pitfalls: [{ commands: [command('ls')] }] });
  const again = createMakingStore(storage).getState().draft;
  expect(again).toEqual(making.getState().draft);
  expect(again?.pitfalls).toHaveLength(1);
  making.getState().discard();
  expect(createMakingStore(storage).getState().draft).toBeUndefined();
});

test('a damaged or blocked storage costs the draft, not the page', () => {
  const storage = memory();
  storage.setItem('hopscope.making', 'hopscope lesson 1\nnonsense');
  expect(createMakingStore(storage).getState().draft).toBeUndefined();
  const blocked = {
    getItem: () => {
      throw new Error('blocked');
    },
    setItem: () => {
      throw new Error('blocked');
    },
  };
  const making = createMakingStore(blocked as unknown as Storage);
  making.getState().begin({ seed: 1, commands: [] }, { en: '' });
  expect(making.getState().draft?.seed).toBe(1);
});

test('what was done after the start', () => {
  const start = [command('a'), command('b')];
  expect(doneAfter(start, [...start, command('c')])).toEqual([command('c')]);
  expect(doneAfter(start, [command('a')])).toBeUndefined();
  expect(doneAfter([], [])).toEqual([]);
});

test('a step moves by one place and stays at the ends', () => {
  expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c']);
  expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
});

describe('an outline', () => {
  const steps = [{ kind: 'read' as const }, { kind: 'do' as const, goals: [] }];
  test('has a section for each step, and why', () => {
    const texts = readTexts(outlined('', steps, heads));
    expect([texts.title, texts.steps.map(({ title }) => title), texts.why.length > 0]).toEqual([
      'Title',
      ['read', 'do'],
      true,
    ]);
  });
  test('keeps what was written, and adds what is missing', () => {
    const written = '# Mine\n\nabout\n\n## First\n\ntext\n';
    expect(outlined(written, steps, heads)).toBe('# Mine\n\nabout\n\n## First\n\ntext\n\n## do\n\n…\n\n## Why\n\n…\n');
    const whole = outlined(written, steps, heads);
    expect(outlined(whole, steps, heads)).toBe(whole);
  });
});
