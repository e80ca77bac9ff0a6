import type { FindingKind } from './finding.ts';

/** Trouble that is planted by commands, and what it does to traffic before and after it is mended. */
export interface Case {
  readonly name: string;
  readonly kind: FindingKind;
  readonly hosts?: readonly string[];
  readonly before: readonly string[];
  /** What else is found of it, and stays. */
  readonly besides?: readonly FindingKind[];
  /** A command that tells it by its exit code. */
  readonly probe?: { readonly line: string; readonly before: 'works' | 'fails'; readonly after: 'works' | 'fails' };
}

const WEB = 'host1$ docker run -d --name web -p 8080:80 nginx';
const FROM_LAN = (port: number): string => `client$ nc -z -w 1 192.168.65.10 ${port}`;

/** What ufw makes of `ufw default deny incoming`, in short. */
const UFW = [
  'host1$ iptables -N ufw-before-input',
  'host1$ iptables -A ufw-before-input -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
  'host1$ iptables -A ufw-before-input -i lo -j ACCEPT',
  'host1$ iptables -A INPUT -j ufw-before-input',
  'host1$ iptables -P INPUT DROP',
];

/** An engine that is set up anew. */
const configured = (text: string): readonly string[] => [
  `host1$ echo '${text}' > /etc/docker/daemon.json`,
  'host1$ systemctl restart docker',
];

const composed = (text: string): string => `host1$ mkdir -p /srv && cd /srv && printf '${text}' > compose.yaml`;

