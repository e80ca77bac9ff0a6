import { describe, expect, test } from 'vitest';
import { networkHash, serviceHash, volumeHash } from '../hash.ts';
import type { Service } from '../project.ts';
import { sha256 } from '../sha256.ts';
import { compareKeys } from './ordered.ts';
import { printTree } from './print.ts';

describe('a tree', () => {
  test('as YAML', () => {
    expect(printTree({ b: [[1, 2], [], { c: { d: null }, a: 'x' }], a: {} }, 'yaml')).toBe(
      'a: {}\nb:\n  - - 1\n    - 2\n  - []\n  - a: x\n    c:\n      d: null\n',
    );
  });

  test('as JSON, with what HTML would take for its own', () => {
    expect(printTree({ b: '<a> & b', a: [], c: [1.5, { d: 'é\u2028' }] }, 'json')).toBe(
      '{\n  "a": [],\n  "b": "\\u003ca\\u003e \\u0026 b",\n  "c": [\n    1.5,\n    {\n      "d": "é\\u2028"\n    }\n  ]\n}',
    );
  });

  test('with a key that is no simple one', () => {
    expect(printTree({ ['k'.repeat(129)]: { a: 1, b: 2 } }, 'yaml')).toBe(`? ${'k'.repeat(129)}\n: a: 1\n  b: 2\n`);
  });
});

test('keys stand in the order of go-yaml', () => {
  const keys = ['b', 'a10', 'a9', 'A', 'ab', 'a-b', 'a.b', '10', '2', '_x', 'a', 'a01'];
  expect(keys.sort(compareKeys)).toEqual(['_x', '2', '10', 'A', 'a', 'a-b', 'a.b', 'a01', 'a9', 'a10', 'ab', 'b']);
});

test('SHA-256', () => {
  expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(sha256('a'.repeat(1000))).toBe('41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3');
});

describe('hashes', () => {
  const service: Service = {
    name: 'web',
    image: 'nginx',
    command: null,
    entrypoint: null,
    networks: { default: null },
  };

  test('are those that the engine’s compose has', () => {
    expect(serviceHash(service)).toBe('daef7adc9ecc59d4881bd1ebc06f26a836d35656f8b5fb0adfdb95b2d856fbd3');
  });

  test('say nothing of how many there are, of what it waits for, of its name', () => {
    const other: Service = { ...service, name: 'b', scale: 3, profiles: ['p'], build: { context: '.' } };
    expect(serviceHash(other)).toBe(serviceHash(service));
    expect(serviceHash({ ...service, image: 'httpd' })).not.toBe(serviceHash(service));
  });

  test('of networks and volumes', () => {
    expect(networkHash({ name: 'm_default' })).toBe('63817b7bc43655a722d83dadaadaf0661036e9276ee8e4d65cf5ecb1f1d525db');
    expect(networkHash({ name: 'a' })).not.toBe(networkHash({ name: 'a', internal: true }));
    expect(volumeHash({ name: 'a' })).toBe(volumeHash({ name: 'a', driver: 'local' }));
  });
});
