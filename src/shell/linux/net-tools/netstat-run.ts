import { family, isUnspecified, type Ip } from '../../../ip/address.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import type { Socket } from '../../../kernel/socket/socket.ts';
import { setting } from '../../../kernel/sysctl/settings.ts';
import type { Call } from '../../tool/call.ts';
import { getopt, type Parsed } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { groupsOf } from '../groups.ts';
import { lookupAddress } from '../names/resolve.ts';
import { serviceOfPort } from '../names/services.ts';
import { holdersOf, mayInspect, processesAt } from '../processes/seen.ts';
import { namespaceOf } from './device.ts';
import { NETSTAT_USAGE, NETSTAT_VERSION, ROUTE_FAMILIES } from './help.table.ts';
import { interfaceRow, interfacesOf, interfaceText, shortHeader } from './ifconfig-show.ts';
import { inet6Table, inetTable } from './route-list.ts';
import { netstat } from './netstat.ts';

const USAGE_ERROR = 3;

export const runNetstat: Tool['run'] = (call) => {
  const { error, has: given, all } = getopt(call.argv.slice(1), netstat.grammar);
  if (error !== undefined) throw new ToolError(`netstat: ${error}\n${NETSTAT_USAGE}${ROUTE_FAMILIES}`, USAGE_ERROR);
  const families = all('A').flatMap((name) => (name === 'inet' ? ['4'] : name === 'inet6' ? ['6'] : []));
  const has: Has = (...names) => given(...names) || names.some((name) => families.includes(name));
  if (has('V')) {
    call.out(NETSTAT_VERSION);
    return 0;
  }
  if (has('h')) {
    call.out(NETSTAT_USAGE);
    call.err(ROUTE_FAMILIES);
    return 0;
  }
  const namespace = namespaceOf(call);
  if (!namespace) return 1;
  if (has('r')) call.out(routes(call, namespace, has));
  else if (has('i')) call.out(interfaces(call, namespace, has));
  else if (has('g')) call.out(groups(call, namespace, has('n', 'numeric-hosts')));
  else if (has('s')) call.out(statistics(namespace, has));
  else if (has('M')) throw new ToolError("netstat: no support for `ip_masquerade' on this system.\n", 1);
  else call.out(connections(call, namespace, has));
  return 0;
};

type Has = Parsed['has'];

/** Of IPv4, the columns that route shows with -e, and the other way about. */
function routes(call: Call, namespace: Namespace, has: Has): string {
  const numeric = has('n', 'numeric-hosts');
  return has('6')
    ? inet6Table(call, namespace, numeric)
    : inetTable(call, namespace, numeric, has('e') ? 'route' : 'netstat');
}

const NAME_WIDTH = 18;

function interfaces(call: Call, namespace: Namespace, has: Has): string {
  const shown = interfacesOf(namespace).filter(({ link }) => has('a') || link.up);
  const title = 'Kernel Interface table\n';
  if (has('e')) return title + shown.map((one) => interfaceText(call, namespace, one)).join('');
  return title + shortHeader(NAME_WIDTH) + shown.map((one) => interfaceRow(call, namespace, one)).join('');
}

function groups(call: Call, namespace: Namespace, numeric: boolean): string {
  const links = Object.values(namespace.links).map((link) => ({ link, in: groupsOf(namespace, link) }));
  const named = (ip: Ip): string => (numeric ? undefined : lookupAddress(call, ip)?.name) ?? ip;
  const row = (device: string, group: string): string => `${device.padEnd(15)} 1      ${group}\n`;
  const four = links.flatMap(({ link, in: { inet } }) => inet.map((ip) => row(link.name, ip)));
  // A group that no file names is not looked for further here: names of groups stand in /etc/hosts alone.
  const six = links.flatMap(({ link, in: { inet6 } }) =>
    inet6.map((ip) => row(link.name, ip === 'ff02::1' || ip === 'ff02::2' ? named(ip) : ip)),
  );
  return `IPv6/IPv4 Group Memberships\nInterface       RefCnt Group\n--------------- ------ ---------------------\n${[...four, ...six].join('')}`;
}

interface Section {
  readonly title: string;
  readonly letter?: string;
  readonly lines: readonly string[];
}

/** Counters that the model does not keep stand at zero. */
const sections = (namespace: Namespace): readonly Section[] => [
  {
    title: 'Ip',
    lines: [
      `Forwarding: ${setting(namespace, 'net.ipv4.ip_forward') === '1' ? 1 : 2}`,
      '0 total packets received',
      '0 forwarded',
      '0 incoming packets discarded',
      '0 incoming packets delivered',
      '0 requests sent out',
    ],
  },
  {
    title: 'Icmp',
    lines: [
      '0 ICMP messages received',
      '0 input ICMP message failed',
      'ICMP input histogram:',
      '0 ICMP messages sent',
      '0 ICMP messages failed',
      'ICMP output histogram:',
    ],
  },
  {
    title: 'Tcp',
    letter: 't',
    lines: [
      '0 active connection openings',
      '0 passive connection openings',
      '0 failed connection attempts',
      '0 connection resets received',
      '0 connections established',
      '0 segments received',
      '0 segments sent out',
      '0 segments retransmitted',
      '0 bad segments received',
      '0 resets sent',
    ],
  },
  {
    title: 'Udp',
    letter: 'u',
    lines: [
      '0 packets received',
      '0 packets to unknown port received',
      '0 packet receive errors',
      '0 packets sent',
      '0 receive buffer errors',
      '0 send buffer errors',
    ],
  },
  { title: 'UdpLite', letter: 'u', lines: [] },
];

