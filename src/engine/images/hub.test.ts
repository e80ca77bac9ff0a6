import { expect, test } from 'vitest';
import { HUB } from './hub.table.ts';
import { hasProgram, PROGRAM_TEXT, runsOnHub } from './hub.ts';
import { IMAGES } from './images.table.ts';

test('every image of the lab has a row', () => {
  expect(IMAGES.map(({ name }) => name).filter((name) => HUB[name] === undefined)).toEqual([]);
});

test.each([
  ['nginx:latest', 'ip', false],
  ['nginx:latest', 'ping', false],
  ['nginx:latest', 'curl', true],
  ['nginx:latest', 'bash', true],
  ['ubuntu:latest', 'curl', false],
  ['ubuntu:latest', 'ip', false],
  ['ubuntu:14.04', 'ping', true],
  ['mysql:latest', 'curl', false],
  ['mysql:latest', 'apt-get', false],
  ['alpine:latest', 'ip', true],
  ['alpine:latest', 'bash', false],
  ['alpine:latest', 'apk', true],
  ['busybox:latest', 'bash', false],
  ['busybox:latest', 'apk', false],
  ['traefik/whoami:latest', 'sh', false],
  ['nicolaka/netshoot:latest', 'tcpdump', true],
])('%s: %s is there: %s', (image, program, there) => {
  expect(hasProgram(image, {}, program)).toBe(there);
});

test('a program that was put there is there, one that was removed is not', () => {
  expect(hasProgram('ubuntu:latest', { '/usr/bin/ip': `${PROGRAM_TEXT}\n` }, 'ip')).toBe(true);
  expect(hasProgram('ubuntu:latest', { '/usr/bin/ip': 'text' }, 'ip')).toBe(false);
  expect(hasProgram('ubuntu:latest', { '-/usr/bin/bash': '' }, 'bash')).toBe(false);
});

test('an entrypoint hands over to what it is given, and the lab serves in place of what it has not', () => {
  const run = (image: string, command: readonly string[], env: readonly string[] = []) =>
    runsOnHub(image, command, env, {});
  expect(run('redis:latest', ['docker-entrypoint.sh', 'redis-server'])).toEqual(['http-echo', '6379']);
  expect(run('redis:latest', ['docker-entrypoint.sh', 'sleep', '1'])).toEqual(['sleep', '1']);
  expect(run('postgres:latest', ['docker-entrypoint.sh', 'postgres'])[0]).toBe('sh');
  expect(run('postgres:latest', ['docker-entrypoint.sh', 'postgres'], ['POSTGRES_PASSWORD=x'])[0]).toBe('http-echo');
  expect(run('ubuntu:latest', ['/bin/bash'])).toEqual(['/bin/bash']);
});
