import { expect, it } from 'vitest';
import { run } from '../run.ts';
import { after, imported, snapshotOf } from './host.fixture.ts';

const out = async (world: Awaited<ReturnType<typeof after>>, place: string, line: string): Promise<string> =>
  (await run(world, place, line, { fresh: true })).stdout;

const TWO = [
  'host1$ docker network create --subnet 10.9.0.0/24 lab',
  'host1$ docker run -d --name aa --network lab --cap-add NET_ADMIN nicolaka/netshoot',
  'host1$ docker run -d --name bb --network lab nicolaka/netshoot',
];

it('sends to a neighbour that is known there, also where it is no more', async () => {
  const world = await imported(
    await snapshotOf(
      await after(
        ...TWO,
        'host1/aa$ ping -c 1 10.9.0.3',
        'host1$ sleep 40',
        'host1$ nsenter -t $(docker inspect -f "{{.State.Pid}}" bb) -n ip link set eth0 down',
      ),
    ),
  );
  expect(await out(world, 'host1/aa', 'ip neigh show 10.9.0.3')).toMatch(/^10\.9\.0\.3 dev eth0 lladdr \S+ STALE/);
  // Nobody says that it is unreachable before it was asked for again: 5 s, and three times a second.
  expect(await out(world, 'host1/aa', 'ping -c 1 -W 4 10.9.0.3')).not.toContain('Unreachable');
  expect(await out(world, 'host1/aa', 'ping -c 1 -W 4 10.9.0.9')).toContain('Unreachable');
});

it('keeps what somebody entered, but for those whom the lab has others for', async () => {
  const world = await imported(
    await snapshotOf(
      await after(
        ...TWO,
        'host1/aa$ ip neigh add 10.9.0.3 lladdr 02:00:00:00:00:99 dev eth0',
        'host1$ ip neigh replace 192.168.65.1 lladdr 02:00:00:00:00:98 dev eth0 nud permanent',
      ),
    ),
  );
  expect(await out(world, 'host1/aa', 'ip neigh')).toContain('10.9.0.3 dev eth0 lladdr 02:00:00:00:00:99 PERMANENT');
  expect(await out(world, 'host1/aa', 'ping -c 1 -W 1 10.9.0.3')).toContain('100% packet loss');
  expect(await out(world, 'host1', 'ping -c 1 -W 1 192.168.65.1')).toContain(' 0% packet loss');
});

it('a bridge sends to the one of two stations with one MAC address that spoke last', async () => {
  const world = await after(
    'host1$ docker network create --subnet 10.9.0.0/24 lab',
    'host1$ docker run -d --name aa --network lab --mac-address 02:42:ac:12:00:aa nicolaka/netshoot',
    'host1$ docker run -d --name bb --network lab --mac-address 02:42:ac:12:00:aa nicolaka/netshoot',
    'host1$ docker run -d --name cc --network lab nicolaka/netshoot',
    'host1/cc$ ping -c 1 10.9.0.2',
    'host1/cc$ ping -c 1 10.9.0.3',
  );
  const again = await imported(await snapshotOf(world));
  for (const each of [world, again]) {
    expect(await out(each, 'host1/cc', 'ping -c 1 -W 1 10.9.0.3')).toContain(' 0% packet loss');
    expect(await out(each, 'host1/cc', 'ping -c 1 -W 1 10.9.0.2')).toContain('100% packet loss');
  }
});
