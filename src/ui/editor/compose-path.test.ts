import { expect, test } from 'vitest';
import { table } from '../../compose/schema/schema.table.ts';
import { keysUnder, placeIn } from './compose-path.ts';
import { keysAt, valuesAt } from './compose-words.ts';
import { foldersOf } from './folders.ts';
import { indentAfter } from './indentation.ts';

test.each([
  ['', []],
  ['services:\n  ', ['services']],
  ['services:\n  web:\n    im', ['services', 'web']],
  ['services:\n  web:\n    image: ', ['services', 'web'], 'image'],
  ['services:\n  web:\n    ports:\n      - target: 80\n        ', ['services', 'web', 'ports', '*']],
  ['services:\n  web:\n    ports:\n    - ', ['services', 'web', 'ports', '*']],
  [
    'services:\n  web:\n    depends_on:\n      db:\n        condition: ',
    ['services', 'web', 'depends_on', 'db'],
    'condition',
  ],
  ['services:\n  web:\n    image: a # x\n\n  # db:\n  db:\n    ', ['services', 'db']],
  [
    'networks:\n  front:\n    ipam:\n      config:\n        - subnet: 10.0.0.0/8\n          gat',
    ['networks', 'front', 'ipam', 'config', '*'],
  ],
  ['services:\n  web:\n    ports: [80]\nnet', []],
  ['services:\n  "my web":\n    ', ['services', 'my web']],
])('the place at the end of %j', (text, path, key?) => {
  expect(placeIn(text.split('\n'))).toEqual({ path, ...(key !== undefined && { key }) });
});

test('the keys under one of the first level', () => {
  const text = 'services:\n  web:\n    image: a\n  # x:\n  db:\n    image: b\nnetworks:\n  front:\n';
  expect(keysUnder(text, 'services')).toEqual(['web', 'db']);
  expect(keysUnder(text, 'networks')).toEqual(['front']);
  expect(keysUnder(text, 'volumes')).toEqual([]);
});

test('what the schema knows at a place', () => {
  const words = (path: readonly string[]) => keysAt(path, table).map(({ word }) => word);
  expect(words([])).toEqual(expect.arrayContaining(['services', 'networks', 'volumes']));
  expect(words(['services', 'web'])).toEqual(expect.arrayContaining(['image', 'ports', 'depends_on', 'network_mode']));
  expect(words(['services', 'web', 'ports', '*'])).toEqual(expect.arrayContaining(['target', 'published', 'mode']));
  expect(words(['networks', 'front', 'ipam', 'config', '*'])).toContain('subnet');
  expect(words(['services', 'web', 'constructor', '__proto__'])).toEqual([]);
  expect(valuesAt(['services', 'web', 'depends_on', 'db', 'condition'], table)).toContain('service_healthy');
  expect(valuesAt(['networks', 'front', 'internal'], table)).toContain('true');
});

test.each([
  ['services:', 2],
  ['  web: # the shop', 4],
  ['    image: nginx', 4],
  ['      - "80:80"', 6],
  ['      - target: 80', 8],
  ['      - web:', 10],
  ['    command: |', 6],
  ['', 0],
])('after %j a line begins at %i', (line, indent) => {
  expect(indentAfter(line)).toBe(indent);
});

test('files stand by their folders, those of the system last', () => {
  expect(foldersOf(['/etc/hosts', '/root/b', '/root/a', '/x'])).toEqual([
    { folder: '/root', names: ['a', 'b'] },
    { folder: '/', names: ['x'] },
    { folder: '/etc', names: ['hosts'] },
  ]);
});
