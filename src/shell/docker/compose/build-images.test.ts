import { beforeAll, expect, it } from 'vitest';
import { labAfter, type At } from '../../shell.fixture.ts';

let at: At;
beforeAll(async () => {
  ({ at } = await labAfter(
    "mkdir -p /root/app/web && cd /root/app && printf 'services:\\n  web:\\n    build: {context: web, args: {WORD: hi}}\\n' > compose.yml",
    "printf 'FROM nginx\\nARG WORD\\nRUN echo $WORD > /said\\n' > /root/app/web/Dockerfile",
  ));
});

it('builds the images of services, and says so', async () => {
  const { stdout, stderr, exit } = await at('host1', 'cd /root/app && docker compose build');
  expect(exit).toBe(0);
  expect(stdout).toMatch(/Step 3\/4 : RUN echo \$WORD > \/said[^]*Successfully tagged app-web:latest\n$/);
  expect(stderr).toMatch(/buildx isn't installed"\n web {2}Built\n$/);
});

it('up builds what is missing, and with --build what is there', async () => {
  const up = await at('host1', 'cd /root/app && docker compose up -d');
  expect(up.stdout).toBe('');
  expect((await at('host1', 'docker exec app-web-1 cat /said')).stdout).toBe('hi\n');
  await at('host1', "printf 'FROM nginx\\nRUN echo new > /said\\n' > /root/app/web/Dockerfile");
  expect((await at('host1', 'cd /root/app && docker compose up -d --build')).stdout).toContain('RUN echo new');
  expect((await at('host1', 'docker exec app-web-1 cat /said')).stdout).toBe('new\n');
});

it('a step that fails is told with its code', async () => {
  await at('host1', "printf 'FROM nginx\\nRUN nosuch\\n' > /root/app/web/Dockerfile");
  const { stderr, exit } = await at('host1', 'cd /root/app && docker compose build');
  expect(exit).not.toBe(0);
  expect(stderr).toContain("The command '/bin/sh -c nosuch' returned a non-zero code: 127\n");
});
