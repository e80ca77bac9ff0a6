import { beforeAll, describe, expect, it } from 'vitest';
import { labAfter, printed, type At } from '../../shell.fixture.ts';

let at: At;
beforeAll(async () => {
  ({ at } = await labAfter(
    'docker run -d --name web nginx',
    'docker run -d --name box --cap-add NET_ADMIN alpine',
    'docker run -d --name none --network none alpine',
  ));
});
const stdout = async (place: string, line: string) => (await at(place, line)).stdout;

const LO = `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
    inet 127.0.0.1/8 scope host lo
       valid_lft forever preferred_lft forever
    inet6 ::1/128 scope host proto kernel_lo 
       valid_lft forever preferred_lft forever
`;

describe('ip shows', () => {
  it('addresses, by any abbreviation', async () => {
    for (const line of ['ip a', 'ip addr', 'ip address show', 'ip a s', 'ip addr list'])
      expect(await at('none', line)).toEqual(printed(LO));
    expect(await stdout('web', 'ip -4 addr show eth0')).toMatch(
      /^2: eth0@if\d+: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default qlen 0 link-netnsid 0\n {4}inet 172\.17\.0\.2\/16 brd 172\.17\.255\.255 scope global eth0\n {7}valid_lft forever preferred_lft forever\n$/,
    );
  });
  it.each([
    ['ip -br -4 a', 'lo               UNKNOWN        127.0.0.1/8 \neth0@if4         UP             172.17.0.2/16 \n'],
    [
      'ip -o -4 addr show lo',
      '1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever\n',
    ],
    ['ip r', 'default via 172.17.0.1 dev eth0 \n172.17.0.0/16 dev eth0 proto kernel scope link src 172.17.0.2 \n'],
    ['ip route show default', 'default via 172.17.0.1 dev eth0 \n'],
    ['ip route get 8.8.8.8', '8.8.8.8 via 172.17.0.1 dev eth0 src 172.17.0.2 uid 0 \n    cache \n'],
    ['ip -j route show default', '[{"dst":"default","gateway":"172.17.0.1","dev":"eth0","flags":[]}]\n'],
    ['ip -color=never neigh', ''],
    ['ip neigh', ''],
    ['ip netns', ''],
  ])('%s', async (line, expected) => expect(await at('web', line)).toEqual(printed(expected)));

  it('the limits of a bridge by whether it ever had a port', async () => {
    await at('host1', 'docker network create portless');
    expect(await stdout('host1', 'ip -d link show type bridge | grep -o "tso_max_size [0-9]*"')).toBe(
      'tso_max_size 524280\ntso_max_size 65536\n',
    );
    await at('host1', 'docker network rm portless');
  });

  it('what the kernel keeps for itself', async () => {
    expect(await stdout('host1', 'ip route show table local dev docker0')).toBe(
      'local 172.17.0.1 proto kernel scope host src 172.17.0.1 \nbroadcast 172.17.255.255 proto kernel scope link src 172.17.0.1 \n',
    );
    expect(await stdout('host1', 'ip rule')).toBe(
      '0:\tfrom all lookup local\n32766:\tfrom all lookup main\n32767:\tfrom all lookup default\n',
    );
    expect(await stdout('host1', 'ip -br link show master docker0 | wc -l')).toBe('2\n');
  });
});

describe('ip complains', () => {
  it.each([
    ['ip lnk', printed('', 'Object "lnk" is unknown, try "ip help".\n', 1)],
    ['ip addr show docker1', printed('', 'Device "docker1" does not exist.\n', 1)],
    ['ip link set nosuch up', printed('', 'Cannot find device "nosuch"\n', 1)],
    ['ip link set docker0 foo', printed('', 'Error: either "dev" is duplicate, or "foo" is garbage.\n', 255)],
    ['ip link set docker0 mtu', printed('', 'Command line is not complete. Try option "help"\n', 255)],
    ['ip link set docker0 mtu abc', printed('', 'Error: argument "abc" is wrong: Invalid "mtu" value\n\n', 255)],
    ['ip link set docker0 mtu 10', printed('', 'Error: mtu less than device minimum.\n', 2)],
    ['ip route add 10.0.0.0/8 via 9.9.9.9', printed('', 'Error: Nexthop has invalid gateway.\n', 2)],
    ['ip addr add 172.17.0.1/16 dev docker0', printed('', 'Error: ipv4: Address already assigned.\n', 2)],
    ['ip route del 10.9.9.0/24', printed('', 'RTNETLINK answers: No such process\n', 2)],
  ])('%s', async (line, expected) => expect(await at('host1', line)).toEqual(expected));

  it('in containers that may not administer their network', async () => {
    const refused = printed('', 'RTNETLINK answers: Operation not permitted\n', 2);
    for (const line of ['ip link set eth0 down', 'ip route del default', 'ip addr flush dev eth0'])
      expect((await at('web', line)).exit).not.toBe(0);
    expect(await at('web', 'ip link set eth0 down')).toEqual(refused);
    expect(await at('web', 'ip route del default')).toEqual(refused);
  });
});

