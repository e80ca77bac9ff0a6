import fc from 'fast-check';
import type { Command } from '../../src/history/history.ts';
import { JS_NAMES } from './strange.ts';
import { either, one, some, words } from './words.ts';

/* Packets that go round, shrink, multiply and get lost: worlds that are made for it, and probes through them. */

const at = (place: string, ...lines: readonly string[]): Command[] => lines.map((line) => ({ place, line }));
const host = (...lines: readonly string[]): Command[] => at('host1', ...lines);

/** Bridges in a ring: no spanning tree, so a broadcast goes round. */
const ring = (bridges: number): Command[] =>
  host(
    ...Array.from({ length: bridges }, (_, i) => `ip link add r${i} type bridge; ip link set r${i} up`),
    ...Array.from({ length: bridges }, (_, i) => {
      const [a, b] = [`p${i}a`, `p${i}b`];
      const ends = `ip link set ${a} master r${i} up; ip link set ${b} master r${(i + 1) % bridges} up`;
      return `ip link add ${a} type veth peer name ${b}; ${ends}`;
    }),
    'ip addr add 10.77.0.1/24 dev r0',
  );

/** Chains that jump to each other as far as the kernel lets them. */
const jumps = (depth: number): Command[] =>
  host(
    ...Array.from({ length: depth }, (_, i) => `iptables -N J${i}`),
    ...Array.from({ length: depth }, (_, i) => `iptables -A J${i} -j J${i + 1 === depth ? 0 : i + 1}`),
    ...Array.from({ length: depth }, (_, i) => `iptables -A J${i} -p tcp -j J${Math.min(i + 1, depth - 1)}`),
    'iptables -I OUTPUT -j J0',
    'iptables -I FORWARD -j J0',
  );

/** As many rules as a cluster's proxy makes. */
const rules = (count: number): Command[] =>
  host(
    `seq -f '-A FORWARD -p tcp --dport %g -j ACCEPT' ${count} > /tmp/rules`,
    '(echo "*filter"; cat /tmp/rules; echo COMMIT) | iptables-restore -n',
  );

const mtu = (size: number): Command[] =>
  host(
    `ip link set docker0 mtu ${size}`,
    `docker network create -o com.docker.network.driver.mtu=${size} small`,
    'docker run -d --name s1 --network small nginx',
    'docker run -d --name s2 --network small alpine',
  );

const worlds = fc.oneof(
  fc.integer({ min: 2, max: 4 }).map(ring),
  fc.constantFrom(2, 5, 18).map(jumps),
  fc.constantFrom(100, 2000, 10_000).map(rules),
  fc.constantFrom(68, 100, 576, 1280, 1500, 9000).map(mtu),
  fc.constant([
    ...host('ip route add 10.55.0.0/16 via 192.168.65.1'),
    ...at('router', 'ip route add 10.55.0.0/16 via 192.168.65.10'),
  ]),
  fc.constant(
    host(
      'ip route add 10.56.0.0/16 dev lo',
      'ip addr add 10.57.0.1/32 dev lo',
      'ip route add 10.58.0.0/16 via 172.17.0.2',
    ),
  ),
  fc.constantFrom(
    ...[
      'iptables -t nat -A OUTPUT -p tcp -d 172.17.0.1 --dport 8080 -j DNAT --to-destination 172.17.0.1:8080',
      'iptables -t nat -A PREROUTING -p tcp --dport 80 -j DNAT --to-destination 192.168.65.10:80',
      'iptables -t nat -A OUTPUT -p tcp -j REDIRECT --to-ports 8080',
      'iptables -t nat -A OUTPUT -j DNAT --to-destination 127.0.0.1',
      'iptables -t nat -A POSTROUTING -j SNAT --to-source 10.9.9.9',
      'iptables -t nat -A POSTROUTING -j MASQUERADE',
      'iptables -t mangle -A PREROUTING -j TTL --ttl-set 255',
      'iptables -t mangle -A POSTROUTING -j TTL --ttl-inc 1',
      'iptables -A OUTPUT -j REJECT --reject-with icmp-host-prohibited',
      'iptables -A INPUT -j REJECT --reject-with tcp-reset',
      'iptables -P INPUT DROP',
      'sysctl -w net.ipv4.conf.all.rp_filter=1',
      'sysctl -w net.ipv4.conf.all.route_localnet=1',
      'ip rule add from all lookup 100; ip route add default via 192.168.65.10 table 100',
      'ip link set docker0 type bridge stp_state 1',
      'ip neigh replace 172.17.0.2 lladdr 02:42:ac:11:00:99 dev docker0',
      'ip addr add 172.17.0.2/16 dev docker0',
    ].map((line) => host(line)),
  ),
  fc.constant(
    host(
      'docker network create -d macvlan --subnet 192.168.65.0/24 --gateway 192.168.65.1 -o parent=eth0 mv',
      'docker run -d --name m1 --network mv --ip 192.168.65.77 nginx',
    ),
  ),
  fc.constant(
    host(
      'docker network create -d ipvlan -o ipvlan_mode=l3 --subnet 10.66.0.0/24 -o parent=eth0 iv',
      'docker run -d --name i1 --network iv nginx',
    ),
  ),
  fc.constant(
    host('docker network create --ipv6 --subnet fd00:7::/64 six', 'docker run -d --name x1 --network six nginx'),
  ),
  fc.constant([...at('@lan', 'add host host2'), ...host('ip route add 172.17.0.0/16 via 192.168.65.11')]),
  fc
    .constantFrom(...JS_NAMES.slice(0, 4))
    .map((name) =>
      host(`ip link add ${name} type bridge`, `ip link set ${name} up`, `ip addr add 10.88.0.1/24 dev ${name}`),
    ),
);

