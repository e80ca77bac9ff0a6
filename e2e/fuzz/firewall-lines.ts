import fc from 'fast-check';
import { odd } from './strange.ts';
import { device, either, ip, number, one, port, some, subnet, words } from './words.ts';

/* ufw, the matches of iptables that remember or look inside, and what tells of packets. */

const ufw = words(
  'ufw',
  one(' | --force'),
  either(
    one('enable | disable | reload | reset | status | status verbose | status numbered | show added | help | version'),
    words('default', one('allow | deny | reject | x'), one('incoming | outgoing | routed | forward | x | ')),
    words('logging', one('on | off | low | medium | high | full | x')),
    words('delete', number),
    words(
      one(' | delete | route | insert 1 | insert 3 | prepend | route delete'),
      one('allow | deny | reject | limit'),
      one(' | in | out | in on eth0 | out on docker0'),
      either(
        words(port, one(' | /tcp | /udp | /x')).map((text) => text.replace(' /', '/')),
        one('ssh | http | domain | 80,443/tcp | 6000:6007/tcp | 1:2 | nosuch'),
        some(
          4,
          words('from', either(ip, subnet, one('any'))),
          words('to', either(ip, subnet, one('any'))),
          words('port', port),
          words('proto', one('tcp | udp | esp | x')),
          words('comment', either(one("'db' | 'a b' | x"), odd)),
        ),
        odd,
      ),
    ),
  ),
);

const matches = words(
  one('iptables | ip6tables'),
  one('-A | -I | -D'),
  one('INPUT | OUTPUT | FORWARD | DOCKER-USER'),
  some(
    3,
    words(
      '-m string',
      some(
        4,
        one('--algo bm | --algo x | --icase | --from 40 | --to 1'),
        words(one('--string | --hex-string | ! --string'), either(one('GET | "|0d 0a|" | "|0"'), odd)),
      ),
    ),
    words(
      '-m recent',
      some(
        4,
        one('--set | --update | --rcheck | --remove | --reap | --rttl | --rdest | --mask 255.0.255.0'),
        words(one('--seconds | --hitcount | --name'), either(number, odd)),
      ),
    ),
    words('-m connlimit', one('--connlimit-above | --connlimit-upto'), number, one(' | --connlimit-mask 24')),
    words('-m time', one('--timestart 08:00 | --weekdays Mon,x | --monthdays 1,40 | --datestop 2030 | --contiguous')),
    words('-m owner', one('--uid-owner root | --gid-owner 5-1 | ! --socket-exists | --uid-owner'), one(' | 3')),
    words(
      '-m hashlimit --hashlimit-name h',
      one('--hashlimit-upto | --hashlimit-above'),
      one('5/min | 1/s | 10kb/s | x'),
      one(' | --hashlimit-mode srcip,dstport | --hashlimit-srcmask 24 | --hashlimit-burst 1'),
    ),
    words('-m quota --quota', number),
    words('-i', device),
  ),
  one('-j DROP | -j ACCEPT | -j NFLOG --nflog-group 3 | -j TRACE | -j REJECT'),
);

const told = one(
  'timeout 2 xtables-monitor --trace & | xtables-monitor | cat /proc/net/xt_recent/DEFAULT | echo +1.2.3.4 > /proc/net/xt_recent/DEFAULT | echo x > /proc/net/xt_recent/DEFAULT | nft -j list ruleset | reboot',
);

/** A line about a host's firewall. */
export const firewall: fc.Arbitrary<string> = fc.oneof(ufw, matches, told);
