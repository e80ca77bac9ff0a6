import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import type { Command } from '../../history/history.ts';
import { played } from '../../history/replay.ts';
import { en } from '../../i18n/en.ts';
import { comparisonIds, labsOf, type ComparisonId } from './examples.ts';
import { isDifferent, momentsTold, sideBySide } from './sides.ts';

beforeAll(() =>
  i18next.init({ lng: 'en', resources: { en: { translation: en } }, interpolation: { escapeValue: false } }),
);

async function toldOf(commands: readonly Command[]) {
  const last = (await played({ seed: 1, commands })).at(-1);
  if (last === undefined) throw new Error('nothing was played');
  return momentsTold({ ...last, id: 1 }, i18next.t);
}

async function pairsOf(id: ComparisonId) {
  const [first, second] = labsOf(id);
  return sideBySide(await toldOf(first), await toldOf(second));
}

test.each(comparisonIds)('%s differ, and it is told in what', async (id) => {
  const pairs = await pairsOf(id);
  expect(pairs.some(isDifferent)).toBe(true);
  expect(pairs.some(({ first }) => first !== undefined)).toBe(true);
  expect(pairs.some(({ second }) => second !== undefined)).toBe(true);
});

test('a published port is translated, one that is only exposed is not', async () => {
  const pairs = await pairsOf('ports');
  expect(pairs.find(({ first }) => first?.kind === 'rewrite')?.second).toBeUndefined();
});

test('a rule of DOCKER-USER ends what went through before', async () => {
  const pairs = await pairsOf('dockerUser');
  expect(pairs.findIndex(isDifferent)).toBeGreaterThan(2);
  expect(pairs.find(({ first, second }) => second?.kind === 'drop' && first === undefined)?.second?.rule).toContain(
    'DROP',
  );
});

test('the same once more differs in nothing that lasts', async () => {
  const [first] = labsOf('ports');
  const ask = first.slice(-1);
  const again = sideBySide(await toldOf([...first, ...ask]), await toldOf([...first, ...ask, ...ask]));
  expect(again.some(isDifferent)).toBe(false);
});
