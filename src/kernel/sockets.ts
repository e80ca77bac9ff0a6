import { family, isUnspecified, type Ip } from '../ip/address.ts';
import type { Namespace } from './namespace.ts';
import { isLocal } from './routes.ts';
import type { Socket } from './socket.ts';

/** Whether two bound addresses of one port exclude each other: the same, or one of them is the wildcard of a family both speak. */
function conflicts(a: Socket, b: Socket): boolean {
  if (a.address === b.address) return true;
  const both = family(a.address) === family(b.address);
  if (both) return isUnspecified(a.address) || isUnspecified(b.address);
  const six = family(a.address) === 6 ? a : b;
  return six.address === '::' && six.v6only !== true;
}

/** Binds a socket. 'in-use' is EADDRINUSE, 'not-available' EADDRNOTAVAIL: the address is none of ours. */
export function bind(namespace: Namespace, socket: Socket): 'ok' | 'in-use' | 'not-available' {
  if (!isUnspecified(socket.address) && !isLocal(namespace, socket.address)) return 'not-available';
  for (const other of namespace.sockets)
    if (other.protocol === socket.protocol && other.port === socket.port && conflicts(other, socket)) return 'in-use';
  namespace.sockets.push(socket);
  return 'ok';
}

export function closeSocketsOf(namespace: Namespace, pid: number): void {
  if (namespace.sockets.some((socket) => socket.pid === pid))
    namespace.sockets = namespace.sockets.filter((socket) => socket.pid !== pid);
}

/** The socket that a segment or datagram for an address and port reaches: the one bound to the address before a wildcard. */
export function socketFor(
  namespace: Namespace,
  protocol: 'tcp' | 'udp',
  address: Ip,
  port: number,
): Socket | undefined {
  let wild: Socket | undefined;
  for (const socket of namespace.sockets) {
    if (socket.protocol !== protocol || socket.port !== port) continue;
    if (socket.address === address) return socket;
    if (
      socket.address === '::'
        ? family(address) === 6 || socket.v6only !== true
        : socket.address === '0.0.0.0' && family(address) === 4
    )
      wild = family(socket.address) === family(address) ? socket : (wild ?? socket);
  }
  return wild;
}
