import fc from 'fast-check';
import { odd } from './strange.ts';
import { device, either, ip, number, one, port, some, subnet, words } from './words.ts';

/* ufw, the matches of iptables that remember or look inside, and what tells of packets. */

const ufw = words(
  'ufw',
  one(' | --force'),
  either(
    one('enable | disable | reload | reset | status | status verbose | status numbered | show added | help | version'),
    words('show', one('raw | builtins | before-rules | user-rules | after-rules | logging-rules | listening | x | ')),
    words(
      'app',
      one('list | info | update | default | update --add-new | x'),
      one("SSH | 'Nginx Full' | nosuch | all | allow | "),
    ),
    words(
      one('allow | delete allow | limit in on eth0'),
      one("'Nginx HTTP' | OpenSSH | 'nosuch app' | from any app SSH | to any app 'WWW Full'"),
    ),
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

const step = fc.tuple(one('& | << | >> | @ | | = | + '), one('0x3C | 22 | 0 | 16 | 0xffffffff | 32 | 4294967296 | x'));
const u32 = either(
  fc
    .tuple(
      one('0 | 4 | 0>>22 | 6 | 0x100 | -1 | '),
      fc.array(step, { maxLength: 12 }),
      one('=0 | =0x11:0xff | =1,2,3:4 | =2:1 | = | '),
    )
    .map(([start, steps, values]) => `"${start}${steps.flat().join('')}${values}"`),
  one('"6&0xFF=6 && 0>>22&0x3C@0>>16=80" | "0=0&&" | "&&" | "((" | 6&0xFF=1'),
  odd,
);
const setName = one('s | t | l | nosuch | __proto__');

const member = either(
  ip,
  subnet,
  words(either(ip, subnet), one(',80 | ,udp:53 | ,tcp:1-9 | ,icmp:echo-request | ,eth0 | ,80,10.9.0.2 | ,x | ,')).map(
    (text) => text.replace(' ', ''),
  ),
  one('80 | 1-5 | 10.9.0.1-10.9.0.9 | 0.0.0.0/0 | t | 02:42:ac:11:00:02'),
  odd,
);
const type = one(
  'hash:ip | hash:net | hash:ip,port | hash:net,port | hash:ip,port,ip | hash:ip,port,net | hash:net,iface | hash:mac | bitmap:port range 0-100 | bitmap:ip range 10.9.0.0/24 | bitmap:port | list:set | iphash | x',
);
const ipset = either(
  words(
    'ipset',
    one(' | -! | -exist | -q'),
    one('create | -N'),
    setName,
    type,
    some(
      3,
      one(
        'family inet6 | timeout 5 | counters | comment | maxelem 2 | hashsize 64 | hashsize 3 | skbinfo | forceadd | size 2 | netmask 24',
      ),
      odd,
    ),
  ),
  words(
    'ipset',
    one(' | -exist | -!'),
    one('add | del | test | add | -A | -D | -T'),
    setName,
    member,
    some(2, one("nomatch | timeout 1 | timeout 0 | comment 'a \"b' | packets 3 bytes 9 | x"), odd),
  ),
  words(
    'ipset',
    one('list | list -t | list -n | save | flush | destroy | -L | -o xml list | -o json list | version | help | x'),
    one(' | s | t | nosuch'),
  ),
  words('ipset', one('rename | swap'), setName, setName),
  one(
    'ipset save | ipset restore | ipset save > /tmp/s; ipset destroy; ipset restore < /tmp/s; ipset save | ipset -! restore <<< "add s 1.2.3.4" | ipset restore <<< x',
  ),
);

const zoned = one(
  ' | --zone=public | --zone=docker | --zone=trusted | --zone=nosuch | --zone= | --permanent | --permanent --zone=work | --timeout=5m',
);
const firewalld = words(
  'firewall-cmd',
  zoned,
  either(
    one(
      '--state | --reload | --list-all | --list-all-zones | --get-active-zones | --get-services | --get-ipsets | --complete-reload | --runtime-to-permanent | --check-config | --panic-on | --panic-off | -h',
    ),
    words(
      one('--add-port | --remove-port | --query-port | --add-source-port'),
      one('80/tcp | 80-90/udp | 80 | x/tcp | 99999/tcp | http'),
    ).map((text) => text.replace(' ', '=')),
    words(
      one('--add-service | --remove-service | --query-service | --info-service | --new-service | --delete-service'),
      one('http | ssh | mine | nosuch | __proto__ | "a b"'),
    ).map((text) => text.replace(' ', '=')),
    words(one('--add-interface | --change-interface | --remove-interface'), device).map((text) =>
      text.replace(' ', '='),
    ),
    words(
      one('--add-source | --remove-source | --query-source'),
      either(subnet, ip, one('ipset:s | ipset:nosuch')),
    ).map((text) => text.replace(' ', '=')),
    words(
      one('--new-zone | --delete-zone | --set-target | --new-policy | --new-ipset | --delete-ipset | --info-ipset'),
      one('s | ACCEPT | DROP | mine | public | x --type=hash:ip | s --type=hash:net'),
    ).map((text) => text.replace(' ', '=')),
    words(
      '--ipset=s',
      one('--add-entry | --remove-entry | --query-entry | --get-entries | --add-entries-from-file'),
      either(ip, subnet),
    ).map((text) => text.replace(/(entry|file) /, '$1=')),
    words(
      '--service=mine',
      one('--add-port=81/tcp | --get-ports | --set-short=x | --add-protocol=gre | --get-description | --add-module=x'),
    ),
    words(one('--add-rich-rule | --remove-rich-rule | --query-rich-rule'), rich()).map((text) =>
      text.replace(' ', '='),
    ),
    words(
      '--direct',
      one(
        '--add-rule ipv4 filter INPUT 0 | --get-all-rules | --passthrough ipv4 | --add-chain ipv4 filter c | --remove-rules ipv4 filter',
      ),
      one(' | -j DROP | -p tcp --dport 80 -j ACCEPT | -x'),
    ),
    odd,
  ),
);
function rich(): fc.Arbitrary<string> {
  return words(
    'rule',
    one(' | family="ipv4" | family="ipv6" | family=x | priority=-5'),
    some(
      4,
      words(
        one('source | destination'),
        one('address="10.9.0.0/24" | NOT address="10.9.0.2" | ipset="s" | address=x | mac="02:42:ac:11:00:02"'),
      ),
      one(
        'service name="http" | port port="80" protocol="tcp" | port port=x protocol=tcp | protocol value="icmp" | masquerade | forward-port port="80" protocol="tcp" to-port="81" | icmp-block name="x"',
      ),
      one(
        'log | log prefix="a" level="info" limit value="1/m" | audit | accept | reject | drop | reject type="icmp-port-unreachable" | mark set="1" | accept limit value="1/s"',
      ),
    ),
  ).map((text) => `'${text}'`);
}

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
    words('-m u32', one(' | !'), words('--u32', u32)),
    words('-m set', one(' | !'), '--match-set', setName, one('src | dst | src,dst | dst,dst,src | x | ')),
    words('-i', device),
  ),
  one('-j DROP | -j ACCEPT | -j NFLOG --nflog-group 3 | -j TRACE | -j REJECT'),
);

const told = one(
  'timeout 2 xtables-monitor --trace & | xtables-monitor | cat /proc/net/xt_recent/DEFAULT | echo +1.2.3.4 > /proc/net/xt_recent/DEFAULT | echo x > /proc/net/xt_recent/DEFAULT | nft -j list ruleset | reboot',
);

/** A line about a host's firewall. */
export const firewall: fc.Arbitrary<string> = fc.oneof(ufw, matches, told, ipset, firewalld);
