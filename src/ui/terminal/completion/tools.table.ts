import type { Grammar } from './grammar.ts';

const show: Grammar = { named: { dev: 'interface' }, operands: ['interface'] };
const route: Grammar = {
  named: { dev: 'interface', via: 'address', src: 'address', metric: undefined, table: ['main', 'local'] },
  operands: [['default']],
};
const neighbour: Grammar = { named: { dev: 'interface', lladdr: undefined }, operands: ['address'] };
const help: Grammar = {};

const ip: Grammar = {
  options: ['-4', '-6', '-brief', '-color', '-details', '-json', '-oneline', '-pretty', '-statistics'],
  valued: { '-netns': 'namespace' },
  words: {
    address: {
      words: {
        show,
        add: { named: { dev: 'interface' } },
        del: { named: { dev: 'interface' }, operands: ['address'] },
        flush: show,
        help,
      },
    },
    link: {
      words: {
        show: { named: { dev: 'interface', master: 'bridge' }, operands: ['interface'] },
        set: {
          named: { dev: 'interface', master: 'bridge', mtu: undefined, name: undefined, address: undefined },
          operands: ['interface', ['up', 'down', 'nomaster']],
        },
        add: {
          named: {
            link: 'interface',
            name: undefined,
            type: ['bridge', 'dummy', 'ipvlan', 'macvlan', 'veth', 'vlan', 'vxlan'],
          },
        },
        delete: { named: { dev: 'interface' }, operands: ['interface'] },
        help,
      },
    },
    route: {
      words: {
        show: { named: { dev: 'interface', table: ['all', 'local', 'main'] }, operands: [['default']] },
        get: { named: { from: 'address' }, operands: ['address'] },
        add: route,
        del: route,
        replace: route,
        flush: { operands: [['cache']] },
        help,
      },
    },
    neighbour: {
      words: { show: neighbour, add: neighbour, del: neighbour, replace: neighbour, flush: neighbour, help },
    },
    netns: {
      words: {
        list: {},
        exec: { operands: ['namespace', 'command'] },
        identify: {},
        add: {},
        delete: { operands: ['namespace'] },
      },
    },
    maddress: { words: { show } },
    rule: { words: { show: {} } },
    netconf: { words: { show } },
    help,
  },
};

const bridge: Grammar = {
  options: ['-color', '-details', '-json', '-statistics'],
  words: {
    fdb: { words: { show: { named: { br: 'bridge', brport: 'interface', dev: 'interface' } } } },
    link: { words: { show } },
    mdb: { words: { show } },
    vlan: { words: { show } },
  },
};

const protocols = ['tcp', 'udp', 'icmp', 'all'];
const states = ['NEW', 'ESTABLISHED', 'RELATED', 'INVALID', 'ESTABLISHED,RELATED'];
const tables = ['filter', 'nat', 'mangle', 'raw', 'security'];
const iptables: Grammar = {
  options: ['-n', '-v', '-x', '--line-numbers', '--numeric', '--verbose', '--exact', '--version', '--help'],
  valued: {
    '-t': tables,
    '--table': tables,
    '-A': 'chain',
    '--append': 'chain',
    '-C': 'chain',
    '--check': 'chain',
    '-D': 'chain',
    '--delete': 'chain',
    '-I': 'chain',
    '--insert': 'chain',
    '-R': 'chain',
    '--replace': 'chain',
    '-L': 'chain',
    '--list': 'chain',
    '-S': 'chain',
    '--list-rules': 'chain',
    '-F': 'chain',
    '--flush': 'chain',
    '-Z': 'chain',
    '--zero': 'chain',
    '-N': undefined,
    '--new-chain': undefined,
    '-X': 'chain',
    '--delete-chain': 'chain',
    '-P': 'chain',
    '--policy': 'chain',
    '-p': protocols,
    '--protocol': protocols,
    '-s': 'address',
    '--source': 'address',
    '-d': 'address',
    '--destination': 'address',
    '-i': 'interface',
    '--in-interface': 'interface',
    '-o': 'interface',
    '--out-interface': 'interface',
    '-j': 'target',
    '--jump': 'target',
    '-m': ['addrtype', 'comment', 'conntrack', 'icmp', 'limit', 'mac', 'mark', 'multiport', 'state', 'tcp', 'udp'],
    '--match': ['addrtype', 'comment', 'conntrack', 'icmp', 'limit', 'mac', 'mark', 'multiport', 'state', 'tcp', 'udp'],
    '--ctstate': states,
    '--state': states,
    '--dport': undefined,
    '--sport': undefined,
    '--to-destination': 'address',
    '--to-source': 'address',
    '--comment': undefined,
  },
  operands: [['ACCEPT', 'DROP']],
};
const save: Grammar = { options: ['-c', '--counters'], valued: { '-t': tables, '--table': tables } };

