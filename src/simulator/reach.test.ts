import { expect, test } from 'vitest';
import { labAfter } from '../shell/shell.fixture.ts';
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

test('the command for a cell', async () => {
  const { session } = await labAfter('docker run -d --name web nginx');
  expect(probeLine(tcp, addressAt(session.world, 'host1/web', 'host1/box') ?? '')).toBe('nc -zv -w 1 172.17.0.2 80');
});