describe('ip changes', () => {
  it('links, addresses, routes and neighbours', async () => {
    const line = (text: string) => at('box', text);
    expect(await line('ip addr add 10.1.0.1/24 dev eth0 && ip -br -4 addr show eth0')).toEqual(
      printed('eth0@if5         UP             172.17.0.3/16 10.1.0.1/24 \n'),
    );
    expect(await line('ip route add 10.2.0.0/16 via 10.1.0.9 metric 5 && ip route show 10.2.0.0/16')).toEqual(
      printed('10.2.0.0/16 via 10.1.0.9 dev eth0 metric 5 \n'),
    );
    expect(await line('ip route replace default via 172.17.0.2 && ip route show default')).toEqual(
      printed('default via 172.17.0.2 dev eth0 \n'),
    );
    await line('ip neigh add 10.1.0.9 lladdr 02:00:00:00:00:09 dev eth0');
    expect(await line('ip neigh show 10.1.0.9')).toEqual(
      printed('10.1.0.9 dev eth0 lladdr 02:00:00:00:00:09 PERMANENT \n'),
    );
    expect(await line('ip addr del 10.1.0.1/24 dev eth0 && ip route show dev eth0 scope link')).toEqual(
      printed('172.17.0.0/16 proto kernel src 172.17.0.3 \n'),
    );
  });
  it('bridges and veth pairs', async () => {
    const line = (text: string) => at('host1', text);
    await line('ip link add br9 type bridge && ip link add v0 type veth peer name v1');
    expect(await stdout('host1', 'ip -br link show type bridge | cut -d" " -f1')).toBe('docker0\nbr9\n');
    await line('ip link set v0 master br9 && ip link set v0 up && ip link set v1 up && ip link set br9 up');
    expect(await stdout('host1', 'ip link show master br9')).toMatch(
      /^\d+: v0@v1: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue master br9 state UP mode DEFAULT group default qlen 1000\n/,
    );
    await line('ip link del v1 && ip link del br9');
    expect(await at('host1', 'ip link show v0')).toEqual(printed('', 'Device "v0" does not exist.\n', 1));
  });
  it('are set and deleted by their group, and have the address of one station', async () => {
    await at('host1', 'ip link add v8 type veth peer name v9; ip link set v8 group 5; ip link set v9 group 5');
    await at('host1', 'ip link set group 5 mtu 1400; ip link set group 5 up; ip link set group 7 down');
    expect(await stdout('host1', 'ip -br link show group 5 | cut -d" " -f1')).toMatch(/^v[89]@v[89]\nv[89]@v[89]\n$/);
    expect(await stdout('host1', 'ip link show v8')).toMatch(/UP,LOWER_UP> mtu 1400 .* group 5 /);
    const none = printed('', 'RTNETLINK answers: Cannot assign requested address\n', 2);
    for (const line of [
      'ip link set v8 address 01:00:5e:00:00:01',
      'ip link add b address 00:00:00:00:00:00 type bridge',
    ])
      expect(await at('host1', line)).toEqual(none);
    expect(await at('host1', 'ip link del group 6')).toEqual(printed('', 'RTNETLINK answers: No such device\n', 2));
    await at('host1', 'ip link del group 5');
    expect(await stdout('host1', 'ip -br link | grep -c ^v[89]')).toBe('0\n');
  });
  it('list groups by family and interface', async () => {
    expect(await at('host1', 'ip -4 maddr show eth0')).toEqual(printed('2:\teth0\n\tinet  224.0.0.1\n'));
    expect(await stdout('host1', 'ip -6 maddr show dev lo')).toBe('1:\tlo\n\tinet6 ff02::1\n\tinet6 ff01::1\n');
  });
  it('tell IPv6 routers from others', async () => {
    await at('host1', 'docker network create --ipv6 --subnet fd00:7::/64 six');
    await at('host1', 'docker run -d --name six --network six alpine');
    await at('six', 'ping -c 1 fd00:7::1');
    expect((await at('six', 'ip -6 neigh show fd00:7::1')).stdout).toMatch(
      /^fd00:7::1 dev eth0 lladdr \S+ router REACHABLE \n$/,
    );
    expect((await at('six', 'ip -j -6 neigh show fd00:7::1')).stdout).toContain('"router":null,"state"');
    expect(await stdout('host1', 'sysctl -n net.ipv6.conf.$(ip -br link | grep -o br-[0-9a-f]*).accept_ra')).toBe(
      '0\n',
    );
  });
});