const ping: Grammar = {
  options: ['-4', '-6', '-D', '-b', '-f', '-n', '-q', '-v'],
  valued: {
    '-I': 'interface',
    '-M': ['do', 'dont', 'want'],
    '-W': undefined,
    '-c': undefined,
    '-i': undefined,
    '-s': undefined,
    '-t': undefined,
    '-w': undefined,
  },
  operands: ['end'],
};

const traceroute: Grammar = {
  options: ['-4', '-6', '-I', '-T', '-n'],
  valued: { '-i': 'interface', '-m': undefined, '-p': undefined, '-q': undefined, '-s': 'address', '-w': undefined },
  operands: ['end'],
};

const nc: Grammar = {
  options: ['-4', '-6', '-N', '-k', '-l', '-n', '-u', '-v', '-z'],
  valued: { '-p': undefined, '-s': 'address', '-w': undefined },
  operands: ['end'],
};

const types = ['A', 'AAAA', 'ANY', 'MX', 'NS', 'PTR', 'SOA', 'TXT'];
const rest: Grammar = { operands: ['command'] };
const files: Grammar = { operands: ['file'] };

/** What the Linux tools of the lab take, as far as a person types it often. */
export const tools: Readonly<Record<string, Grammar>> = {
  ip,
  bridge,
  brctl: {
    words: { show: { operands: ['bridge'] }, showmacs: { operands: ['bridge'] }, showstp: { operands: ['bridge'] } },
  },
  ifconfig: { options: ['-a', '-s'], operands: ['interface', ['up', 'down']] },
  iptables,
  ip6tables: iptables,
  'iptables-save': save,
  'ip6tables-save': save,
  conntrack: {
    options: ['-L', '-D', '-F', '-C', '--dump', '--delete', '--flush', '--count'],
    valued: {
      '-p': ['tcp', 'udp', 'icmp'],
      '-s': 'address',
      '-d': 'address',
      '--src': 'address',
      '--dst': 'address',
      '--sport': undefined,
      '--dport': undefined,
      '--state': ['ESTABLISHED', 'SYN_SENT', 'TIME_WAIT', 'CLOSE'],
      '-f': ['ipv4', 'ipv6'],
    },
  },
  ping,
  ping4: ping,
  ping6: ping,
  traceroute,
  traceroute6: traceroute,
  tracepath: { options: ['-4', '-6', '-b', '-n'], valued: { '-m': undefined, '-p': undefined }, operands: ['end'] },
  curl: {
    options: [
      '--fail',
      '--get',
      '--head',
      '--include',
      '--ipv4',
      '--ipv6',
      '--location',
      '--show-error',
      '--silent',
      '--verbose',
      '-4',
      '-6',
      '-I',
      '-L',
      '-S',
      '-f',
      '-i',
      '-s',
      '-v',
    ],
    valued: {
      '--connect-timeout': undefined,
      '--data': undefined,
      '--header': undefined,
      '--interface': 'interface',
      '--max-time': undefined,
      '--output': 'file',
      '--request': ['DELETE', 'GET', 'HEAD', 'POST', 'PUT'],
      '--resolve': undefined,
      '--retry': undefined,
      '--user-agent': undefined,
      '--write-out': undefined,
      '-H': undefined,
      '-X': ['DELETE', 'GET', 'HEAD', 'POST', 'PUT'],
      '-d': undefined,
      '-m': undefined,
      '-o': 'file',
      '-w': undefined,
    },
    operands: ['url'],
  },
  dig: {
    options: ['-4', '-6'],
    valued: { '-p': undefined, '-t': types, '-x': 'address' },
    operands: ['server', 'server', 'server'],
  },
  nslookup: { operands: ['end', 'server'] },
  host: { options: ['-4', '-6', '-a', '-v'], valued: { '-t': types, '-W': undefined }, operands: ['end', 'server'] },
  getent: {
    words: {
      hosts: { operands: ['end'] },
      ahosts: { operands: ['end'] },
      ahostsv4: { operands: ['end'] },
      services: {},
      protocols: {},
      networks: {},
      passwd: {},
      group: {},
    },
  },
  nc,
  netcat: nc,
  ss: {
    options: [
      '-0',
      '-4',
      '-6',
      '-H',
      '-a',
      '-e',
      '-i',
      '-l',
      '-lntp',
      '-m',
      '-n',
      '-o',
      '-p',
      '-r',
      '-s',
      '-t',
      '-tanp',
      '-u',
      '-w',
      '-x',
      '--all',
      '--extended',
      '--info',
      '--ipv4',
      '--ipv6',
      '--listening',
      '--no-header',
      '--numeric',
      '--processes',
      '--summary',
      '--tcp',
      '--udp',
      '--unix',
    ],
    named: {
      dport: undefined,
      sport: undefined,
      dst: 'address',
      src: 'address',
      state: ['established', 'listening', 'syn-sent', 'time-wait', 'all', 'connected'],
    },
  },
  netstat: {
    options: [
      '-a',
      '-i',
      '-l',
      '-n',
      '-nr',
      '-p',
      '-r',
      '-s',
      '-t',
      '-tlnp',
      '-u',
      '--all',
      '--listening',
      '--numeric',
      '--route',
      '--tcp',
      '--udp',
    ],
  },
  route: {
    options: ['-n'],
    words: {
      add: { named: { dev: 'interface', gw: 'address', netmask: undefined }, operands: [['default', '-host', '-net']] },
      del: { named: { dev: 'interface', gw: 'address', netmask: undefined }, operands: [['default', '-host', '-net']] },
    },
  },
  arp: {
    options: ['-a', '-e', '-n'],
    valued: { '-d': 'address', '-i': 'interface', '-s': 'address' },
    operands: ['address'],
  },
  tcpdump: {
    options: ['-A', '-D', '-X', '-e', '-l', '-n', '-nn', '-q', '-t', '-tt', '-v', '-vv', '-x'],
    valued: { '-c': undefined, '-i': 'interface', '-r': 'file', '-s': undefined, '-w': 'file' },
    named: { dst: 'address', host: 'address', net: undefined, port: undefined, src: 'address' },
    operands: [['and', 'arp', 'icmp', 'ip6', 'not', 'or', 'tcp', 'udp']],
  },
  sysctl: { options: ['-a', '-n', '-w'], operands: ['sysctl'] },
  ps: { options: ['-e', '-ef', '-f'], operands: [['aux', 'ax']] },
  hostname: { options: ['-I', '-f', '-i', '-s'] },
  nsenter: { options: ['--net', '-n'], valued: { '--target': undefined, '-t': undefined }, operands: ['command'] },
  nice: rest,
  nohup: rest,
  setsid: rest,
  time: rest,
  watch: rest,
  xargs: rest,
  which: rest,
  timeout: {
    options: ['--foreground'],
    valued: { '-k': undefined, '-s': ['INT', 'KILL', 'TERM'] },
    operands: [undefined, 'command'],
  },
  cd: { operands: ['folder'] },
  ls: { options: ['-1', '-A', '-R', '-a', '-d', '-h', '-l', '-la', '--all'], operands: ['file'] },
  cat: { options: ['-A', '-b', '-n', '--number'], operands: ['file'] },
  head: { options: ['-c', '-n', '-q'], operands: ['file'] },
  tail: { options: ['-c', '-f', '-n', '-q'], operands: ['file'] },
  grep: { options: ['-E', '-F', '-c', '-i', '-l', '-n', '-o', '-q', '-r', '-v', '-w'], operands: [undefined, 'file'] },
  sed: { options: ['-n', '-E', '-i'], operands: [undefined, 'file'] },
  tee: files,
  awk: { operands: [undefined, 'file'] },
  jq: { options: ['-c', '-r'], operands: [undefined, 'file'] },
};

/** What a command takes that is not known any closer. */
export const otherTools: Grammar = files;
