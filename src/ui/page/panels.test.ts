import { expect, test } from 'vitest';
import { isSeen, type Panels } from './panels.ts';

const all = { inspectorOpen: true, terminalOpen: true, historyOpen: true, eventsOpen: true };
const panels = ['inspector', 'terminal', 'history', 'events', 'lesson', 'editor', 'classroom'] as const;
const seen = (now: Partial<Panels>) =>
  panels.filter((panel) =>
    isSeen(panel, {
      room: 'tall',
      settings: all,
      sheet: undefined,
      hasStory: true,
      hasLesson: false,
      hasFile: false,
      hasClass: false,
      ...now,
    }),
  );

test.each([
  ['a tall window has room for all', {}, ['inspector', 'terminal', 'history', 'events']],
  ['in a lower one the events take the terminal’s place', { room: 'usual' }, ['inspector', 'history', 'events']],
  ['without events the terminal has it', { room: 'usual', hasStory: false }, ['inspector', 'terminal', 'history']],
  ['folded, one is up', { room: 'folded', sheet: 'events' }, ['events']],
  ['or none', { room: 'folded' }, []],
  [
    'a lesson is seen beside the terminal',
    { hasLesson: true, hasStory: false },
    ['inspector', 'terminal', 'history', 'lesson'],
  ],
  ['folded, in its turn', { hasLesson: true, room: 'folded', sheet: 'lesson' }, ['lesson']],
  ['folded, a lesson that was left is not seen', { room: 'folded', sheet: 'lesson' }, []],
  ['the editor has the inspector’s place', { hasFile: true }, ['terminal', 'history', 'events', 'editor']],
  ['folded, in its turn', { hasFile: true, room: 'folded', sheet: 'editor' }, ['editor']],
  [
    'so has a class, also that of the editor',
    { hasFile: true, hasClass: true },
    ['terminal', 'history', 'events', 'classroom'],
  ],
  ['folded, in its turn', { hasClass: true, room: 'folded', sheet: 'classroom' }, ['classroom']],
  ['what was closed is not seen', { settings: { ...all, terminalOpen: false } }, ['inspector', 'history', 'events']],
] as const)('%s', (_name, now, expected) => {
  expect(seen(now)).toEqual(expected);
});
