import { linkByName } from '../../../../kernel/link/lookup.ts';
import type { Namespace } from '../../../../kernel/namespace.ts';
import { isWhole } from '../../../../kernel/packet/fragments.ts';
import type { TcpFlags } from '../../../../kernel/packet/frame.ts';
import type { TraceEvent } from '../../../../kernel/netfilter/tracing.ts';

const FLAGS: Readonly<Record<TcpFlags, string>> = {
  S: 'SYN',
  'S.': 'ACK SYN',
  '.': 'ACK',
  'P.': 'ACK PSH',
  'F.': 'ACK FIN',
  R: 'RST',
  'R.': 'ACK RST',
};

const FAMILIES = { ip: 2, ip6: 10 };

const idOf = ({ traced }: TraceEvent): string => traced.id.toString(16).padStart(8, '0');

/** Octets without leading zeros, as it prints them. */
const macText = (mac: string): string =>
  mac
    .split(':')
    .map((octet) => octet.replace(/^0(?=.)/, ''))
    .join(':');

/** What `xtables-monitor --trace` prints of an event: the packet, once for each base chain, and what a rule or policy did (iptables/xtables-monitor.c). */
export function traceText(event: TraceEvent, namespace: Namespace): string {
  const { family, table, chain, rule, verdict } = event;
  const where = `${table}:${chain}`;
  const tool = family === 'ip' ? 'iptables' : 'ip6tables';
  const words = rule?.text === undefined ? '' : ` ${tool} -t ${table} -A ${chain} ${rule.text}`;
  const what = rule ? `${where}:rule:0x${rule.handle.toString(16)}:${verdict} ${words}` : `${where}:policy:${verdict} `;
  return `${event.first ? packetText(event, namespace) : ''} TRACE: ${FAMILIES[family]} ${idOf(event)} ${what}\n`;
}

function packetText(event: TraceEvent, namespace: Namespace): string {
  const { traced, out, packet, length, family } = event;
  const { transport, source, destination, ttl } = packet;
  const input = traced.in === undefined ? undefined : linkByName(namespace, traced.in);
  const frame =
    traced.source === undefined || !input || input.kind === 'loopback'
      ? []
      : [
          `MACSRC=${macText(traced.source)}`,
          `MACDST=${macText(input.mac)}`,
          `MACPROTO=${family === 'ip' ? '0800' : '86dd'}`,
        ];
  const header =
    family === 'ip'
      ? [`LEN=${length}`, 'TOS=0x0', `TTL=${ttl}`, `ID=${numberOf(event)}`, ...(isWhole(packet) ? ['DF'] : [])]
      : [`LEN=${length}`, 'TC=0x0', `HOPLIMIT=${ttl}`, 'FLOWLBL=0x0'];
  const ports =
    transport.kind === 'icmp' ? [] : [`SPORT=${transport.sourcePort}`, `DPORT=${transport.destinationPort}`];
  const words = [
    ...(traced.in === undefined ? [] : [`IN=${traced.in}`]),
    ...(out === undefined ? [] : [`OUT=${out}`]),
    ...frame,
    `SRC=${source}`,
    `DST=${destination}`,
    ...header,
    ...ports,
    ...(transport.kind === 'tcp' ? [FLAGS[transport.flags]] : []),
  ];
  return `PACKET: ${FAMILIES[family]} ${idOf(event)} ${words.join(' ')} \n`;
}

/** The packet's identification; what the kernel itself sends of TCP has none. */
function numberOf({ traced, packet: { transport } }: TraceEvent): number {
  const own = transport.kind === 'tcp' && (transport.flags === 'S.' || transport.flags.startsWith('R'));
  return own ? 0 : (traced.id ^ (traced.id >>> 16)) & 0xffff;
}
