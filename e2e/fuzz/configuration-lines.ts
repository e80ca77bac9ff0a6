import fc from 'fast-check';
import { DEFAULTS } from '../../src/kernel/sysctl/sysctl.table.ts';
import { firewall } from './firewall-lines.ts';
import { absent } from './absent-lines.ts';
import { containers, networks, services } from './docker-options.ts';
import { jsName, odd } from './strange.ts';
import { traffic } from './tc-lines.ts';
import { device, either, ip, mac, number, one, port, some, subnet, words } from './words.ts';

/* What configures: options of ip, iptables and sysctl with values that are nearly right. */

const table = one('main | local | default | 100 | all | 0 | 4294967296 | x');

const linkType = either(
  words(
    'bridge',
    some(
      3,
      words(one('stp_state | forward_delay | ageing_time | vlan_filtering | priority | nf_call_iptables'), number),
    ),
  ),
  words(
    'vlan',
    one(' | protocol 802.1ad | protocol x'),
    'id',
    number,
    some(1, one('reorder_hdr off | gvrp on | flags')),
  ),
  words(
    'vxlan id',
    number,
    some(
      4,
      words('remote', ip),
      words('local', ip),
      words('group', ip),
      words('dstport', number),
      words('dev', device),
      one('nolearning | learning | external | ttl inherit | proxy'),
    ),
  ),
  words(one('macvlan | macvtap'), 'mode', one('bridge | private | vepa | passthru | source | x')),
  words('ipvlan mode', one('l2 | l3 | l3s | x'), one(' | bridge | private | vepa')),
  words(
    'veth',
    one(
      ' | peer | peer name eth0 | peer name v2 netns 1 | peer name v1 | peer name v3 mtu 100 address 02:00:00:00:00:01',
    ),
  ),
  one('dummy | ifb | bond | team | tun | gre | ipip | sit | wireguard | vrf table 10 | vcan | netkit | x'),
);
const link = either(
  words(
    'ip link add',
    some(1, words('link', device)),
    some(1, one('name')),
    device,
    some(1, words('mtu', number), words('address', mac)),
    'type',
    linkType,
  ),
  words(
    'ip link set',
    some(1, one('dev | group default')),
    device,
    some(
      4,
      words(one('mtu | txqueuelen | group | alias | name | netns | numtxqueues | xdp'), number),
      words(one('address | broadcast | peer'), mac),
      words('master', device),
      one(
        'up | down | nomaster | arp off | multicast on | allmulticast on | promisc on | trailers on | dynamic off | carrier off | protodown on',
      ),
      words('type', linkType),
    ),
  ),
  words(
    'ip',
    one('-d | -s -s | -j | -j -p | -br | -o | -4 | -6 | -r | -n n1 | -all | -batch | -force | -t | -ts | -h'),
    'link show',
    some(2, words(one('dev | master | type | vrf | group'), device), one('up')),
  ),
);
const lifetimes = one(
  'valid_lft 10 preferred_lft 5 | valid_lft forever | preferred_lft 0 | valid_lft 1 preferred_lft 9 | valid_lft x',
);
const address = words(
  'ip',
  one(' | -4 | -6 | -br | -j | -d'),
  one('addr | address | a'),
  one('add | change | replace | del | show | flush | save | restore | showdump'),
  some(1, either(subnet, ip)),
  some(
    4,
    words(one('dev | label | to | master | type | vrf'), device),
    words(one('peer | brd | broadcast | local | anycast'), ip),
    words(one('scope | metric'), one('host | link | global | 0 | 300 | x')),
    lifetimes,
    one('nodad | noprefixroute | home | up | permanent | dynamic | + | -'),
  ),
);
const nextHop = some(3, words('via', ip), words('dev', device), words('weight', number), one('onlink'));
const route = either(
  words(
    'ip',
    one(' | -4 | -6 | -j | -d'),
    one('route | ro | r'),
    one('add | del | change | append | replace | test | prepend | show | flush | get | save | list'),
    some(
      1,
      one(
        'default | blackhole | unreachable | prohibit | throw | broadcast | local | nat | multicast | to | match | exact | root',
      ),
    ),
    either(subnet, ip, one('0/0 | 10/8 | default | all')),
    nextHop,
    some(
      3,
      words('table', table),
      words('src', ip),
      words(one('metric | mtu | advmss | tos | preference | realm | initcwnd | hoplimit | mtu lock'), number),
      words(one('proto | scope'), one('kernel | static | link | host | 99 | x')),
      words('nexthop', nextHop),
      words(one('from | iif | oif | mark | uid | ipproto | sport'), either(ip, device, number)),
    ),
  ),
  words(
    'ip',
    one(' | -6'),
    'rule',
    one('add | del | show | flush | save'),
    some(
      4,
      words(one('from | to'), either(subnet, ip, one('all'))),
      words(one('lookup | table'), table),
      words(one('iif | oif'), device),
      words(
        one('fwmark | priority | pref | prio | tos | suppress_prefixlength | goto | sport | uidrange | ipproto'),
        number,
      ),
      one('not | nop | blackhole | fwmark 1/2'),
    ),
  ),
  words(
    'ip',
    one(
      'neigh | neighbour | n | maddr | netconf | ntable | tunnel | mroute | xfrm state | tcp_metrics | token | l2tp | nexthop | vrf | monitor | netns',
    ),
    one('add | change | replace | del | show | flush | get | list | exec | identify | pids | set | attach'),
    some(
      4,
      ip,
      device,
      words('dev', device),
      words('lladdr', mac),
      words('nud', one('permanent | stale | reachable | none | x')),
      words('proxy', ip),
      one('n1 | all | ip addr | router'),
    ),
  ),
);

