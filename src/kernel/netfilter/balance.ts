import type { Ip } from '../../ip/address.ts';
import type { Connection } from './conntrack/conntrack.ts';
import { nextServer } from '../ipvs.ts';
import { setConnection, type Passage } from './passage.ts';

/** What IPVS does with a packet that is for this host. */
type Balanced = 'balanced' | 'refused' | 'left alone';

/**
 * IPVS at INPUT (ip_vs_in_hook): a connection to one of its services gets a server, and its packets go there. Conntrack learns
 * who answers (net.ipv4.vs.conntrack: ip_vs_update_conntrack).
 */
export function balance(passage: Passage): Balanced {
  const { packet, connection: known } = passage;
  const connection = known?.connection;
  if (!connection || known.direction !== 'original' || packet.transport.kind === 'icmp') return 'left alone';
  if (connection.balanced) {
    sendTo(passage, connection.reply.source);
    return 'balanced';
  }
  const mark = packet.mark ?? 0;
  const service = passage.context.memory.namespace.virtualServices?.[mark];
  if (!service || (packet.transport.kind === 'tcp' && packet.transport.flags !== 'S')) return 'left alone';
  const { turns } = passage.context.memory;
  const server = nextServer(service, turns.get(mark) ?? service.last);
  if (server === undefined) return 'refused';
  turns.set(mark, server);
  const balanced: Connection = { ...connection, balanced: true, reply: { ...connection.reply, source: server } };
  setConnection(passage, balanced);
  sendTo(passage, server);
  return 'balanced';
}

function sendTo(passage: Passage, server: Ip): void {
  passage.packet = { ...passage.packet, destination: server };
  passage.context.tell?.(
    { kind: 'program', program: 'ip_vs', action: { kind: 'balances', server } },
    'rewritten',
    passage.packet,
  );
}

/** IPVS at FORWARD (ip_vs_out_hook): what a server answers comes from the service's address. */
export function unbalance(passage: Passage): void {
  const { connection: known, packet } = passage;
  const connection = known?.connection;
  if (!connection?.balanced || known?.direction !== 'reply') return;
  const source = connection.original.destination;
  if (packet.source === source) return;
  passage.packet = { ...packet, source };
  passage.context.tell?.(
    { kind: 'program', program: 'ip_vs', action: { kind: 'unbalances', service: source } },
    'rewritten',
    passage.packet,
  );
}
