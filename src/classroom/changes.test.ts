import { describe, expect, test } from 'vitest';
import { changed, changeOf } from './changes.ts';
import { digestOf, type Content } from './content.ts';

const content: Content = {
  history: {
    seed: 1,
    commands: [
      { place: 'host1', line: 'docker run -d nginx' },
      { place: 'host1', line: 'docker ps' },
    ],
  },
  name: 'A lab',
  positions: { a: { x: 1, y: 2 } },
  view: { level: 'wiring' },
  assignment: { id: 1, lesson: { kind: 'known', id: 'expose' } },
};

const { assignment: _, ...without } = content;
const others: readonly (readonly [string, Content, readonly string[]])[] = [
  ['a copy', structuredClone(content), []],
  ['another seed', { ...content, history: { ...content.history, seed: 2 } }, ['seed']],
  ['no command', { ...content, history: { seed: 1, commands: [] } }, ['commands']],
  [
    'names that all objects have',
    {
      ...content,
      positions: JSON.parse('{"__proto__":{"x":1,"y":1},"constructor":{"x":0,"y":0}}') as Content['positions'],
    },
    ['positions'],
  ],
  ['another view', { ...content, view: {} }, ['view']],
  ['nothing handed out', without, ['assignment']],
];

describe.each(others)('%s', (_name, other, fields) => {
  test('is come to by its change, there and back, and told by its digest', async () => {
    expect(Object.keys(changeOf(content, other))).toEqual(fields);
    expect(changed(content, changeOf(content, other))).toEqual(other);
    expect(changed(other, changeOf(other, content))).toEqual(content);
    const [one, two] = [await digestOf(content), await digestOf(other)];
    expect(one.digest === two.digest).toBe(fields.length === 0);
  });
});

test('a comment changes the command, and no other', () => {
  const [first, second] = content.history.commands;
  if (!first || !second) throw new Error('there are two');
  const commands = [first, { ...second, comment: 'see' }];
  expect(changeOf(content, { ...content, history: { seed: 1, commands } })).toEqual({
    commands: { keep: 1, add: [{ ...second, comment: 'see' }] },
  });
});
