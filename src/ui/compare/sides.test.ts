import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { played } from '../../history/replay.ts';
import { en } from '../../i18n/en.ts';
import { comparisonIds, comparisons, type ComparisonId } from './examples.ts';
import { differences, isDifferent, momentsTold, sideBySide } from './sides.ts';

beforeAll(() =>
  i18next.init({ lng: 'en', resources: { en: { translation: en } }, interpolation: { escapeValue: false } }),
);

async function pairsOf(id: ComparisonId, isAgain = false) {
  const { build, first, between, second } = comparisons[id];
  const commands = [...build, first, ...(isAgain ? [] : between), second];
  const entries = (await played({ seed: 1, commands })).map((each, at) => ({ ...each, id: at + 1 }));
  const [one, other] = [entries[build.length], entries.at(-1)];
  if (one === undefined || other === undefined) throw new Error('nothing was played');
  return sideBySide(momentsTold(one, i18next.t), momentsTold(other, i18next.t));
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
  expect(pairs.find(({ first, second }) => second?.kind === 'drop' && first === undefined)?.second?.rule).toContain(
    'DROP',
  );
});

test('the same twice differs in nothing that lasts', async () => {
  const again = await pairsOf('dockerUser', true);
  expect(again.flatMap(differences)).toEqual([]);
});
