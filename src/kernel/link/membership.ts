import { family, type Ip } from '../../ip/address.ts';
import { inverted, keyOf, putConnection, type Tuple } from '../netfilter/conntrack/conntrack.ts';
import type { Link } from './link.ts';
import type { Namespace } from '../namespace.ts';

/** Where IGMPv3 reports go (RFC 3376). */
const REPORTS: Ip = '224.0.0.22';
const LENGTH = 40;
/** nf_conntrack_generic_timeout (ms), and by when the report has been repeated. */
const TIMEOUT = 600_000;
const REPEATED = 500;

/**
 * What remains of a bridge's report that it listens to the group of all snoopers, as it does when it comes up (linux:
 * br_multicast_join_snoopers): a connection of a protocol that conntrack does not know, and two policies of nat that have seen
 * a packet more. It leads nowhere, so it is not walked.
 */
export function reportMembership(namespace: Namespace, { addresses }: Link, clock: number): void {
  const source = addresses.find(({ address }) => family(address) === 4)?.address ?? '0.0.0.0';
  const original: Tuple = { protocol: 'igmp', source, destination: REPORTS, sourcePort: 0, destinationPort: 0 };
  if (namespace.connections[keyOf(original)] === undefined) countNew(namespace);
  putConnection(
    namespace,
    {
      original,
      reply: inverted(original),
      seenReply: false,
      assured: false,
      sourceNat: true,
      destinationNat: true,
      mark: 0,
      started: clock,
      expires: clock + REPEATED + TIMEOUT,
      originalCounters: { packets: 2, bytes: 2 * LENGTH },
      replyCounters: { packets: 0, bytes: 0 },
    },
    clock,
  );
}

function countNew(namespace: Namespace): void {
  for (const name of ['OUTPUT', 'POSTROUTING']) {
    const chain = namespace.netfilter.ip.nat?.chains[name];
    if (!chain) continue;
    chain.counters.packets += 1;
    chain.counters.bytes += LENGTH;
  }
}
