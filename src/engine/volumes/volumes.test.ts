import { expect, test } from 'vitest';
import { createContainer, createVolume, listVolumes, pruneVolumes, removeContainer, removeVolume } from '../api.ts';
import { testHost } from '../engine.fixture.ts';

const names = (host: ReturnType<typeof testHost>): string[] => listVolumes(host).map(({ Name }) => Name);

test('are made with the container that names them, and stay while it has them', () => {
  const host = testHost();
  createContainer(host, { name: 'box', config: { Image: 'alpine' }, hostConfig: { Binds: ['data:/data:ro'] } });
  expect(names(host)).toEqual(['data']);
  expect(() => removeVolume(host, 'data')).toThrow(/^remove data: volume is in use - \[[0-9a-f]{64}\]$/);
  removeContainer(host, 'box', { volumes: true });
  expect(names(host)).toEqual(['data']);
  removeVolume(host, 'data');
  expect(() => removeVolume(host, 'data')).toThrow('get data: no such volume');
});

test('without a name go with their container where that is asked, or when pruned', () => {
  const host = testHost();
  for (const name of ['one', 'two'])
    createContainer(host, { name, config: { Image: 'alpine', Volumes: { '/cache': {} } } });
  removeContainer(host, 'one', { volumes: true });
  removeContainer(host, 'two');
  createVolume(host, { Name: 'kept' });
  expect(pruneVolumes(host).VolumesDeleted).toHaveLength(1);
  expect(names(host)).toEqual(['kept']);
});

test('may have any name that a key of a record may have', () => {
  const host = testHost();
  expect(() => removeVolume(host, 'constructor')).toThrow('get constructor: no such volume');
  createVolume(host, { Name: 'constructor' });
  expect(names(host)).toEqual(['constructor']);
  expect(() => createVolume(host, { Name: '__proto__' })).toThrow('includes invalid characters');
});

test('two mounts at one place are refused', () => {
  const binds = ['one:/a', 'two:/a/'];
  expect(() => createContainer(testHost(), { config: { Image: 'alpine' }, hostConfig: { Binds: binds } })).toThrow(
    'Duplicate mount point: /a',
  );
});
