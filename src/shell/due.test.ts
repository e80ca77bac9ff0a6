import { expect, it } from 'vitest';
import { execute } from './run.ts';
import { openSession } from './session.ts';
import { createLab } from '../world/lab.ts';

it('lets a command that ended take its links along before another tool looks', async () => {
  const session = openSession(createLab({ seed: 1 }), { inPlace: true });
  const veths = async () =>
    (await execute(session, 'host1', 'ip -br link show type veth')).stdout.match(/^veth/gm)?.length ?? 0;
  await execute(session, 'host1', 'docker run -d --name brief alpine sleep 5');
  expect(await veths()).toBe(1);
  await execute(session, 'host1', 'sleep 6');
  expect(await veths()).toBe(0);
});