const chain = fc.oneof(
  {
    weight: 12,
    arbitrary: one('INPUT | OUTPUT | FORWARD | PREROUTING | POSTROUTING | DOCKER-USER | DOCKER | MINE | OTHER'),
  },
  { weight: 1, arbitrary: fc.oneof(jsName, odd) },
);
const match = either(
  words(one('-p | ! -p | --protocol'), one('tcp | udp | icmp | sctp | icmpv6 | all | 0 | 47 | 255 | 256 | esp')),
  words(
    one('-s | -d | ! -s | --src | ! --destination'),
    either(ip, subnet, one('10.0.0.0/255.0.255.0 | 1.2.3.4,5.6.7.8 | host1 | example.com | 0/0')),
  ),
  words(one('-i | -o | ! -i | --out-interface'), either(device, one('+ | e+ | docker+0 | aaaaaaaaaaaaaaaaaaaa'))),
  words(
    '-m',
    one('tcp | udp | sctp'),
    one('--dport | --sport | ! --dport | --dports'),
    either(port, one('1:2 | 2:1 | : | 80: | http | -1 | 1:2:3')),
  ),
  words(
    '-m tcp',
    one('--tcp-flags | ! --tcp-flags'),
    one('SYN,ACK SYN | ALL NONE | X X | SYN'),
    some(1, one('--syn | --tcp-option 2')),
  ),
  words(
    '-m',
    one('conntrack | state'),
    one('--ctstate | --state | ! --ctstate | --ctstatus | --ctdir | --ctproto | --ctorigdst | --ctexpire'),
    one('NEW | NEW,ESTABLISHED | INVALID,DNAT,SNAT | ORIGINAL | tcp | 10.9.0.2 | 1:2 | X | ,'),
  ),
  words(
    '-m limit',
    one('--limit | --limit-burst'),
    either(one('1/s | 5/minute | 0/s | 1/x | 10/day | 99999999/s'), number),
  ),
  words('-m hashlimit --hashlimit-above', one('1/s | x'), '--hashlimit-name', odd),
  words(
    '-m multiport',
    one('--dports | --sports | --ports | ! --dports'),
    one('80,443 | 1:2,3 | 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16 | , | x'),
  ),
  words(
    '-m statistic',
    one('--mode random --probability | --mode nth --every | --mode'),
    number,
    some(1, words('--packet', number)),
  ),
  words('-m', one('mark | connmark'), one('--mark | ! --mark'), one('1 | 0x1/0xff | 0 | 4294967296 | x | 1/')),
  words('-m comment --comment', fc.oneof(odd, one("'한글 주석' | ''"), fc.constant('x'.repeat(300)))),
  words(
    '-m',
    one(
      'addrtype | iprange | mac | physdev | icmp | ttl | recent | string | set | owner | time | length | u32 | tos | pkttype | helper | socket | bpf | ipvs | x',
    ),
  ),
  words(
    one(
      '--dst-type | --src-range | --mac-source | --physdev-in | --icmp-type | --ttl-gt | --length | --uid-owner | --limit-iface-in',
    ),
    either(one('LOCAL | BROADCAST,LOCAL | 1.1.1.9-1.1.1.1 | echo-request | 8/0 | any'), mac, number),
  ),
  one('-f | ! -f | -c 1 2 | --set-counters 1 x | -4 | -6 | -m | ! ! -s 1.2.3.4 | -w 5 | -W 1 | -n | -v'),
);
const target = either(
  words(
    one('-j | -g | --jump | --goto'),
    either(
      one('ACCEPT | DROP | RETURN | QUEUE | NFQUEUE | NOTRACK | CT | TPROXY | CLASSIFY | TRACE | CHECKSUM | NETMAP'),
      chain,
    ),
  ),
  words(
    '-j',
    one('DNAT --to-destination | SNAT --to-source'),
    either(ip, one('10.9.0.2:80 | 10.9.0.2-10.9.0.9:80-90 | :80 | 1.2.3.4:99999 | [::1]:80 | 1.2.3.4-')),
    some(1, one('--random | --persistent')),
  ),
  words(
    '-j',
    one('MASQUERADE --to-ports | REDIRECT --to-ports'),
    one('80 | 80-90 | 90-80 | x | 0'),
    some(1, one('--random | --random-fully')),
  ),
  words(
    '-j',
    one(
      'MARK --set-mark | MARK --or-mark | MARK --set-xmark | CONNMARK --save-mark --nfmask | CONNMARK --restore-mark --mask | TTL --ttl-set | TTL --ttl-dec | TCPMSS --set-mss | DSCP --set-dscp | TOS --set-tos',
    ),
    number,
  ),
  words(
    '-j',
    one('REJECT --reject-with | LOG --log-level | LOG --log-prefix | LOG --log-tcp-options'),
    either(one('tcp-reset | icmp-port-unreachable | icmp6-adm-prohibited | debug'), odd),
  ),
);
const tables = one(' | -t nat | -t filter | -t raw | -t mangle | -t security | -t');
const iptables = either(
  words(
    one('iptables | ip6tables | iptables-nft | iptables-legacy'),
    tables,
    one('-A | -I | -C | -D'),
    chain,
    some(1, number),
    some(4, match),
    target,
  ),
  words(
    'iptables',
    tables,
    one('-R | -I | -D | -L | -S | -Z | -vnL | -nvxL --line-numbers'),
    chain,
    number,
    some(2, match),
    some(1, target),
  ),
  words(
    'iptables',
    tables,
    one('-N | -X | -E | -P | -F | -Z | -L -F | -N -A | -h | -V | --'),
    some(2, chain, one('ACCEPT | DROP')),
  ),
  fc
    .tuple(
      one('*filter | *nat | *mangle | * | *x'),
      fc.array(words(one('-A | -I | -D | : | -F | #'), chain, some(3, match), some(1, target)), { maxLength: 5 }),
      one('COMMIT | COMMI | '),
    )
    .map(([head, lines, end]) => `iptables-restore <<'E'\n${[head, ':MINE - [0:0]', ...lines, end].join('\n')}\nE`),
  words('iptables-restore', one('-n | -t | -c | -T nat | -v | -x | /nosuch | < /etc/hosts')),
  words(
    one('conntrack'),
    one('-L | -D | -F | -G | -U | -I | -E -o timestamp | -C | -S'),
    some(
      4,
      words(
        one('-p | -s | -d | -r | -q | -m | -t | -f | --sport | --dport | --state | -u | -o | -n | -g'),
        either(ip, port, one('tcp | udp | ASSURED | ESTABLISHED | extended,id | xml')),
      ),
    ),
  ),
);

