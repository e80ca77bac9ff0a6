import { nameOf } from '../../files/path.ts';
import type { Socket } from '../../../kernel/socket/socket.ts';
import type { Call } from '../../tool/call.ts';
import { namespaceOf } from '../iptables/place.ts';
import { rulesAt, settingsAt } from './files.ts';
import { fullCommandOf, type UfwRule } from './rule.ts';
import { isLoaded } from './start.ts';

const WAYS = ['input', 'forward', 'output'];

interface Item {
  readonly table?: string;
  readonly chain?: string;
}

/** The chains of a report, of IPv4 and of IPv6 (backend_iptables.py: get_running_raw). */
function itemsOf(report: string, prefix: string): Item[] {
  const chains = (...parts: readonly string[]): Item[] =>
    WAYS.flatMap((way) => parts.map((part) => ({ chain: `${prefix}-${part}-${way}` })));
  const six = prefix === 'ufw6';
  switch (report) {
    case 'raw':
      return (six ? ['filter', 'mangle', 'raw'] : ['filter', 'nat', 'mangle', 'raw']).map((table) => ({ table }));
    case 'builtins': {
      const of = (table: string, ...names: readonly string[]): Item[] => names.map((chain) => ({ table, chain }));
      return [
        ...of('filter', 'INPUT', 'FORWARD', 'OUTPUT'),
        ...of('mangle', 'PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'),
        ...of('raw', 'PREROUTING', 'OUTPUT'),
        ...(six ? [] : of('nat', 'PREROUTING', 'POSTROUTING', 'OUTPUT')),
      ];
    }
    case 'user':
      return [...chains('user'), { chain: `${prefix}-user-limit-accept` }, { chain: `${prefix}-user-limit` }];
    case 'logging':
      return [
        ...chains('before-logging', 'user-logging', 'after-logging'),
        { chain: `${prefix}-logging-allow` },
        { chain: `${prefix}-logging-deny` },
      ];
    default:
      return chains(report);
  }
}

/** `ufw show raw|builtins|before-rules|user-rules|after-rules|logging-rules`: what iptables lists. */
export async function showRules(call: Call, report: string): Promise<number> {
  const { ipv6 } = settingsAt(call.world(), call.place);
  call.out(`IPV4 (${report}):\n`);
  let exit = await listAll(call, 'iptables', report, itemsOf(report, 'ufw'));
  if (report !== 'raw' && !ipv6) return exit;
  call.out('\n\nIPV6:\n');
  exit ||= await listAll(call, report === 'builtins' ? 'iptables' : 'ip6tables', report, itemsOf(report, 'ufw6'));
  call.out('\n');
  return exit;
}

async function listAll(call: Call, tool: string, report: string, items: readonly Item[]): Promise<number> {
  for (const { table, chain } of items) {
    if (table !== undefined && chain !== undefined) call.out(`(${table}) `);
    const words = [...(chain === undefined ? [] : [chain]), ...(table === undefined ? [] : ['-t', table])];
    const exit = await call.run(call.place, [tool, '-n', '-v', '-x', '-L', ...words]);
    if (exit !== 0) return 1;
    if (report !== 'raw') call.out('\n');
  }
  return 0;
}

const KINDS = ['tcp', 'tcp6', 'udp', 'udp6'];

/** `ufw show listening`: who listens, and which rules are about it. */
export function listeningText(call: Call): string {
  const world = call.world();
  const { sockets } = namespaceOf(call, world);
  const { ipv6 } = settingsAt(world, call.place);
  const on = isLoaded(namespaceOf(call, world));
  const all = [false, true].flatMap((v6) => rulesAt(world, call.place, v6));
  const open = sockets.filter(({ bound, address }) => !bound && !/^(127\.|::1)/.test(address));
  return KINDS.filter((kind) => ipv6 || !kind.endsWith('6'))
    .map((kind) => {
      const own = open.filter((socket) => kindOf(socket) === kind);
      const blocks = own
        .sort((a, b) => (String(a.port) < String(b.port) ? -1 : 1))
        .map((socket) => `${headText(call, socket)}\n${on ? rulesText(all, socket, kind) : ''}`);
      return own.length === 0 ? '' : `${kind}:\n${blocks.join('')}`;
    })
    .join('');
}

const kindOf = ({ protocol, address }: Socket): string => `${protocol}${address.includes(':') ? '6' : ''}`;

function headText(call: Call, { port, address, pid }: Socket): string {
  const process = call.world().kernel.processes[pid];
  const where = address === '0.0.0.0' || address === '::' ? '*' : address;
  return `  ${port} ${where} (${nameOf(process?.command[0] ?? '')})`;
}

function rulesText(rules: readonly UfwRule[], { port }: Socket, kind: string): string {
  const isAbout = (rule: UfwRule): boolean =>
    rule.v6 === kind.endsWith('6') &&
    !rule.forward &&
    rule.direction === 'in' &&
    (rule.protocol === 'any' || kind.startsWith(rule.protocol)) &&
    coversPort(rule.destinationPort, port);
  const about = rules.map((rule, i) =>
    isAbout(rule) ? `   [${String(i + 1).padStart(2)}] ${fullCommandOf(rule)}\n` : '',
  );
  const text = about.join('');
  return text === '' ? '' : `${text}\n`;
}

const coversPort = (text: string, port: number): boolean =>
  text === 'any' ||
  text.split(',').some((part) => {
    const [from = 0, to = from] = part.split(':').map(Number);
    return port >= from && port <= to;
  });
