import { describe, expect, test } from 'vitest';
import type { Tree } from '../tree.ts';
import { validate } from './validate.ts';

const service = (body: Record<string, Tree>) => ({ services: { web: { image: 'nginx', ...body } } });

describe('the deepest violation is told', () => {
  test.each<[Record<string, Tree>, string]>([
    [{ ports: 80 }, 'services.web.ports must be a array'],
    [{ network: 'front' }, "services.web additional properties 'network' not allowed"],
    [{ environment: { A: [1] } }, 'services.web.environment.A must be a boolean, null, number or string'],
    [{ build: { contxt: '.' } }, "services.web.build additional properties 'contxt' not allowed"],
    [{ depends_on: { db: {} } }, "services.web.depends_on.db missing property 'condition'"],
    [{ develop: { watch: [{}] } }, "services.web.develop.watch.0 missing properties 'path', 'action'"],
    [{ security_opt: ['a', 'b', 'a'] }, 'services.web.security_opt items at 0 and 2 are equal'],
    [{ cgroup: 'x' }, "services.web.cgroup value must be one of 'host', 'private'"],
    [{ gpus: 'some' }, "services.web.gpus value must be 'all'"],
    [{ container_name: '-' }, "services.web.container_name '-' does not match pattern '[a-zA-Z0-9][a-zA-Z0-9_.-]+'"],
  ])('%j', (body, violation) => {
    expect(() => validate(service(body), '/x/c.yaml')).toThrow(`validating /x/c.yaml: ${violation}`);
  });

  test('a key of the top level has no place before it', () => {
    expect(() => validate({ service: {} }, 'c.yaml')).toThrow(
      "validating c.yaml:  additional properties 'service' not allowed",
    );
  });

  test('names that every object answers to are no known properties', () => {
    expect(() => validate(JSON.parse('{"__proto__": {}}') as Record<string, Tree>, 'c')).toThrow(
      "'__proto__' not allowed",
    );
    expect(() => validate(service({ constructor: 1 }), 'c')).toThrow("'constructor' not allowed");
  });
});

test('x- keys and all else that is right pass', () => {
  validate({ ...service({ 'x-a': [1], ports: ['80', { target: 80 }] }), 'x-b': 1, volumes: { v: null } }, 'c.yaml');
});
