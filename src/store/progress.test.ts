import { describe, expect, test } from 'vitest';
import { noProgress, untried, type Progress } from './lesson.ts';
import { mergedProgress, progressKeeper, progressText, readProgress } from './progress.ts';

const cable = { ...untried, step: 2, reached: 3, tries: 1, document: 'a'.repeat(32) };
const some: Progress = {
  lessons: new Map([['cable', cable]]),
  last: 'cable',
  wrong: [{ lesson: 'cable', step: 2, due: 4 }],
  reviewed: ['stack'],
};

test('progress is read as it was written', () => {
  expect(readProgress(progressText(some))).toEqual({ ok: true, progress: some });
  expect(readProgress(progressText(noProgress))).toEqual({ ok: true, progress: noProgress });
});

test('a lesson may be called as anything that every object has', () => {
  const odd: Progress = { ...noProgress, lessons: new Map([['constructor', untried]]) };
  const read = readProgress(progressText(odd));
  expect(read.ok && [...read.progress.lessons.keys()]).toEqual(['constructor']);
  expect(read.ok && read.progress.lessons.get('valueof')).toBeUndefined();
});

test.each([
  ['no JSON', 'x', 'foreign'],
  ['another thing', '{"format":1}', 'foreign'],
  [
    'a lesson with a name that none has',
    '{"format":1,"lessons":[["__proto__",{}]],"wrong":[],"reviewed":[]}',
    'foreign',
  ],
  ['numbers that make no sense', progressText({ ...some, wrong: [{ lesson: 'a', step: -1, due: 0 }] }), 'foreign'],
  ['of a newer Hopscope', '{"format":2,"courses":[]}', 'newer'],
  ['very long', ' '.repeat(2_000_000), 'foreign'],
])('what is none of ours is told: %s', (_what, text, reason) => {
  expect(readProgress(text)).toEqual({ ok: false, reason });
});

test('two accounts become one: what got further counts, and one’s own labs stay', () => {
  const other: Progress = {
    lessons: new Map([
      ['cable', { ...untried, step: 6, reached: 6, finished: 1 }],
      ['no-names', { ...untried, document: 'b'.repeat(32) }],
    ]),
    wrong: [...some.wrong, { lesson: 'no-names', step: 0, due: 1 }],
    reviewed: ['names'],
  };
  const { lessons, wrong, reviewed, last } = mergedProgress(some, other);
  expect(lessons.get('cable')).toEqual({ ...untried, step: 6, reached: 6, finished: 1, document: cable.document });
  expect(lessons.get('no-names')).toEqual(untried);
  expect(wrong).toHaveLength(2);
  expect(reviewed).toEqual(['stack', 'names']);
  expect(last).toBe('cable');
  expect(mergedProgress(other, some).lessons.get('cable')?.finished).toBe(1);
});

describe('what the browser keeps', () => {
  const storageWith = (kept: Record<string, string>): Storage => ({
    length: 0,
    clear: () => undefined,
    key: () => null,
    removeItem: () => undefined,
    getItem: (key) => kept[key] ?? null,
    setItem: (key, value) => {
      kept[key] = value;
    },
  });

  test('two tabs do not take each other’s lessons away', () => {
    const kept: Record<string, string> = {};
    const [one, two] = [progressKeeper(storageWith(kept)), progressKeeper(storageWith(kept))];
    one.write(some, noProgress);
    two.write({ ...noProgress, lessons: new Map([['no-names', untried]]) }, noProgress);
    expect([...(one.read()?.lessons.keys() ?? [])].sort()).toEqual(['cable', 'no-names']);
  });

  test('what cannot be read is not lost', () => {
    const kept: Record<string, string> = { 'hopscope.lessons': 'spoilt' };
    const keeper = progressKeeper(storageWith(kept));
    expect(keeper.read()).toBeUndefined();
    keeper.write(some, noProgress);
    expect(keeper.read()).toEqual(some);
    expect(kept['hopscope.lessons.spoilt']).toBe('spoilt');
  });

  test('what a newer Hopscope wrote stays', () => {
    const kept: Record<string, string> = { 'hopscope.lessons': '{"format":2}' };
    const keeper = progressKeeper(storageWith(kept));
    expect(keeper.read()).toBeUndefined();
    keeper.write(some, noProgress);
    expect(kept['hopscope.lessons']).toBe('{"format":2}');
  });

  test('storage that is blocked does no harm', () => {
    const blocked = storageWith({});
    blocked.getItem = blocked.setItem = () => {
      throw new Error('blocked');
    };
    for (const storage of [blocked, undefined]) {
      const keeper = progressKeeper(storage);
      keeper.write(some, noProgress);
      expect(keeper.read()).toBeUndefined();
    }
  });
});
