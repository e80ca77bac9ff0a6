import { expect, test } from 'vitest';
import { run } from '../../../shell/run.ts';
import { createLab } from '../../../world/lab.ts';
import type { World } from '../../../world/world.ts';
import { linkRows } from './link-rows.ts';

const told = (world: World, name: RegExp): readonly string[] => {
  const link = Object.values(world.kernel.namespaces['host1']?.links ?? {}).find((each) => name.test(each.name));
  return linkRows(world, { namespace: 'host1', index: link?.index ?? 0 }).map(
    (row) => `${row.name} ${row.value as string}`,
  );
};

test('a device tells its peer, its master and what stands on it', async () => {
  let world = createLab({ seed: 1 });
  for (const line of [
    'docker run -d --name web nginx',
    'docker network create -d macvlan --subnet 10.10.0.0/24 -o parent=eth0.10 ten',
    'docker run -d --name box --network ten busybox sleep 1d',
  ])
    world = (await run(world, 'host1', line)).world;
  expect(told(world, /^veth/)).toEqual(expect.arrayContaining(['state UP', 'master docker0', 'peer eth0 @ web']));
  expect(told(world, /^eth0$/)).toContain('upper eth0.10');
  expect(told(world, /^eth0\.10$/)).toEqual(expect.arrayContaining(['parent eth0', 'VLAN 10', 'upper eth0 @ box']));
});
