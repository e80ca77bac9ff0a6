import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { checkContainerNames } from './consistency.ts';
import recorded from './config.recorded.json' with { type: 'json' };
import { findProject, type Files } from './find.ts';
import { loadProject, type Loaded } from './load.ts';
import { printProject } from './print/print.ts';

const FOLDER = '/tmp/m';

function load(file: string, others: Readonly<Record<string, string>> = {}): Loaded {
  const all = new Map([[`${FOLDER}/compose.yaml`, file], ...Object.entries(others)]);
  const files: Files = { read: (path) => all.get(path), isFolder: (path) => path === FOLDER };
  return loadProject(findProject({ cwd: FOLDER, shell: { HOME: '/root' } }, files), files);
}

function printed(file: string): string {
  const loaded = load(file);
  if (!loaded.ok) return `${loaded.problem.text}\n`;
  try {
    checkContainerNames(loaded.project);
  } catch (error) {
    return `${(error as Error).message}\n`;
  }
  return printProject(loaded.project, 'yaml');
}

test('config prints what the engine’s compose prints, of files that hold everything and of mistakes in it', () => {
  const different = recorded.flatMap(([file = '', expected]) => {
    const found = printed(file);
    return found === expected ? [] : [{ file, expected, found }];
  });
  expect(different).toEqual([]);
});

describe('any file', () => {
  const name = fc.oneof(fc.constantFrom('web', '__proto__', 'constructor', 'toString', 'x-a', 'default'), fc.string());
  const leaf = fc.oneof(fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
  const any = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(name, tie('tree'), { maxKeys: 3 }),
    ),
  })).tree;
  const keys =
    `image build ports volumes networks depends_on environment command deploy healthcheck labels secrets configs
    extra_hosts ulimits env_file dns logging links devices develop gpus`.split(/\s+/);
  const service = fc.dictionary(fc.oneof(fc.constantFrom(...keys), name), any, { maxKeys: 4 });
  const part = fc.dictionary(name, any, { maxKeys: 2 });
  const project = fc.record(
    {
      services: fc.dictionary(name, service, { maxKeys: 3 }),
      networks: part,
      volumes: part,
      secrets: part,
      configs: part,
    },
    { requiredKeys: ['services'] },
  );

  test('is read or refused, never more', () => {
    fc.assert(
      fc.property(project, (tree) => {
        const loaded = load(JSON.stringify(tree));
        const text = loaded.ok ? printProject(loaded.project, 'yaml') : loaded.problem.text;
        expect(text).not.toMatch(
          /too large or too deep|\bundefined\b(?! (network|volume|secret|config|service|model))|\[object Object\]/,
        );
      }),
      { numRuns: 300 },
    );
  });

  test('prints what reads as the same project', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('yes', '1.5', 'a\nb', '"', "'", '# a', 'a: b', ' a ', '\t', '0x1', '2001-01-01'),
    );
    const plain = word.filter((text) => !text.includes('$') && text.isWellFormed());
    const key = plain.filter((text) => text !== '' && !text.startsWith('x-') && text !== '<<' && text.length < 100);
    const valid = fc.record({
      environment: fc.dictionary(key, plain, { maxKeys: 4 }),
      labels: fc.dictionary(key, plain, { maxKeys: 4 }),
      command: fc.array(plain, { maxLength: 4 }),
    });
    fc.assert(
      fc.property(valid, (body) => {
        const first = printed(JSON.stringify({ name: 'm', services: { web: { image: 'nginx', ...body } } }));
        expect(printed(first)).toBe(first);
      }),
      { numRuns: 300 },
    );
  });

  test('has services of any name that may be one', () => {
    const text = 'name: m\nservices:\n  __proto__:\n    image: nginx\n  constructor:\n    image: nginx\n';
    const loaded = load(text);
    expect(loaded.ok && Object.keys(loaded.project.services).sort()).toEqual(['__proto__', 'constructor']);
    expect(printed(text)).toContain('  __proto__:\n    image: nginx\n');
  });
});
