import { beforeEach, expect, test } from 'vitest';
import { createLab } from '../../../world/lab.ts';
import { execute } from '../../run.ts';
import { openSession, type Session } from '../../session.ts';
import type { Outcome } from '../../tool/call.ts';

let session: Session;
const at = async (place: string, line: string): Promise<Outcome> => execute(session, place, line);

beforeEach(async () => {
  session = openSession(createLab({ seed: 5 }));
  await at('host1', 'docker run -d --name box alpine');
  await at('host1', 'mkdir -p /tmp/shop/sub; echo one > /tmp/f; echo two > /tmp/shop/sub/g');
});

test.each([
  ['a file into a directory', '/tmp/f box:/srv/', '/srv/f', 'one\n'],
  ['a file under another name', '/tmp/f box:/srv/other', '/srv/other', 'one\n'],
  ['a directory into another', '/tmp/shop box:/srv', '/srv/shop/sub/g', 'two\n'],
  ['a directory under another name', '/tmp/shop box:/srv/mall', '/srv/mall/sub/g', 'two\n'],
  ['what is in a directory', '/tmp/shop/. box:/srv', '/srv/sub/g', 'two\n'],
])('copies %s', async (_, words, path, text) => {
  expect(await at('host1', `docker cp ${words}`)).toMatchObject({ stdout: '', stderr: '', exit: 0 });
  expect((await at('box', `cat ${path}`)).stdout).toBe(text);
});

test('copies from a container, also one that does not run', async () => {
  await at('box', 'echo three > /srv/h');
  await at('host1', 'docker stop -t 0 box');
  expect((await at('host1', 'docker cp box:/srv/h /tmp && cat /tmp/h')).stdout).toBe('three\n');
});

test.each([
  ['a b', 'must specify at least one container source'],
  ['box:/a box:/b', 'copying between containers is not supported'],
  ['box: /tmp', 'Error response from daemon: bad parameter: pathcannot be empty'],
  ['ghost:/a /tmp', 'Error response from daemon: No such container: ghost'],
  ['box:/none /tmp', 'Error response from daemon: Could not find the file /none in container box'],
  ['/tmp/none box:/srv', 'lstat /tmp/none: no such file or directory'],
  ['/tmp/f box:/none/f', 'Error response from daemon: Could not find the file /none in container box'],
  ['/tmp/f box:/none/', 'no such directory'],
  ['/tmp/shop box:/etc/passwd', 'cannot copy directory'],
  ['box:/etc/passwd /none/x', 'invalid output path: directory "/none" does not exist'],
])('docker cp %s is refused', async (words, told) => {
  expect(await at('host1', `docker cp ${words}`)).toMatchObject({ stdout: '', stderr: `${told}\n`, exit: 1 });
});
