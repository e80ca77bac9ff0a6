import fc from 'fast-check';
import { odd } from './strange.ts';
import { device, either, ip, number, one, port, some, subnet, words } from './words.ts';

/* tc: disciplines, classes, and filters with what they look at. */

const change = one('add | add | add | del | replace | change | show | list | x');
const at = some(
  3,
  words('parent', one('1: | 1:1 | 1:0 | ffff: | root | x | 10000:')),
  words('handle', one('1: | 10: | 1:1 | ffff: | 800::800 | 7 | 7/0xff | x')),
  words('classid', one('1:1 | 1:10 | 1:ffff | : | x')),
  words(one('prio | pref'), either(number, odd)),
  words('protocol', one('ip | ipv6 | all | arp | 802.1q | 0x800 | x')),
  one('root | ingress | clsact | egress'),
);
const rate = one('1mbit | 100kbps | 1gbit | 0 | 10 | 1kibit | 99999gbit | -1 | 1.5mbit | x');
const discipline = either(
  words(
    'netem',
    some(
      4,
      words(
        one('delay | jitter | loss | duplicate | corrupt | reorder | limit | rate | gap'),
        one('10ms | 1s | 5% | 0 | 100% | 101% | 1us | x'),
      ),
      one('distribution normal | loss random 1% | loss gemodel 1% | 25%'),
    ),
  ),
  words(
    'tbf',
    some(
      4,
      words('rate', rate),
      words(one('burst | limit | latency | mtu | peakrate'), one('32kbit | 10k | 50ms | 0 | x')),
    ),
  ),
  words('htb', some(2, words('default', number), words('r2q', number))),
  one(
    'pfifo | bfifo limit 10 | pfifo limit x | fq_codel | sfq perturb 10 | prio bands 3 | ingress | clsact | noqueue | mq | cake | x',
  ),
);
const shaped = words(
  'htb',
  some(4, words(one('rate | ceil'), rate), words(one('burst | cburst | prio | quantum'), one('15k | 0 | 7 | x'))),
);

const field = either(
  words('match ip', one('src | dst'), either(ip, subnet)),
  words(
    'match ip',
    one('sport | dport | protocol | tos | icmp_type | precedence | ihl | nofrag | x'),
    either(port, number),
    one('0xffff | 0xff | 0 | '),
  ),
  words(
    'match',
    one('u8 | u16 | u32 | ip6 | tcp | udp | icmp | ether'),
    one('0 | 0x11 | 6 | dst'),
    one('0xff | 0xffffffff | x'),
    one(' | at 9 | at 20 | at nexthdr+0 | at -14'),
  ),
  one('ht 800: | divisor 256 | divisor 3 | link 1: | hashkey mask 0xff at 12 | offset at 0 | sample x'),
);
const flower = either(
  words(one('src_ip | dst_ip'), either(ip, subnet)),
  words(one('src_port | dst_port'), either(port, one('80-90'))),
  one(
    'ip_proto tcp | ip_proto udp | ip_proto icmp | ip_proto 6 | ip_proto x | src_mac 02:42:ac:11:00:02 | vlan_id 3 | indev eth0 | skip_hw | tcp_flags 0x2',
  ),
);
const action = one(
  'action drop | action ok | action pass | action mirred egress redirect dev lo | action police rate 1mbit burst 10k drop | police rate 1mbit burst 10k | action x | action gact drop | action skbedit mark 3',
);
const classifier = either(
  words('u32', some(4, field)),
  words('flower', some(4, flower)),
  words('matchall', one(' | skip_sw')),
  words(one('fw | basic | bpf | cgroup | route | x'), one(' | match x')),
);

/** A line of tc. */
export const traffic: fc.Arbitrary<string> = fc.oneof(
  words('tc', one(' | -s | -d | -j | -p'), 'qdisc', change, 'dev', device, at, discipline),
  words('tc class', change, 'dev', device, at, shaped),
  words(
    'tc filter',
    change,
    'dev',
    device,
    at,
    classifier,
    some(2, words(one('flowid | classid'), one('1:1 | 1:10 | x')), action),
  ),
  words(
    'tc',
    one(' | -s | -j | -d'),
    one('qdisc | class | filter | actions | chain'),
    one('show | ls | '),
    one(' | dev eth0 | dev docker0 | dev nosuch | dev eth0 parent 1: | dev eth0 ingress'),
  ),
);
