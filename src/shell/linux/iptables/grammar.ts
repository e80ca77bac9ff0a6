import { options, type Grammar, type Value } from '../../tool/grammar.ts';

const PROTOCOLS: Value = ['tcp', 'udp', 'icmp', 'all'];
const STATES: Value = ['NEW', 'ESTABLISHED', 'RELATED', 'INVALID', 'ESTABLISHED,RELATED'];
const TABLES: Value = ['filter', 'nat', 'mangle', 'raw', 'security'];
const MATCHES: Value = [
  'addrtype',
  'comment',
  'conntrack',
  'icmp',
  'limit',
  'mac',
  'mark',
  'multiport',
  'state',
  'tcp',
  'udp',
];

/** What iptables takes, as far as a person types it often; the kernel's rule options read it. */
export const GRAMMAR: Grammar = {
  options: options({
    '-n,--numeric -v,--verbose -x,--exact --line-numbers --version --help': 'none',
    '-t,--table': TABLES,
    '-A,--append -C,--check -D,--delete -I,--insert -R,--replace -L,--list -S,--list-rules -F,--flush -Z,--zero':
      'chain',
    '-X,--delete-chain -P,--policy': 'chain',
    '-N,--new-chain': 'text',
    '-p,--protocol': PROTOCOLS,
    '-s,--source -d,--destination': 'address',
    '-i,--in-interface -o,--out-interface': 'interface',
    '-j,--jump': 'target',
    '-m,--match': MATCHES,
    '--ctstate --state': STATES,
    '--dport --sport': 'number',
    '--to-destination --to-source': 'address',
    '--comment': 'text',
  }),
  operands: [['ACCEPT', 'DROP']],
};
