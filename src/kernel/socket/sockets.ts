import { family, isUnspecified, type Ip } from '../../ip/address.ts';
import type { Namespace } from '../namespace.ts';
import { isLocal } from '../route/local.ts';
import type { Socket } from './socket.ts';

/** Whether two bound addresses of one port exclude each other: the same, or one of them is the wildcard of a family both speak. */
function conflicts(a: Socket, b: Socket): boolean {
  if (a.address === b.address) return true;
  const both = family(a.address) === family(b.address);
  if (both) return isUnspecified(a.address) || isUnspecified(b.address);
  const six = family(a.address) === 6 ? a : b;
  return six.address === '::' && six.v6only !== true;
}

/** A namespace's sockets by port, for much binding in a row. It holds as long as sockets are bound with it alone. */
export type SocketsByPort = Map<number, Socket[]>;

export function socketsByPort({ sockets }: Namespace): SocketsByPort {
  const byPort: SocketsByPort = new Map();
  for (const socket of sockets) note(byPort, socket);
  return byPort;
}

function note(byPort: SocketsByPort, socket: Socket): void {
  const known = byPort.get(socket.port);
  if (known) known.push(socket);
  else byPort.set(socket.port, [socket]);
}

/**
 * Whether a listening socket keeps another from its address. Every server sets SO_REUSEADDR, which lets UDP sockets share a port
 * and TCP ones as long as none of them listens (socket(7)).
 */
const isTaken = ({ sockets }: Namespace, socket: Socket, byPort: SocketsByPort | undefined): boolean =>
  socket.protocol === 'tcp' &&
  (byPort ? (byPort.get(socket.port) ?? []) : sockets).some(
    (other) =>
      other !== socket &&
      other.port === socket.port &&
      other.protocol === 'tcp' &&
      other.bound !== true &&
      conflicts(other, socket),
  );

/** Binds a socket. 'in-use' is EADDRINUSE, 'not-available' EADDRNOTAVAIL: the address is none of ours. */
export function bind(namespace: Namespace, socket: Socket, byPort?: SocketsByPort): 'ok' | 'in-use' | 'not-available' {
  if (!isUnspecified(socket.address) && !isLocal(namespace, socket.address)) return 'not-available';
  if (isTaken(namespace, socket, byPort)) return 'in-use';
  namespace.sockets.push(socket);
  if (byPort) note(byPort, socket);
  return 'ok';
}

/** Lets a bound socket of a namespace listen. 'in-use' is EADDRINUSE. */
export function listen(namespace: Namespace, socket: Socket, byPort?: SocketsByPort): 'ok' | 'in-use' {
  if (isTaken(namespace, socket, byPort)) return 'in-use';
  delete socket.bound;
  return 'ok';
}

/** Closes a bound socket, as `bind` would have it undone. */
export function close(namespace: Namespace, socket: Socket, byPort?: SocketsByPort): void {
  const gone = namespace.sockets.lastIndexOf(socket);
  if (gone >= 0) namespace.sockets.splice(gone, 1);
  const same = byPort?.get(socket.port);
  if (same)
    byPort?.set(
      socket.port,
      same.filter((other) => other !== socket),
    );
}

/** Closes all sockets of some processes. */
export function closeSocketsOf(namespace: Namespace, pids: ReadonlySet<number>): void {
  const left = namespace.sockets.filter(({ pid }) => !pids.has(pid));
  if (left.length < namespace.sockets.length) namespace.sockets = left;
}

/**
 * The socket that a segment or datagram for an address and port reaches, of those that hear its sender: the one bound to the
 * address before a wildcard. Of UDP sockets alike it is the youngest (linux: udp4_lib_lookup2).
 */
export function socketFor(
  namespace: Namespace,
  protocol: 'tcp' | 'udp',
  address: Ip,
  port: number,
  hears: (socket: Socket) => boolean = () => true,
): Socket | undefined {
  let exact: Socket | undefined;
  let wild: Socket | undefined;
  for (const socket of namespace.sockets) {
    if (socket.protocol !== protocol || socket.port !== port || !hears(socket)) continue;
    if (socket.address === address) exact = socket;
    else if (
      socket.address === '::'
        ? family(address) === 6 || socket.v6only !== true
        : socket.address === '0.0.0.0' && family(address) === 4
    )
      wild = family(socket.address) === family(address) ? socket : (wild ?? socket);
  }
  return exact ?? wild;
}
