import { expect, test } from 'vitest';
import { fileOf, together } from './together.ts';

interface Imports {
  readonly now?: readonly string[];
  readonly later?: readonly string[];
}

/** A build of the page at /p, of modules and what they import. */
const filesOf = (modules: Readonly<Record<string, Imports>>) => {
  const at = (path: string) => `/p/${path}`;
  const getModuleInfo = (id: string) => {
    const { now = [], later = [] } = modules[id.slice('/p/'.length)] ?? {};
    return { importedIds: now.map(at), dynamicallyImportedIds: later.map(at) };
  };
  const name = fileOf('/p', {
    page: [
      { name: 'first', from: ['main'] },
      { name: 'page', from: ['page'] },
    ],
    worker: [
      { name: 'answering', from: ['worker'] },
      { name: 'lab', from: ['lab'] },
    ],
    soon: [{ name: 'graph', from: ['graph'] }],
    whole: 'walk',
  });
  return (path: string) => name(at(path), { getModuleInfo } as unknown as Parameters<typeof name>[1]);
};

test('a module is in the file of the first step that has it, on each side', () => {
  const file = filesOf({
    main: { now: ['text'], later: ['page'] },
    page: { now: ['text', 'view'] },
    lab: { now: ['walk'] },
  });
  expect(['main', 'text', 'page', 'view', 'worker', 'lab', 'walk'].map(file)).toEqual([
    'first',
    'first',
    'page',
    'page',
    'answering',
    'lab',
    'lab',
  ]);
});

test('what both sides have is in a file of neither, by when each needs it', () => {
  const file = filesOf({
    main: { now: ['changes'], later: ['page'] },
    page: { now: ['address', 'reason'], later: ['graph'] },
    graph: { now: ['rules', 'drawing'] },
    worker: { now: ['changes'], later: ['lab', 'questions'] },
    lab: { now: ['address', 'rules', 'walk'] },
    questions: { now: ['reason'] },
  });
  expect(['changes', 'address', 'reason', 'rules', 'walk', 'drawing'].map(file)).toEqual([
    'begun',
    'common',
    'common',
    'both',
    'lab',
    'graph',
  ]);
});

test('a part of the page that walks packets takes the worker’s files as they are', () => {
  const file = filesOf({
    main: { later: ['page'] },
    page: { later: ['maker', 'graph'] },
    maker: { now: ['walk', 'rules'] },
    lab: { now: ['walk', 'rules'] },
  });
  expect(['walk', 'rules', 'maker'].map(file)).toEqual(['lab', 'lab', null]);
});

test('nothing that a part of the page ever needs is in the file that a worker begins with', () => {
  const file = filesOf({
    main: { later: ['page'] },
    page: { later: ['maker'] },
    maker: { now: ['walk', 'work'] },
    worker: { now: ['work', 'answers'], later: ['lab'] },
    lab: { now: ['walk', 'work'] },
  });
  expect(['worker', 'answers', 'work', 'walk'].map(file)).toEqual(['answering', 'answering', 'begun', 'lab']);
});

test('what Vite writes no more as it did ends the build', () => {
  const { transform } = together('/p', 'worker.ts');
  const change = transform as (code: string, id: string) => unknown;
  expect(() => change('function preload() {}', '\0vite/preload-helper.js')).toThrow(/not there any more/);
  expect(change('let a = 1;', '/p/a.ts')).toBeUndefined();
});
