import { expect, test } from 'vitest';
import { nameImage, pruneImages } from '../api/images.ts';
import { commitContainer, createContainer, listImages, removeContainer, removeImage } from '../api.ts';
import { testHost } from '../engine.fixture.ts';
import { overlaid } from './store.ts';

const committed = (host: ReturnType<typeof testHost>, files: Record<string, string>, name: string): string => {
  createContainer(host, { name: 'box', config: { Image: 'alpine' } });
  const box = host.engine.containers[host.engine.names['box'] ?? ''];
  Object.assign(box?.files ?? {}, files);
  const { id } = commitContainer(host, 'box', {
    comment: '',
    author: '',
    pause: true,
    change: (settings) => settings,
    name: (made) => {
      nameImage(host, made, name);
      return name;
    },
  });
  removeContainer(host, 'box');
  return id;
};

test('an image goes with the last of its names, and its layer with it', () => {
  const host = testHost();
  const id = committed(host, { '/a': 'text' }, 'mine:1');
  nameImage(host, 'mine:1', 'mine:2');
  expect(removeImage(host, 'mine:1')).toEqual([{ Untagged: 'mine:1' }]);
  expect(removeImage(host, 'mine:2')).toEqual([
    { Untagged: 'mine:2' },
    { Deleted: id },
    { Deleted: expect.stringMatching(/^sha256:/) as string },
  ]);
});

test('containers are made with the files of their image', () => {
  const host = testHost();
  committed(host, { '/a': 'text' }, 'mine:1');
  const { Id } = createContainer(host, { config: { Image: 'mine:1' } });
  expect(host.engine.containers[Id]?.files['/a']).toBe('text');
  expect(() => removeImage(host, 'mine:1')).toThrow('is using its referenced image');
});

test('a name that goes to another image leaves the first without one, until it is pruned', () => {
  const host = testHost();
  const first = committed(host, { '/a': '1' }, 'mine:1');
  committed(host, { '/a': '2' }, 'mine:1');
  expect(listImages(host, { filters: { dangling: ['true'] } }).map(({ Id }) => Id)).toEqual([first]);
  expect(pruneImages(host).ImagesDeleted[0]).toEqual({ Deleted: first });
});

test('what stands at a path hides what stood there, of any kind', () => {
  expect(overlaid({ '/a': 'file', '/b/c': 'x', '/b/': '' }, { '/a/': '', '-/b': '' })).toEqual({
    '/a/': '',
    '-/b': '',
  });
});
