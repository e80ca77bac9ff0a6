import fc from 'fast-check';
import { device, either, ip, mac, mostly, name, one, port, some, subnet, words } from './words.ts';

const links = either(
  words(
    'ip link set',
    device,
    one('up | down | mtu 1400 | mtu 60 | name dum1 | master docker0 | nomaster | promisc on | netns 1 | x'),
  ),
  words('ip link set', device, 'address', mac),
  words('ip link add', device, one(' | type dummy | type bridge | type veth peer name v2 | type x')),
  words(
    'ip link add link eth0',
    device,
    one('type macvlan mode bridge | type ipvlan mode l3 | type vlan id 10 | type vxlan id 1'),
  ),
  words('ip link', one('del | show | x'), device),
);
const addresses = either(
  words('ip addr', one('add | del | replace'), ip, 'dev', device),
  words('ip addr', one('add | del'), subnet, 'dev', device),
  words('ip addr', one('flush dev | show dev | show up dev | show to'), device),
  words('ip route', one('add | del | replace | append | get | show'), either(subnet, ip, one('default')), 'via', ip),
  words('ip route', one('add | del'), one(' | blackhole | unreachable | prohibit'), subnet, 'dev', device),
  words('ip neigh', one('add | replace | del | change'), ip, 'dev', device, 'lladdr', mac),
  words('ip', one('-br | -d | -s | -j | -4 | -6 | -o | -x'), one('link | addr | route | neigh | rule | netns | x')),
);
const netTools = either(
  words('ifconfig', device, one(' | up | down | 10.9.0.9 | mtu 1300 | x')),
  words('route', one('-n | add -net 10.8.0.0/16 gw 192.168.65.1 | del default | add constructor | x')),
  words('brctl', one('show | addbr | delbr | stp | showmacs | x'), device),
  words('bridge', one('link | fdb show | vlan | fdb add 02:42:ac:11:00:09 dev | x'), device),
  words(
    'sysctl',
    one(' | -w | -n'),
    one('net.ipv4.ip_forward=0 | net.ipv4.ip_forward=1 | net.ipv4.conf.all.rp_filter=1'),
  ),
  words('sysctl', one('x=y | x | constructor | -a x')),
);

const table = one(' | -t nat | -t filter | -t raw | -t mangle | -t x');
const chain = mostly(
  'INPUT | OUTPUT | FORWARD | PREROUTING | POSTROUTING | DOCKER-USER | DOCKER | MINE | DOCKER-FORWARD',
  "nosuch | constructor | -x | '' | é",
);
const match = either(
  one(
    '-p tcp | -p udp | -p icmp | ! -p tcp | -p 47 | -p x | -s 10.9.0.0/24 | ! -s 172.17.0.2 | -d 203.0.113.10 | -s x',
  ),
  one('-i docker0 | ! -o docker0 | -i br+ | -m tcp --dport 80 | --dport 8080:8090 | -m conntrack --ctstate NEW'),
  one('-m limit --limit 1/s | -m multiport --dports 80,443 | -m comment --comment hi | -m mark --mark 1 | -f | -m x'),
  one(
    '-m statistic --mode nth --every 2 --packet 0 | -m addrtype --dst-type LOCAL | -m iprange --src-range 1.1.1.1-1.1.1.9',
  ),
);
const target = one(
  'ACCEPT | DROP | RETURN | REJECT | REJECT --reject-with tcp-reset | LOG --log-prefix x | MINE | DOCKER-USER | X',
  'DNAT --to-destination 10.9.0.2:80 | SNAT --to-source 1.2.3.4 | MASQUERADE | REDIRECT --to-ports 81 | MARK --set-mark 7',
);
const firewall = either(
  words('iptables', table, one('-A | -I | -D | -C'), chain, some(3, match), '-j', target),
  words('iptables', table, one('-I | -D | -R'), chain, one('1 | 2 | 9 | 0 | x'), some(1, match), '-j', target),
  words('iptables', table, one('-N | -X | -F | -Z | -L | -S | -E | -L -v -n | -L --line-numbers'), chain, one(' | 1')),
  words('iptables', table, '-P', chain, one('DROP | ACCEPT | REJECT')),
  one('iptables-save | iptables-save -t nat -c | ip6tables -S | iptables | iptables -x | iptables -t nat -F'),
  one('iptables -F DOCKER-FORWARD | conntrack -L | conntrack -D -p tcp | conntrack -F | conntrack -L -p x'),
);

const destination = either(ip, ip, name, one('web | example.com | nosuch.example | host1 | localhost | tasks.web'));
const traffic = either(
  words(
    'ping',
    mostly('-c 1 -W 1 | -c 2 -i 0.2 -W 1 | -c 1 -s 3000 -W 1 | -c 1 -M do -s 1473 | -c 1 -t 1 | -b -c 1 -W 1', '-c x'),
    destination,
  ),
  words('curl', mostly('-s -m 1 | -sS -m 2 -v | -I -m 1 | -s -m 1 -o /dev/null', '--nosuch'), destination),
  words('curl -s -m 1', either(ip, name), '').chain((text) => port.map((p) => `${text}:${p}`)),
  words('nc', one('-z -w 1 | -zv -w 1 | -u -w 1 -z | -x'), destination, port),
  words(one('dig | dig +short | dig -x | nslookup | host | getent hosts | dig @127.0.0.11 | dig @x'), destination),
  words(
    one('traceroute -n -q 1 -m 4 -w 1 | traceroute -I -m 3 | traceroute -T -p 80 -m 3 | tracepath -n -m 4'),
    destination,
  ),
  words('arping -c 1 -I', device, ip),
);
const looks = either(
  one(
    'ss -tlnp | ss -tan | ss -x | netstat -rn | netstat -tlnp | arp -n | arp -d 172.17.0.2 | ps | ps aux | hostname -I',
  ),
  words('cat', one('/etc/hosts | /etc/resolv.conf | /proc/net/dev | /proc/net/route | /proc/net/arp | /nosuch')),
  words(
    'cat',
    one('/proc/net/nf_conntrack | /sys/class/net/docker0/operstate | /proc/sys/net/ipv4/ip_forward | /proc'),
  ),
  one("ls /sys/class/net | env | sleep 0.5 | sleep 40 | sleep x | id | cd /tmp | export A=b | true | nosuch | '"),
  one(
    "ps --constructor | ss -A constructor | curl -s -w '%{constructor}' 127.0.0.1 | curl --constructor x | ip constructor",
  ),
  one('tcpdump constructor | kill -s constructor 1 | tcpdump -i docker0 -c 1 & | sleep 100 &'),
);
/** Lines that need a whole shell. */
const scripts = fc.constantFrom(
  'ip addr | grep inet',
  'docker ps -aq | xargs docker rm -f',
  'iptables-save | iptables-restore',
  'for i in 1 2; do docker run -d nginx; done',
  'docker inspect $(docker ps -q)',
  'echo 1 > /proc/sys/net/ipv4/ip_forward',
  'if true; then',
  'curl -s -m 1 172.17.0.2 && echo ok || echo no',
);

export const linux = fc.oneof(
  { weight: 4, arbitrary: links },
  { weight: 4, arbitrary: addresses },
  { weight: 2, arbitrary: netTools },
  { weight: 5, arbitrary: firewall },
  { weight: 6, arbitrary: traffic },
  { weight: 3, arbitrary: looks },
  { weight: 1, arbitrary: scripts },
);
