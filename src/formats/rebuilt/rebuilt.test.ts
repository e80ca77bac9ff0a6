import { describe, expect, test } from 'vitest';
import { openSession } from '../../shell/session.ts';
import { execute } from '../../shell/run.ts';
import { after, importLine, snapshotOf } from '../../shell/importing/host.fixture.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { played } from '../../history/replay.ts';
import { createLab } from '../../world/lab.ts';
import { LAN, type World } from '../../world/world.ts';
import { shellScriptOf } from '../shell-script.ts';

const scriptOf = async (snapshot: Snapshot): Promise<string> =>
  shellScriptOf('', await played({ seed: 3, commands: [{ place: LAN, line: importLine(snapshot) }] }));

/** A fresh lab in which a script was run. */
async function ran(script: string): Promise<World> {
  const session = openSession(createLab({ seed: 9 }));
  const { stderr } = await execute(session, 'host1', script, { fresh: true });
  expect(stderr).toBe('');
  return session.world;
}

const OWN = [
  'host1$ sysctl -w net.ipv4.conf.all.rp_filter=2',
  'host1$ docker network create --subnet 10.66.0.0/24 -o com.docker.network.bridge.name=br-lab lab',
  'host1$ docker network create --subnet 10.67.0.0/24 back',
  'host1$ docker run -d --name web --network lab -p 8080:80 --dns 9.9.9.9 --add-host db:10.0.0.9 nginx',
  'host1$ docker network connect back web',
  'host1$ docker run -d --name side --network container:web --cap-add NET_ADMIN nicolaka/netshoot',
  'host1$ ip link add name br9 type bridge; ip addr add 10.99.0.1/24 dev br9; ip link set br9 up',
  'host1$ ip link add d0 type dummy; ip link set d0 master br9; ip link set d0 up',
  'host1$ ip link add link eth0 name eth0.7 type vlan id 7; ip link set eth0.7 up',
  'host1$ ip link add va type veth peer name vb; ip link set va up; ip link set vb up',
  'host1$ ip link add vx0 type vxlan id 77 remote 192.168.65.50 local 192.168.65.10 dstport 4789 dev eth0; ip link set vx0 up',
  'host1$ ip route add 10.50.0.0/16 via 192.168.65.50',
  'host1$ ip route add blackhole 10.51.0.0/16',
  'host1$ ip route add default via 192.168.65.50 table 100; ip rule add from 10.66.0.0/24 lookup 100 priority 500',
  'host1$ ip neigh replace 10.99.0.7 lladdr 02:00:00:00:00:07 dev br9 nud permanent',
  'host1$ ipset create bad hash:net maxelem 1000; ipset add bad 198.51.100.0/24; ipset add bad 198.51.100.7 nomatch',
  'host1$ ipset create all list:set; ipset add all bad',
  'host1$ iptables -N OWN; iptables -A OWN -m limit --limit 3/min -j LOG; iptables -A OWN -j DROP',
  'host1$ iptables -I DOCKER-USER -m set --match-set all src -j OWN',
  'host1$ iptables -I FORWARD 1 -p tcp --dport 25 -j DROP; iptables -A FORWARD -s 10.0.0.1/32 -j DROP; iptables -P FORWARD DROP',
  'host1$ iptables -t nat -D POSTROUTING -s 10.67.0.0/24 ! -o $(ip -br addr | grep 10.67 | cut -d" " -f1) -j MASQUERADE',
  'host1$ nft add table inet own; nft add chain inet own input "{ type filter hook input priority 5; }"; nft add rule inet own input tcp dport 23 drop',
  'host1$ nsenter -t $(docker inspect -f "{{.State.Pid}}" web) -n iptables -A INPUT -p tcp --dport 81 -j DROP',
];

/** What is compared: of links their kind and ends, of tables all. */
const shown = ({ hosts: [host] }: Snapshot) => {
  const { links = [], routes, rules, sets, nft, iptables = '', neighbours } = host?.stack ?? {};
  const web = host?.containers?.find(({ name }) => name === 'web');
  return {
    links: links
      .filter(({ name }) => !/^veth/.test(name))
      .map(({ name, kind, up, master, data, addresses }) => ({
        ...{ name, kind, up, master, data },
        addresses: addresses.map(({ address }) => address).filter((each) => !each.startsWith('fe80')),
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    routes: routes
      ?.filter(({ family, device }) => family === 4 && !device?.startsWith('veth'))
      .map(({ destination, via, table, type }) => ({ destination, via, table, type })),
    rules,
    sets,
    nft,
    iptables: bare(iptables),
    neighbours: neighbours?.filter(({ state }) => state === 'PERMANENT'),
    web: [
      bare(web?.stack?.iptables ?? '').replaceAll(/127\.0\.0\.11:\d+|--dport \d+|--sport \d+|--to-\S+ \S+/g, ''),
      web?.dns,
      web?.extraHosts,
      web?.bindings,
    ],
  };
};
const bare = (text: string): string => text.replaceAll(/\[\d+:\d+\] ?/g, '');

describe('the script of a host that was brought in', () => {
  test('makes all that somebody set up there, at its place', { timeout: 60_000 }, async () => {
    const before = await snapshotOf(await after(...OWN));
    const script = await scriptOf(before);
    const again = await snapshotOf(await ran(script));
    expect(shown(again)).toEqual(shown(before));
  });
});

const stack = (more: object): Snapshot => ({
  version: 1,
  hosts: [{ name: 'prod', stack: { ...more } }],
});

describe('what nobody means', () => {
  test('stays a word of its own, whatever a shell would make of it', async () => {
    const script = await scriptOf(
      stack({
        sets: [{ name: 'bad; reboot', type: 'hash:ip', options: ['comment', '$(id)'], members: ['10.0.0.1 `id`'] }],
        links: [
          { index: 9, name: 'x$(id)', kind: 'dummy', up: true, addresses: [{ address: "1'; id", prefixLength: 8 }] },
        ],
        nft: 'table ip x {\n}\nEND\nreboot\n',
        sysctl: { 'net.ipv4.ip_forward': '0; reboot' },
      }),
    );
    for (const line of [
      "ipset create 'bad; reboot' hash:ip comment '$(id)'",
      "ipset add 'bad; reboot' 10.0.0.1 '`id`'",
    ])
      expect(script.split('\n')).toContain(line);
    expect(script).toContain("ip link add name 'x$(id)' type dummy");
    expect(script).toContain("sysctl -w 'net.ipv4.ip_forward=0; reboot'");
    expect(script).toMatch(/nft -f - <<'END_'\n(.*\n)*END\nreboot\nEND_\n/);
  });

  test('what no command says here is told of', async () => {
    const script = await scriptOf({
      version: 1,
      hosts: [
        {
          name: 'prod',
          networks: [{ id: 'a'.repeat(25), name: 'mesh', driver: 'overlay', scope: 'swarm', subnets: [] }],
          services: [{ id: 'b'.repeat(25), name: 'shop' }],
          engine: { daemon: '{"icc":false}' },
          stack: {
            links: [{ index: 7, name: 'wg0', kind: 'wireguard', up: true, addresses: [] }],
            routes: [{ family: 4, destination: 'default', via: '10.0.0.1', device: 'eth0' }],
          },
        },
      ],
    });
    for (const each of [
      'mesh',
      'shop',
      '{"icc":false}',
      'wg0 is a link that is not made here (wireguard)',
      'default via 10.0.0.1 dev eth0',
    ])
      expect(script).toMatch(new RegExp(`^# .*${each.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 'm'));
  });
});