export const cases: readonly Case[] = [
  {
    name: 'a database for everybody',
    kind: 'database-open',
    before: ['host1$ docker run -d --name db -p 5432:5432 postgres'],
    probe: { line: FROM_LAN(5432), before: 'works', after: 'fails' },
  },
  {
    name: 'a published port that ufw seems to close',
    kind: 'firewall-passed',
    before: [WEB, ...UFW],
    probe: { line: FROM_LAN(8080), before: 'works', after: 'fails' },
  },
  {
    name: 'IPv6 without rules',
    kind: 'ipv6-unfiltered',
    before: [
      ...configured('{"ip6tables": false}'),
      'host1$ docker network create --ipv6 --subnet fd00:1::/64 six',
      'host1$ docker run -d --name web --network six nginx',
    ],
  },
  {
    name: 'rules flushed',
    kind: 'chains-missing',
    before: [WEB, 'host1$ iptables -F FORWARD', 'host1$ iptables -P FORWARD DROP'],
    probe: { line: FROM_LAN(8080), before: 'fails', after: 'works' },
  },
  {
    name: 'translations flushed',
    kind: 'nat-missing',
    before: ['host1$ docker run -d --name web nginx', 'host1$ iptables -t nat -F POSTROUTING'],
    probe: { line: 'host1/web$ nc -z -w 1 203.0.113.10 80', before: 'fails', after: 'works' },
  },
  {
    name: 'forwarding off',
    kind: 'forwarding-off',
    before: [WEB, 'host1$ sysctl -w net.ipv4.ip_forward=0'],
    probe: { line: FROM_LAN(8080), before: 'fails', after: 'works' },
  },
  {
    name: 'the engine stopped',
    kind: 'engine-down',
    before: ['host1$ systemctl stop docker.socket docker'],
    probe: { line: 'host1$ docker ps', before: 'fails', after: 'works' },
  },
  {
    name: 'a network in the block of the LAN',
    kind: 'overlap-lan',
    before: [
      'host1$ docker network create --subnet 192.168.65.32/27 office',
      'host1$ docker run -d --name web --network office nginx',
    ],
    probe: { line: 'host1$ ping -c 1 -W 1 192.168.65.50', before: 'fails', after: 'works' },
  },
  {
    name: 'a network in the block of a VPN',
    kind: 'overlap-route',
    before: [
      'host1$ docker network create --subnet 10.8.0.0/24 office',
      'host1$ docker run -d --name web --network office nginx',
      'host1$ ip link add vpn0 type dummy',
      'host1$ ip link set vpn0 up',
      'host1$ ip route add 10.0.0.0/8 dev vpn0',
    ],
  },
  {
    name: 'one MAC address twice',
    kind: 'duplicate-mac',
    before: [
      'host1$ docker network create shop',
      'host1$ docker run -d --name one --network shop --mac-address 02:42:ac:12:00:09 nginx',
      'host1$ docker run -d --name two --network shop --mac-address 02:42:ac:12:00:09 nginx',
    ],
  },
  {
    name: 'a bridge turned off',
    kind: 'bridge-down',
    before: [WEB, 'host1$ ip link set docker0 down'],
    probe: { line: FROM_LAN(8080), before: 'fails', after: 'works' },
  },
  {
    name: 'a bridge without its address',
    kind: 'bridge-down',
    before: [WEB, 'host1$ ip addr del 172.17.0.1/16 dev docker0'],
    probe: { line: FROM_LAN(8080), before: 'fails', after: 'works' },
  },
  {
    name: 'a stack whose holder was made anew',
    kind: 'stack-lost',
    before: [
      'host1$ docker run -d --name vpn nginx',
      'host1$ docker run -d --name app --network container:vpn busybox sleep 1d',
      'host1$ docker rm -f vpn',
      'host1$ docker run -d --name vpn nginx',
    ],
    probe: { line: 'host1/app$ nc -z -w 1 127.0.0.1 80', before: 'fails', after: 'works' },
  },
  {
    name: 'a stack whose holder was started anew',
    kind: 'stack-lost',
    before: [
      'host1$ docker run -d --name vpn nginx',
      'host1$ docker run -d --name app --network container:vpn busybox sleep 1d',
      'host1$ docker restart vpn',
    ],
    probe: { line: 'host1/app$ nc -z -w 1 127.0.0.1 80', before: 'fails', after: 'works' },
  },
  {
    name: 'a server on loopback behind a published port',
    kind: 'loopback-behind',
    before: ['host1$ docker run -d --name web -p 8080:81 busybox nc -lk 127.0.0.1 81'],
    probe: { line: 'host1$ nc -z -w 1 172.17.0.2 81', before: 'fails', after: 'works' },
  },
  {
    name: 'a port that leads past the server',
    kind: 'nothing-behind',
    before: ['host1$ docker run -d --name web -p 8080:8080 nginx'],
    probe: { line: 'client$ curl -s -m 1 http://192.168.65.10:8080', before: 'fails', after: 'works' },
  },
  {
    name: 'one port of two containers',
    kind: 'port-shared',
    before: [
      'host1$ docker run -d --name one -p 192.168.65.10:8080:80 nginx',
      'host1$ docker run -d --name two -p 127.0.0.1:8080:80 nginx',
    ],
  },
  {
    name: 'very many ports',
    kind: 'range-huge',
    before: ['host1$ docker run -d --name web -p 8000-8149:8000-8149 -p 80:80 nginx'],
  },
  {
    name: 'published from an internal network',
    kind: 'internal-published',
    before: [
      'host1$ docker network create --internal inner',
      'host1$ docker run -d --name web --network inner -p 8080:80 nginx',
    ],
    probe: { line: FROM_LAN(8080), before: 'fails', after: 'works' },
  },
  {
    name: 'a rule for the port of the host',
    kind: 'user-rule-port',
    before: [WEB, 'host1$ iptables -I DOCKER-USER -p tcp --dport 8080 -j DROP'],
    probe: { line: FROM_LAN(8080), before: 'works', after: 'fails' },
  },
  {
    name: 'hardly an address left',
    kind: 'pool-full',
    before: [
      'host1$ docker network create --subnet 10.9.0.0/29 small',
      ...[1, 2, 3, 4, 5].map((number) => `host1$ docker run -d --name c${number} --network small nginx`),
    ],
  },
  {
    name: 'no subnet is left for another network',
    kind: 'pools-few',
    before: [
      ...configured('{"default-address-pools": [{"base": "10.60.0.0/16", "size": 18}]}'),
      ...['a', 'b', 'c'].flatMap((name) => [
        `host1$ docker network create net-${name}`,
        `host1$ docker run -d --name on-${name} --network net-${name} nginx`,
      ]),
    ],
    probe: { line: 'host1$ docker network create more', before: 'fails', after: 'works' },
  },
  {
    name: 'larger packets than the uplink takes',
    kind: 'mtu-above',
    before: [
      'host1$ docker network create shop',
      'host1$ docker run -d --name web --network shop nginx',
      'host1$ ip link set eth0 mtu 1400',
    ],
    probe: { line: 'host1/web$ ping -c 1 -W 1 -M do -s 1450 203.0.113.10', before: 'fails', after: 'fails' },
  },
  {
    name: 'a fixed address that others may get',
    kind: 'static-in-range',
    before: [
      'host1$ docker network create --subnet 10.9.0.0/24 shop',
      'host1$ docker run -d --name db --network shop --ip 10.9.0.3 nginx',
    ],
  },
  {
    name: 'one name of two projects',
    kind: 'alias-shared',
    before: [
      'host1$ docker network create shop',
      'host1$ docker run -d --name one --network shop --network-alias db nginx',
      'host1$ docker run -d --name two --network shop --network-alias db redis',
    ],
  },
  {
    name: 'a service whose database does not run',
    kind: 'dependency-down',
    before: [
      composed(
        'services:\\n  web:\\n    image: nginx\\n    restart: always\\n    depends_on: [db]\\n  db:\\n    image: nginx\\n',
      ),
      'host1$ docker compose -f /srv/compose.yaml up -d',
      'host1$ docker stop srv-db-1',
    ],
  },
  {
    name: 'a way out by a network that has none',
    kind: 'way-out-wrong',
    before: [
      'host1$ docker network create -o com.docker.network.bridge.enable_ip_masquerade=false plain',
      'host1$ docker network create out',
      'host1$ docker run -d --name web --network out nginx',
      'host1$ docker network connect --gw-priority 5 plain web',
    ],
    probe: { line: 'host1/web$ nc -z -w 1 203.0.113.10 80', before: 'fails', after: 'works' },
  },
  {
    name: 'no way back to oneself',
    kind: 'hairpin-off',
    before: [
      ...configured('{"userland-proxy": false}'),
      WEB,
      'host1$ for port in $(ls /sys/class/net/docker0/brif); do bridge link set dev $port hairpin off; done',
    ],
    probe: { line: 'host1/web$ nc -z -w 1 192.168.65.10 8080', before: 'fails', after: 'works' },
  },
  {
    name: 'datagrams that go where their port led before',
    kind: 'udp-stale',
    before: [
      'host1$ docker run -d --name two -p 5300:5300/udp busybox nc -u -lk -p 5300',
      'host1$ iptables-save -t nat > /tmp/nat',
      'host1$ iptables -t nat -F DOCKER',
      'client$ echo hi | nc -u -w 1 -p 4000 192.168.65.10 5300',
      'host1$ iptables-restore < /tmp/nat',
    ],
  },
  {
    name: 'a port of the swarm closed',
    kind: 'swarm-ports',
    hosts: ['host1', 'host2'],
    before: [
      'host1$ docker swarm init --advertise-addr 192.168.65.10',
      'host2$ docker swarm join --token TOKEN 192.168.65.10:2377',
      'host2$ iptables -I INPUT -p udp --dport 4789 -j DROP',
    ],
  },
  {
    name: 'may do anything on the network of the host',
    kind: 'privileged-host',
    before: ['host1$ docker run -d --name agent --privileged --network host busybox sleep 1d'],
  },
  {
    name: 'a name expected on the default bridge',
    kind: 'names-default-bridge',
    before: [
      'host1$ docker run -d --name db nginx',
      'host1$ docker run -d --name web -e DATABASE_URL=http://db:80/shop nginx',
    ],
    probe: { line: 'host1/web$ ping -c 1 -W 1 db', before: 'fails', after: 'works' },
  },
  {
    name: 'a name server on loopback',
    kind: 'dns-loopback',
    before: ["host1$ echo 'nameserver 127.0.0.53' > /etc/resolv.conf", 'host1$ docker run -d --name web nginx'],
    probe: { line: 'host1/web$ ping -c 1 -W 1 example.com', before: 'fails', after: 'works' },
  },
  {
    name: 'dots that names must have',
    kind: 'ndots',
    before: ['host1$ docker run -d --name web --dns-option ndots:5 nginx'],
  },
  {
    name: 'a legacy link',
    kind: 'legacy-link',
    before: ['host1$ docker run -d --name db nginx', 'host1$ docker run -d --name web --link db:database nginx'],
    probe: { line: 'host1/web$ ping -c 1 -W 1 database', before: 'works', after: 'works' },
  },
  {
    name: 'who asks by IPv6 is hidden',
    kind: 'proxy-source',
    before: ['host1$ ip -6 addr add 2001:db8::10/64 dev eth0', WEB],
  },
  {
    name: 'members kept apart',
    kind: 'icc-off',
    before: [
      'host1$ docker network create -o com.docker.network.bridge.enable_icc=false shop',
      'host1$ docker run -d --name web --network shop nginx',
      'host1$ docker run -d --name db --network shop nginx',
    ],
    probe: { line: 'host1/web$ nc -z -w 1 172.18.0.3 80', before: 'fails', after: 'works' },
  },
  {
    name: 'a network of nobody',
    kind: 'network-unused',
    before: ['host1$ docker network create shop'],
  },
  {
    name: 'a container that its host cannot reach',
    kind: 'macvlan-host',
    before: [
      'host1$ docker network create -d macvlan --subnet 192.168.65.0/24 --ip-range 192.168.65.192/27 -o parent=eth0 lan',
      'host1$ docker run -d --name web --network lan nginx',
    ],
    probe: { line: 'host1$ nc -z -w 1 192.168.65.193 80', before: 'fails', after: 'works' },
  },
];
