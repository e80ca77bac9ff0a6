import { options, type Grammar } from '../../tool/grammar.ts';

export const GRAMMAR: Grammar = {
  optionsFirst: true,
  options: options({
    '-B,--buffer-size': 'number',
    '-D,--list-interfaces -h,--help': 'none',
    '-i,--interface': 'interface',
    '-I,--monitor-mode': 'none',
    '-j,--time-stamp-type': 'text',
    '-J,--list-time-stamp-types -K,--dont-verify-checksums -L,--list-data-link-types -O,--no-optimize': 'none',
    '-p,--no-promiscuous-mode': 'none',
    '-Q,--direction': ['in', 'inout', 'out'],
    '-s,--snapshot-length': 'number',
    '-S,--absolute-tcp-sequence-numbers -U,--packet-buffered': 'none',
    '-y,--linktype': 'text',
    '--immediate-mode': 'none',
    '-Z,--relinquish-privileges': 'text',
    '-#,--number --print --version --count': 'none',
    '--time-stamp-precision': ['micro', 'nano'],
    '--micro --nano --lengths -a -A -b -d -e -f -H -l -n -N -q -t -u -v -x -X -Y': 'none',
    '-c -C -G -m -W': 'number',
    '-E -M -T -z': 'text',
    '-F -r -V -w': 'file',
  }),
  usual: '-A -D -X -e -l -n -nn -q -t -tt -v -vv -x -c -i -r -s -w',
  named: { dst: 'address', host: 'address', net: 'text', port: 'number', src: 'address' },
  operands: [['and', 'arp', 'icmp', 'ip6', 'not', 'or', 'tcp', 'udp']],
};
