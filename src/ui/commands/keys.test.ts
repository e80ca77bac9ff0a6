import { expect, test } from 'vitest';
import { keyCaps, keyName } from './keys.ts';

const pressed = (key: string, code: string, ...modifiers: ('ctrl' | 'meta' | 'alt' | 'shift')[]) =>
  keyName({
    key,
    code,
    ctrlKey: modifiers.includes('ctrl'),
    metaKey: modifiers.includes('meta'),
    altKey: modifiers.includes('alt'),
    shiftKey: modifiers.includes('shift'),
  });

test.each([
  ['a letter', pressed('k', 'KeyK', 'ctrl'), 'ctrl+k'],
  ['with the command key', pressed('k', 'KeyK', 'meta'), 'ctrl+k'],
  ['with Shift', pressed('Z', 'KeyZ', 'ctrl', 'shift'), 'ctrl+shift+z'],
  ['a character that Shift makes', pressed('?', 'Slash', 'shift'), '?'],
  ['a slash where it takes Shift', pressed('/', 'Digit7', 'shift'), '/'],
  ['a function key', pressed('F2', 'F2'), 'f2'],
  ['Shift and an arrow', pressed('ArrowLeft', 'ArrowLeft', 'shift'), 'shift+arrowleft'],
  ['the space bar', pressed(' ', 'Space'), ' '],
  ['Hangul by its place', pressed('ㅔ', 'KeyP'), 'p'],
  ['a key that the input method takes', pressed('Process', 'KeyM'), 'm'],
  ['a slash that the input method takes', pressed('Process', 'Slash'), '/'],
  ['a question mark that the input method takes', pressed('Process', 'Slash', 'shift'), '?'],
])('%s', (_name, name, expected) => {
  expect(name).toBe(expected);
});

test('as they are written on the keyboard', () => {
  expect(keyCaps('ctrl+shift+z')).toEqual(['Ctrl', 'Shift', 'Z']);
  expect(keyCaps('f2')).toEqual(['F2']);
  expect(keyCaps(' ')).toEqual(['Space']);
});
