import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_PRESSED, pressedFrom, taught, unpressedFrom } from './pressed.ts';

const knowing = taught('host1$ docker run -d --name web nginx\nhost1$ docker network create shop\n');
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom('', '\0', 'a'.repeat(5000)));

test('any text comes back as it was', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(unpressedFrom(pressedFrom(text, knowing) ?? '', knowing)).toEqual({ ok: true, text });
    }),
  );
});

test('what is like what is known takes little', () => {
  const text = 'host1$ docker run -d --name web nginx\nhost1$ docker network create back\n';
  expect(pressedFrom(text, knowing)?.length).toBeLessThan(text.length / 2);
});

test('what was cut, lengthened or changed is damaged', () => {
  const pressed = pressedFrom('docker network create shop', knowing) ?? '';
  for (let at = 0; at < pressed.length; at += 1) {
    expect(unpressedFrom(pressed.slice(0, at), knowing).ok).toBe(false);
    const other = pressed[at] === 'A' ? 'B' : 'A';
    expect(unpressedFrom(pressed.slice(0, at) + other + pressed.slice(at + 1), knowing).ok).toBe(false);
  }
  expect(unpressedFrom(`${pressed}AAAA`, knowing).ok).toBe(false);
});

test('anything is read without throwing, and what claims to be long ends with its bits', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(unpressedFrom(text, knowing)).toHaveProperty('ok');
    }),
  );
  expect(unpressedFrom('AQAAAAAAAAAA', knowing)).toEqual({ ok: false, reason: 'damaged' });
  expect(unpressedFrom('_____________', knowing).ok).toBe(false);
});

test('what is too long is not pressed', () => {
  expect(pressedFrom('x'.repeat(MOST_PRESSED), knowing)).toBeDefined();
  expect(pressedFrom('x'.repeat(MOST_PRESSED + 1), knowing)).toBeUndefined();
});
