import { describe, expect, test } from 'vitest';
import { withDefaults } from './defaults.ts';
import { goNumber, goQuoted, goText, goType, goWord } from './go.ts';
import { normalize, resolveEnvironment } from './normalize.ts';
import { cleanPath, resolvePaths } from './paths.ts';
import type { Tree, TreeRecord } from './tree.ts';
import { checkValues } from './values.ts';

const web = (body: Record<string, Tree>): TreeRecord => ({ services: { web: body } });
const bodyOf = (tree: TreeRecord): Tree => (tree as { services: { web: Tree } }).services.web;

describe('paths', () => {
  test.each([
    ['a/./b/../c/', 'a/c'],
    ['/../a//b', '/a/b'],
    ['..', '..'],
    ['', '.'],
    ['/', '/'],
  ])('%s is %s', (path, clean) => {
    expect(cleanPath(path)).toBe(clean);
  });

  test('start from the folder, from the home, or are no paths', () => {
    const resolved = (context: string) => bodyOf(resolvePaths(web({ build: { context } }), '/p', '/home/me'));
    expect(resolved('../a')).toEqual({ build: { context: '/a' } });
    expect(resolved('~/a')).toEqual({ build: { context: '/home/me/a' } });
    expect(resolved('git@github.com:a/b')).toEqual({ build: { context: 'git@github.com:a/b' } });
    expect(resolved('service:other')).toEqual({ build: { context: 'service:other' } });
  });

  test('a bind mount needs one', () => {
    expect(() => resolvePaths(web({ volumes: [{ type: 'bind', target: '/x' }] }), '/p')).toThrow(
      'invalid mount config for type "bind": field Source must not be empty',
    );
  });
});

describe('the normal form', () => {
  test('has the default network only where somebody is on it', () => {
    const own = normalize({ services: { web: { networks: { n: null } } }, networks: { n: null } }, 'm', {});
    expect(own['networks']).toEqual({ n: { name: 'm_n' } });
    const host = normalize(web({ network_mode: 'host' }), 'm', {});
    expect(host['networks']).toBeUndefined();
    expect(normalize(web({}), 'm', {})['networks']).toEqual({ default: { name: 'm_default' } });
  });

  test('has dependencies of links, namespaces and mounts, and what is said before what is implied', () => {
    const { depends_on } = bodyOf(
      normalize(
        web({
          links: ['a:alias', 'b'],
          network_mode: 'service:c',
          volumes_from: ['d:ro', 'container:x'],
          depends_on: { b: { condition: 'service_healthy', required: true } },
        }),
        'm',
        {},
      ),
    ) as { depends_on: TreeRecord };
    const started = (restart: boolean) => ({ condition: 'service_started', restart, required: true });
    expect(depends_on).toEqual({
      a: started(true),
      b: { condition: 'service_healthy', required: true },
      c: started(true),
      d: started(false),
    });
  });

  test('gives passed variables the values of the shell', () => {
    const tree = resolveEnvironment(
      { services: { web: { environment: ['A', 'B=1', 'constructor'] } }, secrets: { s: { environment: 'A' } } },
      { A: 'x' },
    );
    expect(bodyOf(tree)).toEqual({ environment: ['A=x', 'B=1', 'constructor'] });
    const args = bodyOf(normalize(web({ build: { args: { A: null, B: null }, context: '.' } }), 'm', { A: 'x' }));
    expect(args).toMatchObject({ build: { args: { A: 'x' }, context: '.', dockerfile: 'Dockerfile' } });
  });
});

test('defaults stand where nothing is said', () => {
  const body = bodyOf(
    withDefaults(web({ ports: [{ target: 80, protocol: 'udp' }], secrets: [{ source: 's' }], gpus: [{}] })),
  );
  expect(body).toEqual({
    ports: [{ target: 80, protocol: 'udp', mode: 'ingress' }],
    secrets: [{ source: 's', target: '/run/secrets/s' }],
    gpus: [{ count: 'all' }],
  });
});

test.each<[TreeRecord, string]>([
  [web({ ports: [{ host_ip: 'x' }] }), 'services.web.ports.[]: invalid ip address: x'],
  [
    { volumes: { v: { external: true, driver: 'x' } } },
    'volumes.v: conflicting parameters "external" and "driver" specified',
  ],
  [{ configs: { c: {} } }, 'configs.c: one of file|environment|content must be set'],
  [
    { secrets: { s: { file: 'a', environment: 'b' } } },
    'secrets.s: file|environment attributes are mutually exclusive',
  ],
])('%j is refused', (tree, problem) => {
  expect(() => checkValues(tree)).toThrow(problem);
});

test('values are told as Go tells them', () => {
  expect([1, 1.5, 'a', null, [1], {}].map(goType)).toEqual([
    'int',
    'float64',
    'string',
    '<nil>',
    '[]interface {}',
    'map[string]interface {}',
  ]);
  expect(goText({ b: [1, null], a: true })).toBe('map[a:true b:[1 <nil>]]');
  expect(goWord([1, 'a', null])).toBe('[%!s(int=1) a %!s(<nil>)]');
  expect([1234567.5, 0.00001, 1e22, 12.5, 1e15].map(goNumber)).toEqual([
    '1.2345675e+06',
    '1e-05',
    '1e+22',
    '12.5',
    '1000000000000000',
  ]);
  expect(goQuoted('a"\u0001\u0007')).toBe('"a\\"\\x01\\a"');
});
