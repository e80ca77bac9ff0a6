import { expect, test } from 'vitest';
import { createLab } from '../../../../world/lab.ts';
import { execute } from '../../../run.ts';
import { openSession } from '../../../session.ts';
import type { Outcome } from '../../../tool/call.ts';

test('a probe runs in its container, and time stands still for it', async () => {
  const session = openSession(createLab({ seed: 3 }));
  const host1 = (line: string) => execute(session, 'host1', line, { fresh: true }) as Outcome;
  const status = async (name: string) => {
    const answer = await execute(session, 'host1', `docker inspect -f '{{.State.Health.Status}}' ${name}`);
    return answer.stdout.trim();
  };
  const flags = '--health-interval 1s --health-retries 1 --health-cmd';
  host1(`docker run -d --name web ${flags} 'curl -sf http://localhost/ || exit 1' nginx`);
  host1(`docker run -d --name box ${flags} 'curl -sf http://localhost/ || exit 1' alpine`);
  expect([await status('web'), await status('box')]).toEqual(['starting', 'starting']);
  const before = session.world.clock.now;
  host1('sleep 2');
  expect([await status('web'), await status('box')]).toEqual(['healthy', 'unhealthy']);
  expect(session.world.clock.now - before).toBeLessThan(3000);
});

test.each([
  ['--no-healthcheck --health-cmd true', '--no-healthcheck conflicts with --health-* options'],
  ['--health-interval -1s', '--health-interval cannot be negative'],
  ['--health-retries -1', '--health-retries cannot be negative'],
])('docker run %s is refused', (flags, words) => {
  const session = openSession(createLab({ seed: 3 }));
  const { stderr, exit } = execute(session, 'host1', `docker run ${flags} alpine`, { fresh: true }) as Outcome;
  expect([stderr.split('\n')[0], exit]).toEqual([`docker: ${words}`, 125]);
});
