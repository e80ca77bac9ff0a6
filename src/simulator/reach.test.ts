import { expect, test } from 'vitest';
import { openSession } from '../shell/session.ts';
import { atFor, labAfter } from '../shell/shell.fixture.ts';
import { createLab } from '../world/lab.ts';
import { tracerOf } from '../world/trace.ts';
import { endsOf } from '../world/ends.ts';
import { addressAt, probeLine, reachFrom, type Probe } from '../world/reach.ts';

const tcp: Probe = { kind: 'tcp', port: 80 };

async function rows(probe: Probe, ...lines: readonly string[]) {
  const { session } = await labAfter(...lines);
  const places = endsOf(session.world).flatMap(({ place, running }) => (running ? [place] : []));
  const walk = tracerOf(session.world);
  return (from: string, to: string) => reachFrom(walk, session.world, from, places, probe)[places.indexOf(to)];
}

test('everywhere to everywhere: open, closed, kept apart, without a way', async () => {
  const reach = await rows(
    tcp,
    'docker network create shop',
    'docker run -d --name web nginx',
    'docker run -d --name box busybox sleep 1d',
    'docker run -d --name far --network shop busybox sleep 1d',
    'docker run -d --name alone --network none busybox sleep 1d',
  );
  expect(reach('host1/box', 'host1/web')).toBe('reached');
  expect(reach('host1/web', 'host1/box')).toBe('refused');
  expect(reach('host1/far', 'host1/web')).toBe('timeout');
  expect(reach('client', 'host1/web')).toBe('unreachable');
  expect(reach('host1/alone', 'host1/web')).toBe('unreachable');
  expect(reach('host1/web', 'host1/web')).toBeUndefined();
  expect(reach('host1/web', 'host1/alone')).toBeUndefined();
});

test('a ping needs no server', async () => {
  const reach = await rows({ kind: 'ping' }, 'docker run -d --name box busybox sleep 1d');
  expect(reach('host1/box', 'inet')).toBe('reached');
  expect(reach('host1', 'host1/box')).toBe('reached');
});

test('of two with the same address the one that is meant', async () => {
  const session = openSession(createLab({ seed: 1, hosts: ['host1', 'host2'] }), { inPlace: true });
  for (const host of ['host1', 'host2'])
    for (const name of ['web', 'box']) await atFor(session)(host, `docker run -d --name ${name} nginx`);
  const reach = (from: string, ...to: readonly string[]) =>
    [{ kind: 'ping' } as const, tcp].map((probe) => reachFrom(tracerOf(session.world), session.world, from, to, probe));
  const apart = ['reached', 'unreachable'];
  expect(reach('host1/box', 'host1/web', 'host2/web')).toEqual([apart, apart]);
  expect(reach('host2', 'host2/web', 'host1/web')).toEqual([apart, apart]);
});

test('the command for a cell', async () => {
  const { session } = await labAfter('docker run -d --name web nginx');
  expect(probeLine(tcp, addressAt(session.world, 'host1/web', 'host1/box') ?? '')).toBe('nc -zv -w 1 172.17.0.2 80');
});
