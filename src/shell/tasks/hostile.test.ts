import { describe, expect, test } from 'vitest';
import { createLab } from '../../world/lab.ts';
import { execute } from '../run.ts';
import { openSession } from '../session.ts';
import { INTERRUPT } from '../terminal/terminal.ts';
import { newWork, TooMuch } from '../work.ts';

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Ways to do something for ever. */
const LOOPS: readonly ((body: string) => string)[] = [
  (body) => `while true; do ${body}; done`,
  (body) => `until false; do ${body}; done`,
  (body) => `for ((;;)); do ${body}; done`,
  (body) => `f() { ${body}; f; }; f`,
  (body) => `seq 100000 | while read -r line; do ${body}; done`,
  (body) => `while :; do ${body}; done & while :; do ${body}; done & wait`,
  (body) => `docker run -d alpine sh -c ${quoted(`while true; do ${body}; done`)}; sleep 100`,
  (body) => `docker run --rm alpine sh -c ${quoted(`trap : TERM INT; until false; do ${body}; done`)}`,
  (body) => `watch -n 0.1 ${quoted(body)}`,
  (body) => `timeout 100000 sh -c ${quoted(`while true; do ${body}; done`)}`,
];

/** What is done: at once, after a while, never; and more of it each time. */
const BODIES = [
  ':',
  'sleep 0',
  'sleep 1',
  'nc -l -p 9000',
  'nc -z -w 1 10.9.9.9 80',
  'curl -s -m 1 http://nosuch/',
  'ping -c 1 172.17.0.2',
  'test -f /nowhere',
  'docker run -d alpine sleep 1000',
  'docker network create n$RANDOM',
  'x=$x$x.........',
  'echo line >> /tmp/f',
  'seq 100000',
  'cat /dev/zero',
  'read x',
  'wait',
  'kill -0 $$',
  'getent hosts db',
  'sh -c true',
  '(sleep 5; echo later) &',
  'tcpdump -i docker0 -c 1 &',
];

describe.each(LOOPS.map((loop) => [loop('BODY'), loop] as const))('%s', (_, loop) => {
  test.each(BODIES)('with %s ends, is ended, or is interrupted', async (body) => {
    const session = openSession(createLab({ seed: 1 }), { inPlace: true });
    await execute(session, 'host1', 'docker run -d --name web nginx');
    const before = JSON.stringify(session.world);
    const work = newWork({ commands: 1000, hops: 20_000, output: 300_000, memory: 4_000_000 });
    try {
      await execute(session, 'host1', loop(body), { work });
    } catch (error) {
      // The page puts the world back that stood before the line.
      expect(error).toBeInstanceOf(TooMuch);
      Object.assign(session, openSession(JSON.parse(before) as typeof session.world, { inPlace: true }));
    }
    for (let times = 0; times < 3; times += 1) await execute(session, 'host1', INTERRUPT);
    expect((await execute(session, 'host1', 'echo here')).stdout).toMatch(/here\n$/);
  });
});

test('what processes do while a line waits is bounded for the whole line, however often it waits', async () => {
  const session = openSession(createLab({ seed: 1 }), { inPlace: true });
  await execute(session, 'host1', 'docker run -d --name box alpine');
  await execute(session, 'host1', "docker exec -d box sh -c 'until getent hosts db; do sleep x; done'");
  const asked = (): number =>
    Object.values(session.world.kernel.namespaces).reduce((sum, { portsUsed }) => sum + portsUsed, 0);
  const before = asked();
  await execute(session, 'host1', 'for i in $(seq 40); do sleep 1; done');
  const most = asked() - before;
  await execute(session, 'host1', 'for i in $(seq 400); do sleep 1; done');
  expect(asked() - before - most).toBeLessThan(most * 4);
});
