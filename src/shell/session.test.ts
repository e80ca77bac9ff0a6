import { describe, expect, it } from 'vitest';
import type { Hop } from '../kernel/hop.ts';
import { createLab } from '../world/lab.ts';
import { execute, run } from './run.ts';
import { openSession } from './session.ts';
import { newWork } from './work.ts';

describe.each([
  ['making a new world', false],
  ['editing in place', true],
])('a session %s', (_, inPlace) => {
  const open = () => {
    const start = createLab({ seed: 1 });
    return { start, session: openSession(start, { inPlace }) };
  };
  it('leaves the world it began with as it was', () => {
    const { start, session } = open();
    const before = JSON.stringify(start);
    session.update((world) => void (world.clock.now += 5));
    expect(session.world.clock.now).toBe(start.clock.now + 5);
    expect(JSON.stringify(start)).toBe(before);
  });
  it('hands on what a recipe returns, plain', () => {
    const { session } = open();
    expect(session.update(() => 7)).toBe(7);
    const shells = session.update((world) => {
      world.shells['host1'] = { cwd: '/tmp', env: {} };
      return world.shells;
    });
    expect(JSON.stringify(shells)).toBe('{"host1":{"cwd":"/tmp","env":{}}}');
  });
  it('keeps what was changed before a recipe threw', () => {
    const { session } = open();
    const now = session.world.clock.now;
    expect(() =>
      session.update((world) => {
        world.clock.now += 1;
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(session.world.clock.now).toBe(now + 1);
  });
  it('nests', () => {
    const { session } = open();
    const now = session.world.clock.now;
    session.update((world) => {
      world.clock.now += 1;
      session.update((inner) => void (inner.clock.now += 1));
      world.clock.now += 1;
    });
    expect(session.world.clock.now).toBe(now + 3);
  });
});

it('shares what did not change', () => {
  const session = openSession(createLab({ seed: 1 }));
  const before = session.world;
  session.update((world) => void (world.clock.now += 1));
  expect(session.world).not.toBe(before);
  expect(session.world.kernel).toBe(before.kernel);
});

describe('a line of many changes', () => {
  const count = 60;
  const line = (command: string) => `for i in $(seq 1 ${count}); do ${command}; done`;
  const busy = line('docker run -d --name web$i nginx; docker rm -f web$i; docker exec box ping -c 1 -W 1 172.17.0.1');

  async function both() {
    const { world } = await run(createLab({ seed: 1 }), 'host1', 'docker run -d --name box busybox sleep 1d');
    const before = JSON.stringify(world);
    const long = await run(world, 'host1', busy);
    return { world, before, long };
  }

  it('makes the same world as changes one by one, and leaves the one before it as it was', async () => {
    const { world, before, long } = await both();
    const session = openSession(world, { inPlace: true });
    const alike = await execute(session, 'host1', busy);
    expect(JSON.stringify(long.world)).toBe(JSON.stringify(alike.world));
    expect(long.stdout).toBe(alike.stdout);
    expect(JSON.stringify(world)).toBe(before);
  });
  it('shares what did not change', async () => {
    const { world, long } = await both();
    expect(long.world.kernel.namespaces['client']).toBe(world.kernel.namespaces['client']);
    expect(long.world.machines['host1']?.engine?.networks).not.toBe(undefined);
    expect(long.world.machines['host1']?.engine?.images['busybox:latest']).toBe(
      world.machines['host1']?.engine?.images['busybox:latest'],
    );
  });
  it('tells of each packet what decided on it as it stood then', async () => {
    const { long } = await both();
    const states = (hops: readonly Hop[]) =>
      hops.flatMap(({ decision }) => (decision.kind === 'connection' ? [decision.connection?.expires] : []));
    const told = long.traces.map(({ hops }) => JSON.stringify(states(hops)));
    expect(told).toHaveLength(count);
    expect(new Set(told).size).toBe(count);
  });
  it('leaves the world as it was where it is ended', async () => {
    const { world } = await run(createLab({ seed: 1 }), 'host1', 'docker run -d --name box busybox sleep 1d');
    const before = JSON.stringify(world);
    const work = newWork({ commands: 55 });
    await expect(run(world, 'host1', line('docker run -d nginx'), { work })).rejects.toThrow('too much');
    expect(JSON.stringify(world)).toBe(before);
  });
});

/** A value that throws where somebody changes it. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

it('leaves the world before a line as it was, to the last mapping of a port', async () => {
  const lines = [
    'echo \'{ "live-restore": true }\' > /etc/docker/daemon.json; systemctl reload docker; sleep 1',
    'docker run -d --name web -p 8080:80 nginx',
    'docker run -d --name other nginx',
    'systemctl stop docker docker.socket',
    'systemctl start docker',
    'docker rm -f other',
    'curl -s -o /dev/null -w "%{http_code}" localhost:8080',
  ];
  let world = createLab({ seed: 1 });
  let outcome;
  for (const line of lines) ({ world } = outcome = await run(frozen(world), 'host1', line));
  expect(outcome).toMatchObject({ stdout: '200', exit: 0 });
});
