import { expect, test } from 'vitest';
import { nothingTyped, typed } from './typed-ahead.ts';

const strokes = (...keys: readonly string[]) =>
  keys.reduce(
    (ahead, key) => typed(ahead, { key, ctrlKey: false, metaKey: false, altKey: false }) ?? ahead,
    nothingTyped,
  );

test('letters add up, Backspace takes one back, Enter chooses', () => {
  expect(strokes('g', 'l', 'x', 'Backspace', 'o')).toEqual({ query: 'glo', chosen: false });
  expect(strokes('g', 'Enter')).toEqual({ query: 'g', chosen: true });
});

test('keys that type nothing are left to the page', () => {
  const pressed = (key: string, ctrlKey = false) =>
    typed(nothingTyped, { key, ctrlKey, metaKey: false, altKey: false });
  expect([pressed('Escape'), pressed('Shift'), pressed('ArrowDown'), pressed('k', true)]).toEqual(
    Array(4).fill(undefined),
  );
});
