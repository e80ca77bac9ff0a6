import { describe, expect, it } from 'vitest';
import { imported, snapshotOf } from '../../src/shell/importing/host.fixture.ts';
import { run } from '../../src/shell/run.ts';
import { createLab } from '../../src/world/lab.ts';
import { endsOf } from '../../src/world/ends.ts';
import { reachFrom } from '../../src/world/reach.ts';
import { tracerOf } from '../../src/world/trace.ts';
import type { World } from '../../src/world/world.ts';
import { randomLines } from './random.ts';

const SEEDS = process.env['HOPSCOPE_ALL_SEEDS'] ? Array.from({ length: 40 }, (_, i) => 2 * i + 1) : [1, 3, 5, 7, 9, 11];

/** Subnets that somebody named stand before those that the engine chose; which is which an inspection does not tell. */
const sorted = (lines: readonly string[]): readonly string[] => lines.map((line) => line.replace(/,$/, '')).sort();

async function labOf(seed: number): Promise<World> {
  let world = createLab({ seed: 1 });
  for (const line of [...randomLines(seed), 'sleep 5']) ({ world } = await run(world, 'host1', line));
  return world;
}

/** But for counters, for the switch's port at the other end of the cable, and for the numbers that a stack gives others as they come. */
const shown = async (world: World, line: string): Promise<readonly string[]> =>
  (await run(world, 'host1', line, { fresh: true })).stdout
    .replace(/\[\d+:\d+\]/g, '[]')
    .replace(/^#.*$/gm, '')
    .replace(/"link_index":\d+,"ifname":"eth0"/, '')
    .replace(/"link_netnsid":\d+/g, '')
    .split(/\n|(?=\{"ifindex")/);

/** Nobody tells of what a stack remembers for a while: neighbours, connections, who is behind which port. */
function forgetful(world: World): World {
  const copy = JSON.parse(JSON.stringify(world)) as World;
  for (const namespace of Object.values(copy.kernel.namespaces)) {
    Object.assign(namespace, { neighbours: {}, connections: {}, replies: {} });
    for (const link of Object.values(namespace.links)) if (link.kind === 'bridge') link.forwarding = {};
  }
  return copy;
}

/** How everyone reaches everyone, by ping and at the ports that the random labs serve. */
function reachIn(world: World): unknown {
  const walk = tracerOf(world);
  const places = endsOf(world)
    .filter(({ running }) => running)
    .map(({ place }) => place)
    .sort();
  return places.map((from) => [
    from,
    ...[{ kind: 'ping' } as const, { kind: 'tcp', port: 80 } as const, { kind: 'tcp', port: 8080 } as const].map(
      (probe) => reachFrom(walk, world, from, places, probe),
    ),
  ]);
}

describe('a random lab, told of by its own tools and brought in again', () => {
  it.each(SEEDS)('shows and reaches the same: seed %i', { timeout: 60_000 }, async (seed) => {
    const before = await labOf(seed);
    const world = await imported(await snapshotOf(before));
    expect(world.imported?.lacks).toEqual([]);
    const networks = (await shown(before, 'docker network ls -q')).join(' ');
    for (const line of [
      'ip -j addr',
      'ip route show table all',
      'ip -6 route',
      'iptables-save',
      'ip6tables-save',
      `docker network inspect ${networks}`,
    ])
      expect(sorted(await shown(world, line)), line).toEqual(sorted(await shown(before, line)));
    expect(reachIn(world)).toEqual(reachIn(forgetful(before)));
  });
});