function statistics(namespace: Namespace, has: Has): string {
  const wanted = sections(namespace).filter(({ letter }) =>
    has('t', 'u') ? letter !== undefined && has(letter) : true,
  );
  return wanted.map(({ title, lines }) => `${title}:\n${lines.map((line) => `    ${line}\n`).join('')}`).join('');
}

/** Which sockets are shown: listening ones, all, or those with a peer. */
const kinds = (has: Has): string => (has('a') ? 'servers and established' : has('l') ? 'only servers' : 'w/o servers');

function connections(call: Call, namespace: Namespace, has: Has): string {
  const inet = has('t', 'u', 'w', 'U', 'S', '4', '6') || !has('x');
  const unix = has('x') || !has('t', 'u', 'w', 'U', 'S', '4', '6');
  const parts: string[] = [];
  if (inet) parts.push(internet(call, namespace, has));
  if (unix)
    parts.push(
      `Active UNIX domain sockets (${kinds(has)})\nProto RefCnt Flags       Type       State         I-Node   ${has('p') ? 'PID/Program name     ' : ''}Path\n`,
    );
  return parts.join('');
}

function internet(call: Call, namespace: Namespace, has: Has): string {
  const protocols = (['tcp', 'udp'] as const).filter(
    (protocol) => has(protocol.charAt(0)) || !has('t', 'u', 'w', 'U', 'S'),
  );
  const families = ([4, 6] as const).filter((of) => has(String(of)) || !has('4', '6'));
  const isShown = ({ peer }: Socket): boolean => has('a') || (peer === undefined) === has('l');
  const shown = protocols.flatMap((protocol) =>
    families.flatMap((of) =>
      [...namespace.sockets, ...(namespace.established ?? [])].filter(
        (socket) => socket.protocol === protocol && family(socket.address) === of && isShown(socket),
      ),
    ),
  );
  const extended = has('e') ? ' User       Inode     ' : '';
  const programs = has('p') ? ' PID/Program name    ' : '';
  const timers = has('o') ? ' Timer' : '';
  const head = `Active Internet connections (${kinds(has)})\nProto Recv-Q Send-Q Local Address           Foreign Address         State      ${extended}${programs}${timers}\n`;
  return head + shown.map((socket) => row(call, socket, has)).join('');
}

const ADDRESS_WIDTH = 23;
const PROGRAM_WIDTH = 19;

function row(call: Call, socket: Socket, has: Has): string {
  const { protocol, address, port, pid, fd, peer } = socket;
  const six = family(address) === 6;
  const nobody = has('n', 'numeric-hosts') ? (six ? '::' : '0.0.0.0') : six ? '[::]' : '0.0.0.0';
  const cells = [
    `${protocol}${six ? '6' : ''}`.padEnd(5),
    '0'.padStart(6),
    '0'.padStart(6),
    endpoint(call, address, port, protocol, has).padEnd(ADDRESS_WIDTH),
    (peer ? endpoint(call, peer.address, peer.port, protocol, has) : `${nobody}:*`).padEnd(ADDRESS_WIDTH),
    (peer ? 'ESTABLISHED' : protocol === 'tcp' ? 'LISTEN' : '').padEnd(11),
  ];
  const inode = 10_000 + ((pid * 16 + fd) % 900_000);
  const extended = has('e')
    ? ` ${(has('n', 'numeric-users') ? '0' : 'root').padEnd(10)} ${String(inode).padEnd(10)}`
    : '';
  const programs = has('p') ? ` ${program(call, pid)}` : '';
  return `${cells.join(' ')}${extended}${programs}${has('o') ? ' off (0.00/0/0)' : ''}\n`;
}

/** Address and port as names or numbers; a long address is cut so that the port fits, unless -W. */
function endpoint(call: Call, ip: Ip, port: number, protocol: string, has: Has): string {
  const six = family(ip) === 6;
  const name = has('n', 'numeric-hosts') || isUnspecified(ip) ? undefined : lookupAddress(call, ip)?.name;
  const host = name ?? (six && !has('n', 'numeric-hosts') ? `[${ip}]` : ip);
  const service = (has('n', 'numeric-ports') ? undefined : serviceOfPort(call, port, protocol)?.name) ?? String(port);
  const room = has('W') ? host.length : Math.max(ADDRESS_WIDTH - 1 - service.length, 0);
  return `${host.slice(0, room)}:${service}`;
}

/** The process by the name its command line begins with. */
function program(call: Call, pid: number): string {
  const holder = holdersOf(call, processesAt(call), pid)
    .filter((one) => mayInspect(call, one))
    .at(-1);
  const path = holder?.process.command[0] ?? '';
  const title = path.startsWith('/') ? path.replace(/^.*\//, '') : path;
  const text = holder ? `${holder.pid}/${title}` : '-';
  return `${text.slice(0, PROGRAM_WIDTH).padEnd(PROGRAM_WIDTH)} `;
}
