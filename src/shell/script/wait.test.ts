import { expect, test } from 'vitest';
import { labAfter } from '../shell.fixture.ts';

test('wait tells of a job that a signal ended', async () => {
  const { at } = await labAfter();
  const line = "docker run --rm alpine sh -c 'sleep 80 & sleep 1; kill $!; wait $!'";
  expect((await at('host1', line)).exit).toBe(143);
});

test('a container that came back while time passed has gone on by then', async () => {
  const { at } = await labAfter("docker run -d --name flappy --restart on-failure:1 alpine sh -c 'echo up; exit 3'");
  const line = "sleep 2; docker inspect -f '{{.RestartCount}} {{.State.Status}}' flappy; docker logs flappy";
  expect((await at('host1', line)).stdout).toBe('1 exited\nup\nup\n');
});

test('docker logs -f stays until the end where nobody could interrupt it', async () => {
  const { at } = await labAfter("docker run -d --name talker alpine sh -c 'for i in 1 2 3; do echo $i; sleep 1; done'");
  expect((await at('host1', 'docker logs -f talker')).stdout).toBe('1\n2\n3\n');
  expect((await at('host1', 'docker attach talker')).stderr).toContain('cannot attach to a stopped container');
});
