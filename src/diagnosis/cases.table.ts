import type { Kind } from './diagnosis.ts';

/** Something that is broken by commands, and the command that shows it. Commands stand as `PLACE$ LINE`. */
export interface Case {
  readonly name: string;
  readonly kind: Kind;
  readonly before: readonly string[];
  readonly probe: string;
  /** There is nothing to run that would help. */
  readonly hopeless?: true;
}

const WEB = 'host1$ docker run -d --name web nginx';
const PUBLISHED = 'host1$ docker run -d --name web -p 8080:80 nginx';
const BOX = 'host1$ docker run -d --name box busybox sleep 1d';
const FROM_CLIENT = 'client$ curl -s -m 1 http://192.168.65.10:8080';
const OUT = 'host1/box$ ping -c 1 -W 1 203.0.113.10';
const network = (name: string, options = ''): string => `host1$ docker network create ${options}${name}`;
const on = (name: string, container: string, image: string): string =>
  `host1$ docker run -d --name ${container} --network ${name} ${image}`;

export const cases: readonly Case[] = [
  {
    name: 'a name on the default bridge',
    kind: 'name-default-bridge',
    before: [WEB, BOX],
    probe: 'host1/box$ ping -c 1 -W 1 web',
  },
  {
    name: 'a name of the default bridge, asked on another network',
    kind: 'name-other-network',
    before: [WEB, network('shop'), on('shop', 'box', 'busybox sleep 1d')],
    probe: 'host1$ docker exec box curl -s -m 1 http://web',
  },
  {
    name: 'a name on the default bridge, though the asker has a server elsewhere',
    kind: 'name-default-bridge',
    before: [WEB, BOX, network('shop'), 'host1$ docker network connect shop box'],
    probe: 'host1/box$ curl -s -m 1 http://web',
  },
  {
    name: 'a name of another network',
    kind: 'name-other-network',
    before: [network('front'), network('back'), on('back', 'db', 'nginx'), on('front', 'box', 'busybox sleep 1d')],
    probe: 'host1/box$ curl -s -m 1 http://db',
  },
  {
    name: 'the name of a stopped container',
    kind: 'name-stopped',
    before: [
      network('shop'),
      on('shop', 'web', 'nginx'),
      on('shop', 'box', 'busybox sleep 1d'),
      'host1$ docker stop web',
    ],
    probe: 'host1/box$ curl -s -m 1 http://web',
  },
  {
    name: 'the name of a container that was only created',
    kind: 'name-not-started',
    before: [
      network('shop'),
      'host1$ docker create --name web --network shop nginx',
      on('shop', 'box', 'busybox sleep 1d'),
    ],
    probe: 'host1/box$ curl -s -m 1 http://web',
  },
  {
    name: 'the name of a stopped container on the default bridge',
    kind: 'name-stopped',
    before: [WEB, BOX, 'host1$ docker stop web'],
    probe: 'host1/box$ curl -s -m 1 http://web',
  },
  {
    name: 'a name that the host does not know',
    kind: 'name-outside',
    before: [WEB],
    probe: 'host1$ curl -s -m 1 http://web',
  },
  {
    name: 'a name with a slip',
    kind: 'name-misspelt',
    before: [network('shop'), on('shop', 'web', 'nginx'), on('shop', 'box', 'busybox sleep 1d')],
    probe: 'host1/box$ curl -s -m 1 http://wbe',
  },
  {
    name: 'a name of nobody',
    kind: 'name-unknown',
    before: [WEB],
    probe: 'host1$ ping -c 1 elsewhere',
    hopeless: true,
  },
  {
    name: 'a name of the real internet, from a container',
    kind: 'name-not-in-lab',
    before: [network('shop'), on('shop', 'web', 'nginx')],
    probe: 'host1/web$ curl -s -m 9 http://google.com',
  },
  {
    name: 'a name of the real internet, from a host',
    kind: 'name-not-in-lab',
    before: [],
    probe: 'host1$ ping -c 1 google.com',
  },
  {
    name: 'an address of the real internet',
    kind: 'not-in-lab',
    before: [WEB],
    probe: 'host1$ docker exec web ping -c 1 8.8.8.8',
  },
  {
    name: 'a web server of the real internet',
    kind: 'not-in-lab',
    before: [],
    probe: 'client$ curl -s -m 2 http://1.1.1.1/',
  },
  {
    name: 'a port that nobody of the lab’s internet serves',
    kind: 'not-in-lab',
    before: [],
    probe: 'inet$ nc -zv -w 1 8.8.8.8 853',
    hopeless: true,
  },
  {
    name: 'a name server of the real internet',
    kind: 'dns-server',
    before: [],
    probe: 'host1$ dig +time=1 +tries=1 @8.8.8.8 example.com',
  },
  {
    name: 'a name of the internet, from an internal network',
    kind: 'dns-internal',
    before: [network('private', '--internal '), on('private', 'box', 'busybox sleep 1d')],
    probe: 'host1/box$ curl -s -m 9 http://example.com',
  },
  {
    name: 'a name server that is not there',
    kind: 'dns-server',
    before: ['host1$ docker run -d --name box --dns 192.168.65.99 busybox sleep 1d'],
    probe: 'host1/box$ curl -s -m 9 http://example.com',
  },
  {
    name: 'a name server that is not there, behind the embedded one',
    kind: 'dns-server',
    before: [network('shop'), 'host1$ docker run -d --name box --network shop --dns 192.168.65.99 busybox sleep 1d'],
    probe: 'host1/box$ curl -s -m 20 http://example.com',
  },
  {
    name: 'a container that does not run sends',
    kind: 'sender-stopped',
    before: [BOX, 'host1$ docker stop -t 0 box'],
    probe: 'host1$ docker exec box ping -c 1 -W 1 203.0.113.10',
  },
  {
    name: 'a container that was only created sends',
    kind: 'sender-not-started',
    before: ['host1$ docker create --name box busybox sleep 1d'],
    probe: 'host1$ docker exec box ping -c 1 -W 1 203.0.113.10',
  },
  { name: 'a paused container', kind: 'paused', before: [PUBLISHED, 'host1$ docker pause web'], probe: FROM_CLIENT },
  {
    name: 'a program that never answers',
    kind: 'silent',
    before: [BOX, 'host1$ docker exec -d box nc -lk -p 81'],
    probe: 'host1$ curl -s -m 1 http://172.17.0.2:81',
    hopeless: true,
  },
  {
    name: 'a port on which nothing listens',
    kind: 'nothing-listens',
    before: [WEB, BOX],
    probe: 'host1/box$ curl -s -m 1 http://172.17.0.2:8080',
  },
  {
    name: 'a place without any server',
    kind: 'nothing-listens-at-all',
    before: [BOX],
    probe: 'host1$ curl -s -m 1 http://172.17.0.2',
    hopeless: true,
  },
  {
    name: 'a published port that leads to another port than the server’s',
    kind: 'wrong-container-port',
    before: ['host1$ docker run -d --name web -p 8080:81 nginx'],
    probe: FROM_CLIENT,
  },
  {
    name: 'a server on 127.0.0.1 only',
    kind: 'loopback-only',
    before: [BOX, 'host1$ docker exec -d box nc -lk 127.0.0.1 81'],
    probe: 'host1$ nc -zv -w 1 172.17.0.2 81',
  },
  {
    name: 'a main process on 127.0.0.1 only',
    kind: 'loopback-only',
    before: ['host1$ docker run -d --name box busybox nc -lk 127.0.0.1 81'],
    probe: 'host1$ nc -zv -w 1 172.17.0.2 81',
  },
  {
    name: 'published on 127.0.0.1 only',
    kind: 'published-loopback',
    before: ['host1$ docker run -d --name web -p 127.0.0.1:8080:80 nginx'],
    probe: FROM_CLIENT,
  },
  {
    name: 'published on another address',
    kind: 'published-elsewhere',
    before: ['host1$ docker run -d --name web -p 192.168.65.10:8080:80 nginx'],
    probe: 'host1$ curl -s -m 1 http://127.0.0.1:8080',
  },
  {
    name: 'published by a stopped container',
    kind: 'published-stopped',
    before: [PUBLISHED, 'host1$ docker stop web'],
    probe: FROM_CLIENT,
  },
  {
    name: 'published by a container that was only created',
    kind: 'published-not-started',
    before: ['host1$ docker create --name web -p 8080:80 nginx'],
    probe: FROM_CLIENT,
  },
  {
    name: 'the rule of a published port deleted and its proxy killed',
    kind: 'publishing-broken',
    before: [PUBLISHED, 'host1$ iptables -t nat -F DOCKER', 'host1$ kill $(pgrep docker-proxy)'],
    probe: FROM_CLIENT,
  },
  {
    name: 'not published',
    kind: 'not-published',
    before: ['host1$ docker run -d --name box busybox nc -lk 81'],
    probe: 'client$ nc -zv -w 1 192.168.65.10 81',
  },
  {
    name: 'exposed by its image, not published',
    kind: 'only-exposed',
    before: [WEB],
    probe: 'client$ curl -s -m 1 http://192.168.65.10',
  },
  {
    name: 'exposed by --expose, not published',
    kind: 'only-exposed',
    before: ['host1$ docker run -d --name box --expose 81 busybox nc -lk 81'],
    probe: 'client$ nc -zv -w 1 192.168.65.10 81',
  },
  {
    name: 'published on another port',
    kind: 'not-published',
    before: [PUBLISHED],
    probe: 'client$ curl -s -m 1 http://192.168.65.10:80/',
  },
  {
    name: 'from one network to another',
    kind: 'isolation',
    before: [WEB, network('shop'), on('shop', 'box', 'busybox sleep 1d')],
    probe: 'host1/box$ ping -c 1 -W 1 172.17.0.2',
  },
  {
    name: 'containers that may not talk',
    kind: 'icc-off',
    before: [
      network('shop', '-o com.docker.network.bridge.enable_icc=false '),
      on('shop', 'web', 'nginx'),
      on('shop', 'box', 'busybox sleep 1d'),
    ],
    probe: 'host1/box$ curl -s -m 1 http://web',
  },
  {
    name: 'straight to a container from the LAN',
    kind: 'direct-access',
    before: [WEB, 'client$ ip route add 172.17.0.0/16 via 192.168.65.10'],
    probe: 'client$ curl -s -m 1 http://172.17.0.2',
  },
  {
    name: 'straight to a container with a published port',
    kind: 'direct-access',
    before: [PUBLISHED, 'client$ ip route add 172.17.0.0/16 via 192.168.65.10'],
    probe: 'client$ curl -s -m 1 http://172.17.0.2',
  },
  {
    name: 'a container’s address, off its host',
    kind: 'container-subnet',
    before: [PUBLISHED],
    probe: 'client$ curl -s -m 1 http://172.17.0.2',
  },
  {
    name: 'a container’s address off its host, of a port that is not published',
    kind: 'container-subnet',
    before: [WEB],
    probe: 'client$ curl -s -m 1 http://172.17.0.2',
  },
  {
    name: 'a container’s address off its host, on a network that can be made anew',
    kind: 'container-subnet',
    before: [network('shop'), on('shop', 'web', 'nginx'), on('shop', 'box', 'busybox sleep 1d')],
    probe: 'client$ ping -c 1 -W 1 172.18.0.2',
  },
  {
    name: 'straight to a container on a network that can be made anew',
    kind: 'direct-access',
    before: [network('shop'), on('shop', 'web', 'nginx'), 'client$ ip route add 172.18.0.0/16 via 192.168.65.10'],
    probe: 'client$ curl -s -m 1 http://172.18.0.2',
  },
  {
    name: 'out of an internal network',
    kind: 'internal-network',
    before: [network('private', '--internal '), on('private', 'box', 'busybox sleep 1d')],
    probe: OUT,
  },
  {
    name: 'into an internal network',
    kind: 'internal-target',
    before: [WEB, network('private', '--internal '), on('private', 'db', 'nginx')],
    probe: 'host1/web$ curl -s -m 1 http://172.18.0.2',
  },
  {
    name: 'a rule in DOCKER-USER',
    kind: 'docker-user',
    before: [PUBLISHED, 'host1$ iptables -I DOCKER-USER -s 192.168.65.50/32 -j DROP'],
    probe: FROM_CLIENT,
  },
  {
    name: 'a rule that rejects',
    kind: 'rule',
    before: [WEB, 'host1$ iptables -A OUTPUT -p tcp -m tcp --dport 80 -j REJECT --reject-with tcp-reset'],
    probe: 'host1$ curl -s -m 1 http://172.17.0.2',
  },
  {
    name: 'a rule inside a container',
    kind: 'rule',
    before: [BOX, 'host1$ nsenter -t $(docker inspect -f {{.State.Pid}} box) -n iptables -A INPUT -p icmp -j DROP'],
    probe: 'host1$ ping -c 1 -W 1 172.17.0.2',
  },
  {
    name: 'a rule for the DNS',
    kind: 'docker-user',
    before: [BOX, 'host1$ iptables -I DOCKER-USER -p udp -m udp --dport 53 -j DROP'],
    probe: 'host1/box$ curl -s -m 9 http://example.com',
  },
  {
    name: 'the policy of INPUT',
    kind: 'policy',
    before: ['host1$ iptables -P INPUT DROP'],
    probe: 'client$ ping -c 1 -W 1 192.168.65.10',
  },
  {
    name: 'the policy of OUTPUT',
    kind: 'policy',
    before: ['host1$ iptables -P OUTPUT DROP'],
    probe: 'host1$ ping -c 1 -W 1 192.168.65.50',
  },
  { name: 'the policy of FORWARD, all rules flushed', kind: 'policy', before: [BOX, 'host1$ iptables -F'], probe: OUT },
  {
    name: 'no network at all',
    kind: 'network-none',
    before: ['host1$ docker run -d --name box --network none busybox sleep 1d'],
    probe: OUT,
  },
  {
    name: 'a container without default route',
    kind: 'no-default-route',
    before: [BOX, 'host1$ docker exec --privileged box ip route del default'],
    probe: OUT,
  },
  {
    name: 'a host without default route',
    kind: 'no-default-route',
    before: [BOX, 'host1$ ip route del default'],
    probe: OUT,
  },
  {
    name: 'a route that refuses',
    kind: 'refusing-route',
    before: ['host1$ ip route add unreachable 203.0.113.0/24'],
    probe: 'host1$ ping -c 1 -W 1 203.0.113.10',
  },
  {
    name: 'a blackhole',
    kind: 'refusing-route',
    before: [BOX, 'host1$ ip route add blackhole 203.0.113.10'],
    probe: OUT,
  },
  {
    name: 'no masquerade',
    kind: 'no-masquerade',
    before: [BOX, 'host1$ iptables -t nat -F POSTROUTING'],
    probe: OUT,
  },
  {
    name: 'a network without masquerade',
    kind: 'no-masquerade',
    before: [
      network('shop', '-o com.docker.network.bridge.enable_ip_masquerade=false '),
      on('shop', 'box', 'busybox sleep 1d'),
    ],
    probe: 'host1/box$ ping -c 1 -W 1 192.168.65.50',
  },
  {
    name: 'no way back',
    kind: 'no-return-route',
    before: ['client$ ip addr add 10.9.9.9/24 dev eth0'],
    probe: 'client$ ping -c 1 -W 1 -I 10.9.9.9 192.168.65.10',
  },
  {
    name: 'a gateway that is not there',
    kind: 'wrong-gateway',
    before: [BOX, 'host1$ docker exec --privileged box ip route replace default via 172.17.0.77'],
    probe: OUT,
  },
  {
    name: 'the bridge’s address gone',
    kind: 'address-missing',
    before: [BOX, 'host1$ ip addr del 172.17.0.1/16 dev docker0'],
    probe: OUT,
  },
  {
    name: 'the container’s address gone',
    kind: 'address-missing',
    before: [BOX, 'host1$ docker exec --privileged box ip addr flush dev eth0'],
    probe: 'host1$ ping -c 1 -W 1 172.17.0.2',
  },
  {
    name: 'the container’s address gone, from there',
    kind: 'address-missing',
    before: [BOX, 'host1$ docker exec --privileged box ip addr flush dev eth0'],
    probe: OUT,
  },
  {
    name: 'an address of nobody',
    kind: 'unused-address',
    before: [BOX],
    probe: 'host1/box$ ping -c 1 -W 1 172.17.0.99',
    hopeless: true,
  },
  {
    name: 'the address of a stopped container',
    kind: 'address-stopped',
    before: [WEB, BOX, 'host1$ docker stop web'],
    probe: 'host1/box$ curl -s -m 1 http://172.17.0.2',
  },
  {
    name: 'the fixed address of a stopped container',
    kind: 'address-stopped',
    before: [
      network('shop', '--subnet 10.7.0.0/24 '),
      'host1$ docker run -d --name web --network shop --ip 10.7.0.9 nginx',
      'host1$ docker stop web',
    ],
    probe: 'host1$ ping -c 1 -W 1 10.7.0.9',
  },
  {
    name: 'the fixed address of a container that was only created',
    kind: 'address-not-started',
    before: [
      network('shop', '--subnet 10.7.0.0/24 '),
      'host1$ docker create --name web --network shop --ip 10.7.0.9 nginx',
    ],
    probe: 'host1$ ping -c 1 -W 1 10.7.0.9',
  },
  {
    name: 'an address behind another wire',
    kind: 'not-on-link',
    before: [BOX, 'host1$ docker exec --privileged box ip addr add 192.168.65.77/24 dev eth0'],
    probe: 'host1/box$ ping -c 1 -W 1 192.168.65.50',
    hopeless: true,
  },
  {
    name: 'a container’s interface down',
    kind: 'link-down',
    before: [BOX, 'host1$ docker exec --privileged box ip link set eth0 down'],
    probe: OUT,
  },
  {
    name: 'the host’s end of a veth down',
    kind: 'link-down',
    before: [BOX, 'host1$ ip link set $(ls /sys/class/net | grep veth) down'],
    probe: OUT,
  },
  {
    name: 'a bridge down, from the container',
    kind: 'link-down',
    before: [BOX, 'host1$ ip link set docker0 down'],
    probe: OUT,
  },
  {
    name: 'a bridge down, from the host',
    kind: 'link-down',
    before: [BOX, 'host1$ ip link set docker0 down'],
    probe: 'host1$ ping -c 1 -W 1 172.17.0.2',
  },
  {
    name: 'a macvlan container, from its own host',
    kind: 'host-to-stacked',
    before: [
      network(
        'lan',
        '-d macvlan --subnet 192.168.65.0/24 --gateway 192.168.65.1 --ip-range 192.168.65.128/28 -o parent=eth0 ',
      ),
      on('lan', 'web', 'traefik/whoami'),
    ],
    probe: 'host1$ curl -s -m 1 http://192.168.65.128',
  },
  {
    name: 'an ipvlan container, from its own host',
    kind: 'host-to-stacked',
    before: [
      network(
        'lan',
        '-d ipvlan --subnet 192.168.65.0/24 --gateway 192.168.65.1 --ip-range 192.168.65.128/28 -o parent=eth0 ',
      ),
      on('lan', 'web', 'traefik/whoami'),
    ],
    probe: 'host1$ ping -c 1 -W 1 192.168.65.128',
  },
  {
    name: 'the host, from a macvlan container',
    kind: 'stacked-to-host',
    before: [
      network(
        'lan',
        '-d macvlan --subnet 192.168.65.0/24 --gateway 192.168.65.1 --ip-range 192.168.65.128/28 -o parent=eth0 ',
      ),
      on('lan', 'box', 'busybox sleep 1d'),
    ],
    probe: 'host1/box$ ping -c 1 -W 1 192.168.65.10',
  },
  {
    name: 'the host, from an ipvlan container',
    kind: 'stacked-to-host',
    before: [
      network(
        'lan',
        '-d ipvlan --subnet 192.168.65.0/24 --gateway 192.168.65.1 --ip-range 192.168.65.128/28 -o parent=eth0 ',
      ),
      on('lan', 'box', 'busybox sleep 1d'),
    ],
    probe: 'host1/box$ ping -c 1 -W 1 192.168.65.10',
    hopeless: true,
  },
  { name: 'the host’s cable out', kind: 'link-down', before: [BOX, 'host1$ ip link set eth0 down'], probe: OUT },
  {
    name: 'forwarding off',
    kind: 'forwarding-off',
    before: [BOX, 'host1$ sysctl -w net.ipv4.ip_forward=0'],
    probe: OUT,
  },
  {
    name: 'strict reverse path filter',
    kind: 'reverse-path',
    before: [
      network('alpha'),
      network('omega', '-o com.docker.network.bridge.gateway_mode_ipv4=nat-unprotected --subnet 10.7.0.0/24 '),
      on('alpha', 'web', 'nginx'),
      'host1$ docker network connect --ip 10.7.0.9 omega web',
      'host1$ nsenter -t $(docker inspect -f {{.State.Pid}} web) -n sysctl -w net.ipv4.conf.eth1.rp_filter=1',
      'client$ ip route add 10.7.0.0/24 via 192.168.65.10',
    ],
    probe: 'client$ ping -c 1 -W 1 10.7.0.9',
  },
  {
    name: 'pings ignored',
    kind: 'echo-ignored',
    before: ['client$ sysctl -w net.ipv4.icmp_echo_ignore_all=1'],
    probe: 'host1$ ping -c 1 -W 1 192.168.65.50',
  },
  {
    name: 'a smaller MTU on the way',
    kind: 'mtu',
    before: [BOX, 'host1$ ip link set eth0 mtu 1400'],
    probe: 'host1/box$ ping -c 1 -W 1 -M do -s 1450 203.0.113.10',
  },
  {
    name: 'a smaller MTU on the way, from docker exec',
    kind: 'mtu',
    before: [BOX, 'host1$ ip link set eth0 mtu 1400'],
    probe: 'host1$ docker exec box ping -c 1 -W 1 -M do -s 1450 203.0.113.10',
  },
  {
    name: 'an MTU that was told before and is no more',
    kind: 'path-mtu',
    before: [
      BOX,
      'host1$ ip link set eth0 mtu 1400',
      'host1/box$ ping -c 1 -W 1 -M do -s 1450 203.0.113.10 || true',
      'host1$ ip link set eth0 mtu 1500',
    ],
    probe: 'host1/box$ ping -c 1 -W 1 -M do -s 1450 203.0.113.10',
  },
  {
    name: 'more than any device takes',
    kind: 'mtu',
    before: [],
    probe: 'host1$ ping -c 1 -W 1 -M do -s 2000 192.168.65.50',
  },
  {
    name: 'a server on another of its addresses',
    kind: 'other-address',
    before: [
      network('shop'),
      on('shop', 'box', 'busybox sleep 1d'),
      'host1$ docker network connect bridge box',
      'host1$ docker exec -d box nc -lk 172.18.0.2 81',
    ],
    probe: 'host1$ nc -zv -w 1 172.17.0.2 81',
  },
  {
    name: 'the route to a network deleted',
    kind: 'no-route',
    before: [BOX, 'host1$ ip route del 172.17.0.0/16'],
    probe: 'host1$ ping -c 1 -W 1 172.17.0.2',
  },
  {
    name: 'a rule that leads to 127.0.0.1',
    kind: 'martian',
    before: [
      'host1$ docker run -d --name web --network host busybox nc -lk 127.0.0.1 81',
      'host1$ iptables -t nat -A PREROUTING -p tcp -m tcp --dport 8081 -j DNAT --to-destination 127.0.0.1:81',
    ],
    probe: 'client$ nc -zv -w 1 192.168.65.10 8081',
  },
  {
    name: 'two routers that send a packet to each other',
    kind: 'loop',
    before: ['host1$ iptables -P FORWARD ACCEPT', 'router$ ip route add 203.0.113.10/32 via 192.168.65.10'],
    probe: 'client$ ping -c 1 -W 1 203.0.113.10',
  },
  {
    name: 'a router that sends a packet back',
    kind: 'loop',
    before: ['router$ ip route add 203.0.113.10/32 via 192.168.65.10'],
    probe: 'host1$ ping -c 1 -W 1 203.0.113.10',
  },
  {
    name: 'a VLAN that the router is not in',
    kind: 'other-vlan',
    before: [
      network('ten', '-d macvlan --subnet 10.10.0.0/24 --gateway 10.10.0.1 -o parent=eth0.10 '),
      on('ten', 'web', 'nginx'),
    ],
    probe: 'host1/web$ ping -c 1 -W 1 192.168.65.50',
  },
  {
    name: 'an ipvlan on a VLAN that the router is not in',
    kind: 'other-vlan',
    before: [
      network('ten', '-d ipvlan --subnet 10.10.0.0/24 --gateway 10.10.0.1 -o parent=eth0.10 '),
      on('ten', 'web', 'nginx'),
    ],
    probe: 'host1/web$ ping -c 1 -W 1 10.10.0.1',
  },
  {
    name: 'an overlay network without a swarm',
    kind: 'swarm-inactive',
    before: [],
    probe: 'host1$ docker network create -d overlay mesh',
  },
  {
    name: 'a container on an overlay network for services',
    kind: 'overlay-not-attachable',
    before: ['host1$ docker swarm init', network('mesh', '-d overlay --subnet 10.9.0.0/24 ')],
    probe: 'host1$ docker run -d --name web --network mesh nginx',
  },
  { name: 'a TTL too low', kind: 'ttl', before: [BOX], probe: 'host1/box$ ping -c 1 -W 1 -t 1 203.0.113.10' },
];
