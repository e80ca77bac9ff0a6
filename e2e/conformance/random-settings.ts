import { chance, pick, type Dice } from './dice.ts';

/** What /etc/docker/daemon.json may say. Some say more than one thing. */
const SETTINGS: readonly Readonly<Record<string, unknown>>[] = [
  { bip: '10.40.0.1/24' },
  { bip: '192.168.200.1/24', 'fixed-cidr': '192.168.200.128/25' },
  { 'default-address-pools': [{ base: '10.50.0.0/16', size: 24 }] },
  { 'default-address-pools': [{ base: '172.30.0.0/16', size: 26 }], bip: '172.31.0.1/24' },
  { icc: false },
  { mtu: 1400, 'default-network-opts': { bridge: { 'com.docker.network.driver.mtu': '1300' } } },
  { 'userland-proxy': false },
  { ip: '127.0.0.1' },
  { ip: '192.168.65.10', 'userland-proxy': false },
  { 'default-network-opts': { bridge: { 'com.docker.network.bridge.host_binding_ipv4': '127.0.0.1' } } },
  { 'default-network-opts': { bridge: { 'com.docker.network.bridge.enable_icc': 'false' } } },
  { iptables: false },
  { 'ip-masq': false },
  { dns: ['203.0.113.53'], 'dns-search': ['shop.example'] },
  { ipv6: true, 'fixed-cidr-v6': 'fd00:77::/64' },
  { 'live-restore': true },
];

/** How an engine is told of its settings before anything else is done: now and then. */
export function settings(dice: Dice): string[] {
  if (!chance(dice, 40)) return [];
  const text = JSON.stringify({ ...pick(dice, SETTINGS), ...(chance(dice, 40) && pick(dice, SETTINGS)) });
  return [
    `mkdir -p /etc/docker; echo '${text}' > /etc/docker/daemon.json`,
    'dockerd --validate --config-file /etc/docker/daemon.json',
    'systemctl restart docker',
    'docker network inspect -f "{{json .IPAM.Config}}" bridge',
  ];
}

/** A port of the host that a table of one's own leads elsewhere. */
export const TURNED = 8499;

const CHAIN = 'type filter hook';

/** Tables of one's own beside what the engine writes. */
const TABLES: readonly (readonly string[])[] = [
  [
    'nft add table inet lab',
    `nft 'add chain inet lab mine { ${CHAIN} forward priority -10; policy accept; }'`,
    'nft add rule inet lab mine ip saddr 172.17.0.0/16 tcp dport { 80, 6379 } counter drop',
  ],
  [
    'nft add table ip guard',
    `nft 'add chain ip guard mine { ${CHAIN} input priority 0; policy accept; }'`,
    'nft add rule ip guard mine iifname "docker0" icmp type echo-request reject',
  ],
  [
    'nft add table ip guard',
    `nft 'add set ip guard banned { type ipv4_addr; flags interval; }'`,
    `nft 'add element ip guard banned { 192.168.65.50, 172.18.0.0/30 }'`,
    `nft 'add chain ip guard pre { ${CHAIN} prerouting priority -300; }'`,
    'nft add rule ip guard pre ip saddr @banned tcp dport 8400-8499 drop',
  ],
  [
    'nft add table ip turn',
    `nft 'add chain ip turn pre { type nat hook prerouting priority -110; }'`,
    `nft add rule ip turn pre tcp dport ${TURNED} dnat to 203.0.113.10:80`,
  ],
  [
    'nft add table inet lab',
    `nft 'add chain inet lab mine { ${CHAIN} output priority 0; policy accept; }'`,
    'nft add rule inet lab mine ip daddr 203.0.113.10 tcp dport 80 reject with tcp reset',
  ],
  [
    'nft add table inet lab',
    `nft 'add chain inet lab mine { ${CHAIN} forward priority 10; policy drop; }'`,
    'nft add rule inet lab mine ct state established,related accept',
    'nft add rule inet lab mine ip protocol icmp accept',
    'nft add rule inet lab mine oifname "eth0" accept',
  ],
  [
    'nft add table ip steer',
    `nft 'add chain ip steer pre { ${CHAIN} prerouting priority mangle; }'`,
    'nft add rule ip steer pre ip saddr 172.17.0.0/16 meta mark set 0x5',
    'ip rule add fwmark 0x5 blackhole pref 700',
  ],
];

/** What some hosts filter by tables of their own, and how these look in the end. */
export function ownTables(dice: Dice): string[] {
  if (!chance(dice, 35)) return [];
  const lines = pick(dice, TABLES);
  const [, table = ''] = /^nft add table (.*)/.exec(lines[0] ?? '') ?? [];
  return [...lines, `nft list table ${table} | sed "s/packets [0-9]* bytes [0-9]*/N/"`];
}

/** Main programs that wait for others, count, or heed signals; `other` is a container that may be there. */
export function loopOf(dice: Dice, other: string, port: number): string {
  return pick(dice, [
    `until nc -z -w 1 ${other} ${port} 2> /dev/null; do sleep 0.3; done; echo ${other} answers; exec sleep infinity`,
    `until getent hosts ${other} > /dev/null; do sleep 0.3; done; echo ${other} is known; exec sleep infinity`,
    `while ! curl -sf -m 1 -o /dev/null http://${other}:${port}/; do sleep 0.3; done; echo ready; exec sleep infinity`,
    'trap "echo bye; exit 3" TERM; echo ready; while :; do sleep 0.1; done',
    'i=0; while [ $i -lt 4 ]; do i=$((i+1)); echo step $i; sleep 0.1; done; exec sleep infinity',
    'for i in 1 2 3; do ping -c 1 -W 1 172.17.0.1 > /dev/null 2>&1 && echo up || echo down; done; exec sleep infinity',
    'test -f /tmp/seen && { echo again; exec sleep infinity; }; echo first > /tmp/seen; cat /tmp/seen; exit 1',
  ]);
}
