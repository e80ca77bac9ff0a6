import { beforeEach, expect, test, vi } from 'vitest';
import type { MadeLesson } from '../../teaching/made/made.ts';

const lesson = (title: string): MadeLesson => ({
  seed: 1,
  start: [],
  steps: [{ kind: 'read' }],
  solutions: [],
  pitfalls: [],
  texts: { en: `# ${title}` },
});

const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  vi.resetModules();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
});

const fresh = async () => {
  vi.resetModules();
  return import('./made.ts');
};

test('a made lesson is there again at the next visit, once however often it is opened', async () => {
  const { keepMade } = await fresh();
  const id = keepMade(lesson('a'));
  expect(keepMade(lesson('a'))).toBe(id);
  keepMade(lesson('b'));
  const { madeLessons } = await fresh();
  expect([...madeLessons().values()]).toEqual([lesson('a'), lesson('b')]);
  expect(madeLessons().has(id)).toBe(true);
});

test('the oldest go where there are too many', async () => {
  const { keepMade, madeLessons } = await fresh();
  for (let i = 0; i < 50; i += 1) keepMade(lesson(String(i)));
  expect([...madeLessons().values()].map(({ texts }) => texts.en)).toEqual(
    Array.from({ length: 40 }, (_, i) => `# ${i + 10}`),
  );
});

test.each(['nonsense', '{"a":1}', '["hopscope lesson 9", 3, null]'])(
  'what is kept as %s is left aside',
  async (text) => {
    kept.set('hopscope.made', text);
    const { madeLessons, keepMade } = await fresh();
    expect(madeLessons().size).toBe(0);
    keepMade(lesson('x'));
    expect(madeLessons().size).toBe(1);
  },
);
