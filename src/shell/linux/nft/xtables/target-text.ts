import type { NatRange, RejectWith, TableFamily, Target } from '../../../../kernel/netfilter/table.ts';
import { rangeText } from './match-text.ts';

/** What nft says for a target of iptables (the xlate functions of its extensions); undefined where it has no words for it. */
export function targetText(target: Target, family: TableFamily): string | undefined {
  switch (target.kind) {
    case 'ACCEPT':
    case 'DROP':
    case 'RETURN':
      return target.kind.toLowerCase();
    case 'jump':
      return `${target.goto ? 'goto' : 'jump'} ${target.chain}`;
    case 'REJECT':
      return rejectText(target.with, family);
    case 'NOTRACK':
    case 'CT':
      return target.kind === 'NOTRACK' || target.notrack ? 'notrack' : undefined;
    case 'DNAT':
    case 'SNAT': {
      const to = translatedTo(target.to);
      return to === undefined ? undefined : `${target.kind.toLowerCase()} to ${to}${choices(target)}`;
    }
    case 'MASQUERADE':
    case 'REDIRECT':
      return `${target.kind.toLowerCase()}${target.ports ? ` to :${rangeText(target.ports)}` : ''}${choices(target)}`;
    case 'LOG':
      return logText(target);
    case 'NFLOG':
      return nflogText(target);
    case 'TRACE':
      return 'nftrace set 1';
    case 'MARK':
      return `meta mark set ${markText(target.value, target.mask)}`;
    case 'CONNMARK':
      return connectionMarkText(target.mark);
    case 'TCPMSS':
      return `tcp option maxseg size set ${target.size === 'pmtu' ? 'rt mtu' : target.size}`;
    case 'SET':
    case 'opaque':
      return undefined;
  }
}

function rejectText(how: RejectWith, family: TableFamily): string {
  if (how === 'tcp-reset') return 'reject with tcp reset';
  if (how === 'icmp-port-unreachable' || how === 'icmp6-port-unreachable') return 'reject';
  const name = how
    .replace(/^icmp6?-/, '')
    .replace(/^adm-/, 'admin-')
    .replace('proto-', 'prot-');
  return `reject with ${family === 'ip' ? 'icmp' : 'icmpv6'} type ${name}`;
}

/** Ports moved by a distance have no words. */
function translatedTo({ address, addressTo, port, portTo, portBase }: NatRange): string | undefined {
  if (portBase !== undefined) return undefined;
  const ports = port === undefined ? '' : `:${rangeText({ from: port, to: portTo ?? port })}`;
  if (address === undefined) return ports;
  const shown = address.includes(':') && ports !== '' ? `[${address}]` : address;
  const last = addressTo === undefined || addressTo === address ? '' : `-${addressTo}`;
  return `${shown}${last}${ports}`;
}

function choices({
  random,
  randomFully,
  persistent,
}: {
  random?: true;
  randomFully?: true;
  persistent?: true;
}): string {
  const words = [
    ...(random ? ['random'] : []),
    ...(randomFully ? ['fully-random'] : []),
    ...(persistent ? ['persistent'] : []),
  ];
  return words.length > 0 ? ` ${words.join(',')}` : '';
}

const LEVELS = ['emerg', 'alert', 'crit', 'error', 'warn', 'notice', 'info', 'debug'];

function logText({ prefix, level, flags }: Extract<Target, { kind: 'LOG' }>): string {
  const tcp = [...(flags & 1 ? ['sequence'] : []), ...(flags & 2 ? ['options'] : [])];
  return [
    'log',
    ...(prefix === '' ? [] : [`prefix "${prefix}"`]),
    ...(level === 4 ? [] : [`level ${LEVELS[level]}`]),
    ...((flags & 47) === 47
      ? ['flags all']
      : [
          ...(tcp.length > 0 ? [`flags tcp ${tcp.join(',')}`] : []),
          ...(flags & 4 ? ['flags ip options'] : []),
          ...(flags & 8 ? ['flags skuid'] : []),
          ...(flags & 32 ? ['flags ether'] : []),
        ]),
  ].join(' ');
}

function nflogText({ prefix, group, size, threshold }: Extract<Target, { kind: 'NFLOG' }>): string {
  return [
    'log',
    ...(prefix === '' ? [] : [`prefix "${prefix}"`]),
    ...(size === undefined ? [] : [`snaplen ${size}`]),
    ...(threshold === undefined ? [] : [`queue-threshold ${threshold}`]),
    `group ${group}`,
  ].join(' ');
}

const hex = (value: number): string => `0x${(value >>> 0).toString(16)}`;

/** libxt_MARK: which of the old options would do the same. */
function markText(value: number, mask: number): string {
  if (mask === 0xffffffff) return hex(value);
  if (value === 0) return `mark and ${hex(~mask)}`;
  if (value === mask) return `mark or ${hex(value)}`;
  return mask === 0 ? `mark xor ${hex(value)}` : `mark and ${hex(~mask)} xor ${hex(value)}`;
}

/** libxt_CONNMARK. */
function connectionMarkText(mark: Extract<Target, { kind: 'CONNMARK' }>['mark']): string | undefined {
  const masked = (mask: number): string => (mask === 0xffffffff ? '' : ` and ${hex(mask)}`);
  switch (mark.action) {
    case 'set':
      if (mark.mask === 0xffffffff) return `ct mark set ${hex(mark.value)}`;
      if (mark.value === 0) return `ct mark set ct mark and ${hex(~mark.mask)}`;
      if (mark.value === mark.mask) return `ct mark set ct mark or ${hex(mark.value)}`;
      if (mark.mask === 0) return `ct mark set ct mark xor ${hex(mark.value)}`;
      return `ct mark set ct mark xor ${hex(mark.value)} and ${hex(~mark.mask)}`;
    case 'save':
      return mark.packetMask === mark.connectionMask ? `ct mark set mark${masked(mark.packetMask)}` : undefined;
    case 'restore':
      return mark.packetMask === mark.connectionMask ? `meta mark set ct mark${masked(mark.packetMask)}` : undefined;
  }
}