const key = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...Object.keys(DEFAULTS)) },
  {
    weight: 2,
    arbitrary: one(
      'net.ipv4.conf.docker0.forwarding | net.ipv4.conf.all.rp_filter | net/ipv4/ip_forward | net.ipv4.neigh.default.gc_thresh1 | net.ipv4.conf.eth0/10.forwarding | net.ipv4. | . | kernel.hostname | vm.swappiness',
    ),
  },
  { weight: 1, arbitrary: fc.oneof(jsName, odd) },
);
const sysctl = either(
  words(
    'sysctl',
    some(2, one('-w | -n | -e | -q | -N | -b | -r ipv4 | --pattern ( | -a | -p | --system | -x')),
    some(
      2,
      key,
      fc.tuple(key, odd).map((pair) => pair.join('=')),
    ),
  ),
  fc
    .tuple(odd, key)
    .map(
      ([value, name]) =>
        `echo ${value} > /proc/sys/${name.replaceAll('.', '/')}; cat /proc/sys/${name.replaceAll('.', '/')}`,
    ),
);

/** A line that configures something. */
export const configuration: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.oneof(link, address) },
  { weight: 3, arbitrary: route },
  { weight: 4, arbitrary: iptables },
  { weight: 2, arbitrary: sysctl },
  { weight: 4, arbitrary: containers },
  { weight: 2, arbitrary: networks },
  { weight: 1, arbitrary: services },
  { weight: 3, arbitrary: absent },
  { weight: 4, arbitrary: firewall },
  { weight: 2, arbitrary: traffic },
);
