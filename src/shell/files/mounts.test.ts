import { expect, test } from 'vitest';
import { labAfter } from '../shell.fixture.ts';

test('volumes and paths of the host are seen in a container, and written through', async () => {
  const { at } = await labAfter(
    'mkdir -p /srv/conf; echo one > /srv/conf/a',
    'docker run -d --name box -v data:/data -v /srv/conf:/conf:ro -v /srv/made:/made alpine',
    'docker run -d --name other -v data:/deep/down alpine',
  );
  expect((await at('box', 'cat /conf/a; ls -d /made; echo two > /data/f')).stdout).toBe('one\n/made\n');
  expect((await at('box', 'echo x > /conf/a')).stderr).toContain('Read-only file system');
  expect((await at('other', 'ls /deep; cat /deep/down/f')).stdout).toBe('down\ntwo\n');
  expect((await at('host1', 'ls -d /srv/made; cat $(docker volume inspect -f {{.Mountpoint}} data)/f')).stdout).toBe(
    '/srv/made\ntwo\n',
  );
});

test('an empty volume gets what the image has there', async () => {
  const { at } = await labAfter('docker run -d --name web -v site:/usr/share/nginx/html nginx');
  expect((await at('web', 'ls /usr/share/nginx/html')).stdout).toContain('index.html');
});
