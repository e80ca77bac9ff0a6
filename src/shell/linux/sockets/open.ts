import { family, isUnspecified, type Ip } from '../../../ip/address.ts';
import type { Socket } from '../../../kernel/socket/socket.ts';
import type { Call } from '../../tool/call.ts';
import { namespaceId } from '../names/query.ts';
import { holdersOf, mayInspect, processesAt, type SeenProcess } from '../processes/seen.ts';

/** A socket, and a process that holds it. */
export interface Held {
  readonly socket: Socket;
  readonly holder: SeenProcess;
}

/** The sockets of a place's network that its processes hold, each with each of its holders, by pid. */
export function heldSockets(call: Call): readonly Held[] {
  const seen = processesAt(call);
  const sockets = call.world().kernel.namespaces[namespaceId(call)]?.sockets ?? [];
  return sockets
    .flatMap((socket) =>
      holdersOf(call, seen, socket.pid)
        .filter((holder) => mayInspect(call, holder))
        .map((holder) => ({ socket, holder })),
    )
    .sort((a, b) => a.holder.pid - b.holder.pid || a.socket.fd - b.socket.fd);
}

/** An address as lsof has it. */
export const addressText = (ip: Ip): string => (isUnspecified(ip) ? '*' : family(ip) === 6 ? `[${ip}]` : ip);
