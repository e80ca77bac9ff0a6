import { expect, test } from 'vitest';
import { serverFiles } from './server-files.ts';

const PAGE = '/usr/share/nginx/html/index.html';

test('what is written, linked, removed or made a folder on the way is seen at once, though the image was known', () => {
  const files: Record<string, string> = {};
  const { read, isDirectory, place } = serverFiles({ files });
  const welcome = read(PAGE);
  expect(welcome).toContain('nginx');
  files['/var/x'] = 'x';
  expect(read(PAGE)).toBe(welcome);
  files[PAGE] = 'mine';
  expect(read(PAGE)).toBe('mine');
  delete files[PAGE];
  files[`-${PAGE}`] = '';
  expect([read(PAGE), place(PAGE)?.key]).toEqual([undefined, PAGE]);
  delete files[`-${PAGE}`];
  files[`->${PAGE}`] = '/var/x';
  expect(read(PAGE)).toBe('x');
  delete files[`->${PAGE}`];
  expect(isDirectory('/srv/nosuch')).toBe(false);
  files['/srv/nosuch/file'] = '';
  expect(isDirectory('/srv/nosuch')).toBe(true);
  files['->/usr/share/nginx/html'] = '/srv/nosuch';
  files['/srv/nosuch/index.html'] = 'elsewhere';
  expect(read(PAGE)).toBe('elsewhere');
});

test('what the image does not have may come', () => {
  const files: Record<string, string> = {};
  const { read, place } = serverFiles({ files });
  expect([read('/srv/a'), place('/srv/a')?.key]).toEqual([undefined, '/srv/a']);
  files['/srv/a'] = 'a';
  expect(read('/srv/a')).toBe('a');
});
