import { expect, test } from 'vitest';
import { projectLine, upLine } from './project.ts';

test('a project is stopped by its name', () => {
  expect(projectLine({ name: 'shop' }, 'stop')).toBe('docker compose -p shop stop');
  expect(projectLine({ name: 'a b' }, 'down')).toBe("docker compose -p 'a b' down");
});

test.each([
  ['as it finds it', 'shop', '/root/shop', ['/root/shop/compose.yaml'], [], 'cd /root/shop && docker compose up -d'],
  [
    'with its override',
    'shop',
    '/root/shop',
    ['/root/shop/docker-compose.yml', '/root/shop/docker-compose.override.yml'],
    [],
    'cd /root/shop && docker compose up -d',
  ],
  [
    'with another name than its folder gives',
    'my_stack',
    '/root/My-Stack',
    ['/root/My-Stack/compose.yaml'],
    [],
    'cd /root/My-Stack && docker compose -p my_stack up -d',
  ],
  [
    'from other files',
    'shop',
    '/root/shop',
    ['/root/shop/compose.yaml', '/root/shop/more.yaml', '/etc/base.yaml'],
    ['/root/shop/prod.env'],
    'cd /root/shop && docker compose -f compose.yaml -f more.yaml -f /etc/base.yaml --env-file prod.env up -d',
  ],
  [
    'from a folder with a blank',
    'myshop',
    '/root/my shop',
    ['/root/my shop/compose.yml'],
    [],
    "cd '/root/my shop' && docker compose up -d",
  ],
  ['from the root', 'top', '/', ['/compose.yaml'], [], 'cd / && docker compose -p top up -d'],
])('a project is brought up %s', (_how, name, folder, files, envFiles, line) => {
  expect(upLine({ name }, { folder, files, envFiles })).toBe(line);
});
