import { expect, it } from 'vitest';
import { run } from '../../run.ts';
import { createLab } from '../../../world/lab.ts';

it.each(['01:00:5e:00:00:01', 'ff:ff:ff:ff:ff:ff', '00:00:00:00:00:00'])(
  'a container cannot have the MAC address %s, and its interface is gone again',
  async (mac) => {
    const fresh = createLab({ seed: 1 });
    const { stderr, exit, world } = await run(fresh, 'host1', `docker run -d --name kept --mac-address ${mac} alpine`);
    expect(exit).toBe(125);
    expect(stderr).toMatch(
      new RegExp(
        `failed to add interface (veth\\w{7}) to sandbox: error setting interface "\\1" MAC to "${mac}": cannot assign requested address`,
      ),
    );
    const names = Object.values(world.kernel.namespaces['host1']?.links ?? {}).map(({ name }) => name);
    expect(names).toEqual(['lo', 'eth0', 'docker0']);
    expect((await run(world, 'host1', 'docker ps -a --format "{{.Status}}"')).stdout).toBe('Created\n');
  },
);

it('a container may have the MAC address of one station', async () => {
  const line = 'docker run --rm --mac-address 02:00:5e:00:00:01 alpine cat /sys/class/net/eth0/address';
  expect((await run(createLab({ seed: 1 }), 'host1', line)).stdout).toBe('02:00:5e:00:00:01\n');
});
