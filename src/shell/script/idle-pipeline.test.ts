import { expect, test } from 'vitest';
import { labAfter } from '../shell.fixture.ts';

test('a connection that stands has two ends, or four where a proxy is between, and all go with one', async () => {
  const { at } = await labAfter('docker run -d --name web -p 8080:80 nginx', 'docker run -d --name box alpine');
  const ends = async (place: string) =>
    (await at(place, "ss -Htn state established | awk '{print $4}' | sed 's/:[3-6][0-9]*$/:EPH/'")).stdout;
  await at('host1', "docker exec -d box sh -c 'sleep 40 | nc 192.168.65.10 8080'");
  await at('host1', 'sleep 1');
  expect(await ends('host1/box')).toBe('192.168.65.10:8080\n');
  expect(await ends('host1/web')).toBe('172.17.0.1:EPH\n');
  // docker-proxy's own ends.
  expect((await ends('host1')).split('\n').sort()).toEqual(['', '172.17.0.2:80', '172.17.0.3:EPH']);
  await at('host1/box', 'pkill nc');
  expect([await ends('host1/box'), await ends('host1'), await ends('host1/web')]).toEqual(['', '', '']);
});

test('nc stays when what it reads has come to its end', async () => {
  const { at } = await labAfter('docker run -d --name web nginx', 'docker run -d --name box alpine');
  await at('host1', "docker exec -d box sh -c 'sleep 5 | nc 172.17.0.2 80'");
  await at('host1', 'sleep 10');
  expect((await at('host1/box', 'ps ax | grep -c "0:00 nc"; ps ax | grep -c "0:00 sleep 5"')).stdout).toBe('1\n0\n');
});
