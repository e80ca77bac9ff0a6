import { reversedAddress } from '../../ip/reverse.ts';
import type { Hop } from '../../kernel/hop.ts';
import type { Datagram, DnsMessage, Frame, Icmp, TcpFlags, Tcp } from '../../kernel/packet/frame.ts';
import type { PacketColor } from '../palette.ts';

/** What a packet's pill says: what it is, and between which ends. */
export interface PillText {
  readonly color: PacketColor;
  readonly title: string;
  readonly source: string;
  readonly destination: string;
  /** What it carries as a frame of its own. */
  readonly inner?: PillText | undefined;
  /** Its title is all that there is room for. */
  readonly brief?: boolean | undefined;
}

/** Names of protocols are not translated. */
export function pillText({ source, destination, payload }: Frame): PillText {
  if (payload.kind === 'arp') {
    return payload.operation === 'request'
      ? {
          color: 'arp',
          title: `ARP who has ${payload.targetIp}?`,
          source: payload.senderIp,
          destination: 'ff:ff:ff:ff:ff:ff',
        }
      : { color: 'arp', title: `ARP ${payload.senderIp} is here`, source, destination };
  }
  const { transport } = payload;
  if (transport.kind === 'icmp') {
    return { color: 'icmp', title: icmpTitle(transport), source: payload.source, destination: payload.destination };
  }
  const ends = {
    source: end(payload.source, transport.sourcePort),
    destination: end(payload.destination, transport.destinationPort),
  };
  if (transport.kind === 'tcp') return { color: 'tcp', title: tcpTitle(transport), ...ends };
  const { data } = transport;
  return {
    color: data.kind === 'dns' ? 'dns' : 'udp',
    title: udpTitle(data),
    ...ends,
    inner: data.kind === 'vxlan' ? pillText(data.frame) : undefined,
  };
}

/**
 * What goes as a small packet: questions for an address or a name, and their answers, whose titles tell all; and what has room
 * for its title alone.
 */
export const isSmall = ({ color, brief }: PillText): boolean => brief === true || color === 'arp' || color === 'dns';

/** The title alone. */
export const briefly = ({ inner: _, ...text }: PillText): PillText => ({ ...text, brief: true });

const end = (ip: string, port: number): string => (ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`);

const flagNames: Readonly<Record<TcpFlags, string>> = {
  S: 'SYN',
  'S.': 'SYN-ACK',
  '.': 'ACK',
  'P.': 'data',
  'F.': 'FIN',
  R: 'RST',
  'R.': 'RST',
};

/** Data goes by its first line where that tells more: a request, or a status. */
function tcpTitle({ flags, data }: Tcp): string {
  const line = data.slice(0, 60).split(/\r?\n/)[0] ?? '';
  const request = /^([A-Z]+) (\S+) HTTP\/[\d.]+$/.exec(line);
  if (request) return `HTTP ${request[1]} ${request[2]}`;
  const status = /^HTTP\/[\d.]+ (\d+.*)$/.exec(line);
  return status ? `HTTP ${status[1]}` : `TCP ${flagNames[flags]}`;
}

function udpTitle(data: Datagram): string {
  switch (data.kind) {
    case 'dns':
      return dnsTitle(data.message);
    case 'vxlan':
      return `VXLAN ${data.vni}`;
    case 'text':
      return 'UDP';
  }
}

function dnsTitle({ query, type, name, status, answers }: DnsMessage): string {
  if (query) return `DNS ${type} ${(type === 'PTR' && reversedAddress(name)) || name}?`;
  if (status !== 'NOERROR') return `DNS ${status}`;
  return `DNS ${reversedAddress(name) ?? name} → ${answers[0]?.data ?? `no ${type}`}`;
}

const icmpTitle = ({ type }: Icmp): string => `ICMP ${type.replaceAll('-', ' ')}`;

/** Whether addresses or ports changed at a hop; hops and MAC addresses change at every router. */
export function translation(hop: Hop): { readonly source: boolean; readonly destination: boolean } {
  if (hop.verdict.kind !== 'rewritten') return { source: false, destination: false };
  const [before, now] = [pillText(hop.verdict.before), pillText(hop.frame)];
  return { source: before.source !== now.source, destination: before.destination !== now.destination };
}

export const isTranslated = (hop: Hop): boolean => {
  const { source, destination } = translation(hop);
  return source || destination;
};
