import { chance, pick, type Dice } from './dice.ts';

const ROUTER = '192.168.65.1';

/** Routing by rules on a host: other tables by number and by name, marks, refusals. */
const WAYS: readonly (readonly string[])[] = [
  ['ip rule add from 172.17.0.0/16 table 100', `ip route add default via ${ROUTER} table 100`],
  ['ip rule add to 203.0.113.0/24 iif docker0 prohibit'],
  ['ip rule add from 172.18.0.0/16 to 203.0.113.10 blackhole pref 500'],
  [
    'iptables -t mangle -A PREROUTING -s 172.18.0.0/16 -p tcp -j MARK --set-mark 0x7',
    'ip rule add fwmark 0x7 table 107 pref 900',
    `ip route add 203.0.113.0/24 via ${ROUTER} table 107`,
    'ip route add unreachable 192.168.65.0/24 table 107',
  ],
  ['iptables -t mangle -A OUTPUT -d 203.0.113.10 -j MARK --set-mark 9', 'ip rule add fwmark 9 unreachable'],
  [
    "mkdir -p /etc/iproute2; echo '120 uplink' >> /etc/iproute2/rt_tables",
    'ip rule add to 203.0.113.0/25 lookup uplink pref 1200',
    `ip route add 203.0.113.0/24 via ${ROUTER} src 192.168.65.10 table uplink`,
    'ip route add throw 203.0.113.53 table uplink',
  ],
  [
    'ip rule add lookup main suppress_prefixlength 0 pref 100',
    'ip rule add not fwmark 0x1 table 200 pref 200',
    `ip route add default via ${ROUTER} table 200`,
  ],
  ['ip rule add from 192.168.65.50 table 130', 'ip route add blackhole 172.16.0.0/12 table 130'],
  ['sysctl -w net.ipv4.conf.all.rp_filter=1', 'ip rule add iif eth0 to 172.17.0.0/16 prohibit'],
];

/** What some hosts have of it, and their rules in the end. */
export function policies(dice: Dice): string[] {
  if (!chance(dice, 35)) return [];
  const [one, other] = [pick(dice, WAYS), pick(dice, WAYS)];
  return [...one, ...(other === one || chance(dice, 50) ? [] : other), 'ip rule'];
}