const target = one(
  '172.17.0.1 | 172.17.0.2 | 172.17.0.3 | 172.17.255.255 | 172.17.0.9 | 10.77.0.1 | 10.77.0.2 | 10.77.0.255 | 10.55.0.1 | 10.56.0.1',
  '10.57.0.1 | 10.58.0.1 | 10.66.0.2 | 192.168.65.10 | 192.168.65.77 | 192.168.65.255 | 192.168.65.1 | 203.0.113.10 | 127.0.0.1',
  '127.0.0.11 | 169.254.1.1 | 224.0.0.1 | 255.255.255.255 | 0.0.0.0 | fd00:7::2 | ::1 | ff02::1 | fe80::1 | web | m1 | x1 | example.com',
);
const probe = either(
  words(
    'ping -W 0.1',
    one(
      '-c 1 | -c 2 -i 0.1 | -c 1 -s 65507 | -c 1 -s 1473 -M do | -c 1 -t 1 | -b -c 1 | -c 3 -i 0 | -c 1 -t 255 | -f -c 5 | -i -1 -c 2',
    ),
    target,
  ),
  words('curl -s -m 1', some(1, one('-L | -I | -v | -d x=1 | --retry 2')), target).chain((text) =>
    one(' | :8080 | :80/x | :1').map((rest) => text + rest),
  ),
  words('nc -w 1', one('-z | -zu | -zv | -u'), target, one('80 | 1-20 | 53 | 65535')).map((text) => `echo x | ${text}`),
  words('traceroute -n -w 1 -m', one('4 | 30'), one(' | -I | -T | -U | -F | --mtu'), target, one(' | 1400 | 65000')),
  words('tracepath -n', one(' | -m 4 | -l 100'), target),
  words('dig +time=1 +tries=1 @', target).map((text) => text.replace('@ ', '@') + ' web'),
);
const place = one('host1 | host1 | web | c1 | client | router | s2 | m1 | x1 | inet');

/** A lab, some of these worlds, and what is sent through them. */
export const packetCases: fc.Arbitrary<Command[]> = fc
  .tuple(
    fc.uniqueArray(worlds, { minLength: 1, maxLength: 3, selector: (list) => list[0]?.line ?? '' }),
    fc.array(fc.record({ place, line: probe }), { minLength: 2, maxLength: 6 }),
  )
  .map(([made, probes]) => [
    ...host('docker run -d --name web -p 8080:80 nginx', 'docker run -d --privileged --name c1 alpine'),
    ...made.flat(),
    ...probes,
  ]);
