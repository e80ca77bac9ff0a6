import { beforeEach, expect, it } from 'vitest';
import { labAfter, type At } from '../../../shell.fixture.ts';

let at: At;
beforeEach(async () => {
  ({ at } = await labAfter('docker run -d --name web nginx'));
});
const stdout = async (line: string): Promise<string> => (await at('host1', line)).stdout;

it('a group shares what is sent, by weights, and leads by those that are left', async () => {
  await at('host1', 'ip nexthop add id 1 via 192.168.65.1 dev eth0; ip nexthop add id 2 via 192.168.65.50 dev eth0');
  await at('host1', 'ip nexthop add id 9 group 1,3/2; ip route add 198.51.100.0/24 nhid 9');
  expect(await stdout('ip route show 198.51.100.0/24')).toBe(
    '198.51.100.0/24 nhid 9 \n\tnexthop via 192.168.65.1 dev eth0 weight 3 \n\tnexthop via 192.168.65.50 dev eth0 weight 1 \n',
  );
  const ways = await stdout(
    'for i in $(seq 40); do ip route get 198.51.100.$i; done | grep -o "via [0-9.]*" | sort -u',
  );
  expect(ways).toBe('via 192.168.65.1\nvia 192.168.65.50\n');
  await at('host1', 'ip nexthop del id 1');
  expect(await stdout('ip route show 198.51.100.0/24')).toBe('198.51.100.0/24 nhid 9 via 192.168.65.50 dev eth0 \n');
});

it('what leads by a device goes with its carrier, and its routes with it', async () => {
  await at('host1', 'ip nexthop add id 5 via 172.17.0.2 dev docker0; ip route add 198.51.100.0/24 nhid 5');
  await at('host1', 'docker stop -t 0 web');
  expect(await stdout('ip nexthop; ip route show 198.51.100.0/24')).toBe('');
});

it('another in its place leads its routes elsewhere, and one of several does not become a group', async () => {
  await at('host1', 'ip nexthop add id 1 via 192.168.65.50 dev eth0; ip route add 203.0.113.0/24 nhid 1');
  expect((await at('host1', 'curl -s -m 1 http://203.0.113.10/')).exit).not.toBe(0);
  await at('host1', 'ip nexthop replace id 1 via 192.168.65.1 dev eth0');
  expect((await at('host1', 'curl -s -m 1 http://203.0.113.10/')).exit).toBe(0);
  await at('host1', 'ip nexthop add id 2 via 192.168.65.50 dev eth0');
  expect((await at('host1', 'ip nexthop replace id 1 group 2')).stderr).toBe(
    'Error: Can not replace a nexthop with a nexthop group.\n',
  );
});
