import { describe, expect, test } from 'vitest';
import type { Dependency, Project, Service } from './project.ts';
import {
  namesWithDependencies,
  withProfiles,
  withSelectedServices,
  withServicesEnabled,
  withoutUnused,
} from './profiles.ts';

const needs = (...names: string[]): Readonly<Record<string, Dependency>> =>
  Object.fromEntries(names.map((name) => [name, { condition: 'service_started', restart: false, required: true }]));

const service = (name: string, more: Partial<Service> = {}): Service => ({
  name,
  image: 'nginx',
  command: null,
  entrypoint: null,
  networks: { default: null },
  ...more,
});

function projectOf(...services: Service[]): Project {
  return {
    name: 'm',
    folder: '/m',
    files: [],
    envFiles: [],
    environment: {},
    profiles: [],
    services: Object.fromEntries(services.map((each) => [each.name, each])),
    disabled: {},
    networks: { default: { name: 'm_default' }, spare: { name: 'm_spare' } },
    volumes: { data: { name: 'm_data' }, spare: { name: 'm_spare' } },
    secrets: {},
    configs: {},
    models: {},
    extensions: {},
  };
}

const project = projectOf(
  service('web', { depends_on: needs('db') }),
  service('db', { volumes: [{ type: 'volume', source: 'data', target: '/d' }] }),
  service('debug', { profiles: ['tools', 'all'] }),
  service('job', { profiles: ['batch'], networks: { spare: null } }),
);
const on = ({ services }: Project) => Object.keys(services).sort();

describe('profiles', () => {
  test('turn services on that have them', () => {
    expect(on(withProfiles(project, []))).toEqual(['db', 'web']);
    expect(on(withProfiles(project, ['all', 'batch']))).toEqual(['db', 'debug', 'job', 'web']);
    expect(on(withProfiles(project, ['*']))).toEqual(['db', 'debug', 'job', 'web']);
    expect(Object.keys(withProfiles(project, ['tools']).disabled)).toEqual(['job']);
  });

  test('are turned on by naming a service', () => {
    const enabled = withServicesEnabled(withProfiles(project, []), ['job', 'web']);
    expect(on(enabled)).toEqual(['db', 'job', 'web']);
    expect(enabled.profiles).toEqual(['batch']);
  });
});

describe('services that are named', () => {
  test('come with what they depend on, and without the rest', () => {
    const selected = withSelectedServices(project, ['web']);
    expect(on(selected)).toEqual(['db', 'web']);
    expect(Object.keys(selected.disabled).sort()).toEqual(['debug', 'job']);
    expect(on(withSelectedServices(project, []))).toHaveLength(4);
  });

  test('may be a pattern', () => {
    expect([...namesWithDependencies(project, ['d*'])].sort()).toEqual(['db', 'debug']);
    expect([...namesWithDependencies(project, ['[w]eb'])].sort()).toEqual(['db', 'web']);
    expect([...namesWithDependencies(project, ['jo?'])]).toEqual(['job']);
  });

  test('must be there', () => {
    expect(() => withSelectedServices(project, ['webb'])).toThrow('no such service: webb');
    expect(() => withSelectedServices(project, ['['])).toThrow('no such service: [');
    expect(() => withSelectedServices(project, ['__proto__'])).toThrow('no such service: __proto__');
  });

  test('may depend on each other in any depth', () => {
    const chain = Array.from({ length: 5000 }, (_, at) =>
      service(`s${at}`, at > 0 ? { depends_on: needs(`s${at - 1}`) } : {}),
    );
    expect(namesWithDependencies(projectOf(...chain), ['s4999']).size).toBe(5000);
  });
});

test('what no service uses is left out', () => {
  const used = withoutUnused(withProfiles(project, []));
  expect(Object.keys(used.networks)).toEqual(['default']);
  expect(Object.keys(used.volumes)).toEqual(['data']);
});
