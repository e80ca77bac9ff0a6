import type { Connection, Tuple } from '../../../kernel/netfilter/conntrack/conntrack.ts';

const NUMBERS = { tcp: 6, udp: 17, icmp: 1, igmp: 2 };

/** One entry as `conntrack -L` and /proc/net/nf_conntrack list it (linux: ct_seq_show): its network layer, and the rest up to its mark. */
export function entryOf(connection: Connection, clock: number): { layer: string; entry: string } {
  const { original, reply, tcpState, seenReply, assured, mark, expires } = connection;
  const v6 = original.source.includes(':');
  const icmp6 = v6 && original.protocol === 'icmp';
  const name = icmp6 ? 'icmpv6' : original.protocol === 'igmp' ? 'unknown' : original.protocol;
  const entry = [
    `${name.padEnd(8)} ${icmp6 ? 58 : NUMBERS[original.protocol]} ${Math.floor((expires - clock) / 1000)}`,
    ...(tcpState ? [tcpState] : []),
    direction(original, v6 ? 128 : 8),
    ...(seenReply ? [] : ['[UNREPLIED]']),
    direction(reply, v6 ? 129 : 0),
    ...(assured ? ['[ASSURED]'] : []),
    `mark=${mark}`,
  ].join(' ');
  return { layer: v6 ? 'ipv6     10' : 'ipv4     2', entry };
}

function direction({ protocol, source, destination, sourcePort, destinationPort }: Tuple, type: number): string {
  const ends = `src=${source} dst=${destination}`;
  if (protocol === 'igmp') return ends;
  if (protocol === 'icmp') return `${ends} type=${type} code=0 id=${sourcePort}`;
  return `${ends} sport=${sourcePort} dport=${destinationPort}`;
}
