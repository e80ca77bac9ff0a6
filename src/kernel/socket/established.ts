import type { Kernel } from '../kernel.ts';
import type { Peer, Socket } from './socket.ts';

/** One end of a connection that stands from one command to the next. */
export interface Established extends Socket {
  readonly protocol: 'tcp';
  peer: Peer;
  /** The connection, which all its ends name: a proxy's ends on both sides too. */
  readonly connection: string;
}

/** Closes the connections of some processes: at their other ends too. */
export function closeConnectionsOf(kernel: Kernel, pids: ReadonlySet<number>): void {
  const standing = Object.values(kernel.namespaces).filter(({ established }) => established);
  const closed = new Set(
    standing.flatMap(({ established = [] }) =>
      established.flatMap(({ pid, connection }) => (pids.has(pid) ? [connection] : [])),
    ),
  );
  if (closed.size === 0) return;
  for (const namespace of standing) {
    const left = namespace.established?.filter(({ connection }) => !closed.has(connection)) ?? [];
    if (left.length > 0) namespace.established = left;
    else delete namespace.established;
  }
}
