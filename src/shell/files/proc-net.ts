import { family, isLoopback, netmask, toNumber, type Ip } from '../../ip/address.ts';
import { connectionsAt } from '../../kernel/netfilter/conntrack/conntrack.ts';
import type { Namespace } from '../../kernel/namespace.ts';
import { neighboursAt } from '../../kernel/neighbour/neighbour-table.ts';
import type { Socket } from '../../kernel/socket/socket.ts';
import { entryOf } from '../linux/conntrack/connection-text.ts';
import type { Tree } from './entry.ts';
import { fibTrie } from './proc-fib-trie.ts';

type Table = (tree: Tree, namespace: Namespace) => string;

/** linux: net/core/net-procfs.c */
const dev: Table = (_, { links }) => {
  const rows = Object.values(links).map(({ name, received, sent }) => {
    const numbers = [received.bytes, received.packets, 0, 0, 0, 0, 0, 0, sent.bytes, sent.packets, 0, 0, 0, 0, 0, 0];
    const widths = [7, 7, 4, 4, 4, 5, 10, 9, 8, 7, 4, 4, 4, 5, 7, 10];
    return `${name.padStart(6)}: ${numbers.map((n, i) => String(n).padStart(widths[i] ?? 0)).join(' ')}\n`;
  });
  return `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
${rows.join('')}`;
};

const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0');

/** An IPv4 address as the little-endian kernel prints its 32 bits. */
const littleEndian = (ip: Ip): string => hex(toNumber(ip), 8).match(/../g)?.reverse().join('') ?? '';

const FLAG_UP = 1;
const FLAG_GATEWAY = 2;
const FLAG_HOST = 4;

/** linux: net/ipv4/fib_trie.c fib_route_seq_show; each line is 127 columns wide. */
const route: Table = (_, { links, routes }) => {
  const header = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT';
  const rows = routes
    .filter(({ destination }) => family(destination.address) === 4)
    .map(({ destination, via, device, metric }) => {
      const flags = FLAG_UP | (via ? FLAG_GATEWAY : 0) | (destination.length === 32 ? FLAG_HOST : 0);
      const cells = [
        links[device]?.name ?? '*',
        littleEndian(destination.address),
        littleEndian(via ?? '0.0.0.0'),
        hex(flags, 4),
        0,
        0,
        metric,
        littleEndian(netmask(destination.length)),
        0,
        0,
        0,
      ];
      return cells.join('\t');
    });
  return [header, ...rows].map((line) => `${line.padEnd(127)}\n`).join('');
};

const KNOWN = 0x2;
const PERMANENT = 0x6;

/** linux: net/ipv4/arp.c arp_seq_show */
const arp: Table = ({ world }, { id, links }) => {
  const rows = neighboursAt(world.kernel, id, world.clock.now)
    .filter(({ ip }) => family(ip) === 4)
    .map((neighbour) => {
      const { state } = neighbour;
      const flags = state === 'PERMANENT' ? PERMANENT : neighbour.mac === undefined || state === 'FAILED' ? 0 : KNOWN;
      const mac = neighbour.mac ?? '00:00:00:00:00:00';
      const device = links[neighbour.device]?.name ?? '';
      return `${neighbour.ip.padEnd(16)} 0x1         0x${flags.toString(16).padEnd(10)}${mac}     *        ${device}\n`;
    });
  return `IP address       HW type     Flags       HW address            Mask     Device\n${rows.join('')}`;
};

/** The 32 hexadecimal digits of an IPv6 address. */
function digits(ip: Ip): string {
  const [head = '', tail] = ip.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...zeros, ...right].map((group) => group.padStart(4, '0')).join('');
}

/** linux: net/ipv6/addrconf.c if6_seq_show */
const ifInet6: Table = (_, { links }) =>
  Object.values(links)
    .flatMap(({ index, name, addresses }) =>
      addresses
        .filter(({ address }) => family(address) === 6)
        .map(({ address, prefixLength, scope }) => {
          const code = isLoopback(address) ? '10' : scope === 'link' ? '20' : '00';
          return `${digits(address)} ${hex(index, 2).toLowerCase()} ${hex(prefixLength, 2).toLowerCase()} ${code} 80 ${name.padStart(8)}\n`;
        }),
    )
    .join('');

const ESTABLISHED = '01';
const LISTEN = '0A';
const CLOSE = '07';

