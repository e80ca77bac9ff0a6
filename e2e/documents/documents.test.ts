import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const documents = ['README.md', 'CONTRIBUTING.md', 'src/graph/README.md'];
const scripts = Object.keys((JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object }).scripts);

/** Names in code marks, and what a shell is given. */
const codeIn = (text: string): string => [...text.matchAll(/```[^]*?```|`[^`]+`/g)].map(([code]) => code).join('\n');

it.each(documents)('%s names files and folders that exist', (document) => {
  const paths = codeIn(readFileSync(document, 'utf8')).match(/\b(?:src|e2e)\/[\w./-]*\w/g) ?? [];
  const real = paths.filter((path) => !/\/x\.|\*/.test(path));
  expect(real.filter((path) => !existsSync(path))).toEqual([]);
});

it.each(documents)('%s names commands that exist', (document) => {
  const commands = [...readFileSync(document, 'utf8').matchAll(/npm run (?:--silent |-s )?([\w:]+)/g)];
  expect(commands.map(([, name = '']) => name).filter((name) => !scripts.includes(name))).toEqual([]);
});

it('CONTRIBUTING.md tells of every folder of src', () => {
  const told = readFileSync('CONTRIBUTING.md', 'utf8');
  expect(readdirSync('src').filter((folder) => !told.includes(`\`${folder}\``))).toEqual([]);
});