/** An IPv6 address as four little-endian words. */
const littleEndian6 = (ip: Ip): string =>
  (digits(ip).match(/.{8}/g) ?? [])
    .map((word) => word.match(/../g)?.reverse().join('') ?? '')
    .join('')
    .toUpperCase();

const HEADERS = {
  tcp4: '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
  tcp6: '  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
  udp4: '   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops',
  udp6: '  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops',
};
/** What seq_setwidth pads a line to. */
const WIDTHS = { tcp4: 149, tcp6: 0, udp4: 127, udp6: 0 };

/** linux: net/ipv4/tcp_ipv4.c get_tcp4_sock, net/ipv4/udp.c udp4_format_sock, and their IPv6 like */
const sockets =
  (protocol: Socket['protocol'], version: 4 | 6): Table =>
  (_, namespace) => {
    const kind = `${protocol}${version}` as const;
    const encode = version === 4 ? littleEndian : littleEndian6;
    const any = encode(version === 4 ? '0.0.0.0' : '::');
    const state = protocol === 'tcp' ? LISTEN : CLOSE;
    const tail = protocol === 'tcp' ? '1 0000000000000000 100 0 0 10 0' : '2 0000000000000000 0';
    const rows = [...namespace.sockets, ...(namespace.established ?? [])]
      .filter((socket) => socket.protocol === protocol && family(socket.address) === version)
      .map(({ address, port, fd, peer }, i) => {
        const local = `${encode(address)}:${hex(port, 4)}`;
        const remote = peer ? `${encode(peer.address)}:${hex(peer.port, 4)}` : `${any}:0000`;
        return `${String(i).padStart(4)}: ${local} ${remote} ${peer ? ESTABLISHED : state} 00000000:00000000 00:00000000 00000000     0        0 ${10000 + i + fd} ${tail}`;
      });
    return [HEADERS[kind], ...rows].map((line) => `${line.padEnd(WIDTHS[kind])}\n`).join('');
  };

/** linux: net/netfilter/nf_conntrack_standalone.c ct_seq_show */
const connections: Table = ({ world: { clock } }, namespace) =>
  connectionsAt(namespace, clock.now)
    .map((connection) => entryOf(connection, clock.now))
    .map(({ layer, entry }) => `${layer} ${entry} zone=0 use=2\n`)
    .join('');

/** Services of the load balancer, their servers, and what goes to each (linux: net/netfilter/ipvs/ip_vs_ctl.c ip_vs_info_seq_show). */
const virtualServices: Table = ({ world: { clock } }, namespace) => {
  const balanced = connectionsAt(namespace, clock.now).filter((connection) => connection.balanced);
  const services = Object.values(namespace.virtualServices ?? {}).flatMap(({ mark, servers }) => [
    `FWM  ${hex(mark, 8)} rr `,
    ...servers.map((server) => {
      const to = balanced.filter(({ reply }) => reply.source === server);
      const active = to.filter(({ tcpState }) => tcpState === 'ESTABLISHED').length;
      const counts = [1, active, to.length - active].map((count, i) => String(count).padEnd(i === 0 ? 6 : 10));
      return `  -> ${hex(toNumber(server), 8)}:0000      ${'Masq'.padEnd(7)} ${counts.join(' ')}`;
    }),
  ]);
  return [
    'IP Virtual Server version 1.2.1 (size=4096)',
    'Prot LocalAddress:Port Scheduler Flags',
    '  -> RemoteAddress:Port Forward Weight ActiveConn InActConn',
    ...services,
    '',
  ].join('\n');
};

const TABLES: Readonly<Record<string, Table>> = {
  arp,
  dev,
  fib_trie: (_, namespace) => fibTrie(namespace),
  if_inet6: ifInet6,
  nf_conntrack: connections,
  route,
  tcp: sockets('tcp', 4),
  tcp6: sockets('tcp', 6),
  udp: sockets('udp', 4),
  udp6: sockets('udp', 6),
};

export const procNetNames = (): string[] => [...Object.keys(TABLES), 'xt_recent'].sort();

/** How to read a file of /proc/net, where the model has it. */
export function procNet(tree: Tree, name: string): (() => string) | undefined {
  const table = Object.hasOwn(TABLES, name) ? TABLES[name] : undefined;
  const namespace = tree.world.kernel.namespaces[tree.namespace];
  if (name === 'ip_vs') return namespace?.virtualServices && (() => virtualServices(tree, namespace));
  return table && namespace && (() => table(tree, namespace));
}
