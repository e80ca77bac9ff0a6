import { strerror } from '../../kernel/errno.ts';
import type { Outcome } from '../../kernel/stimulus.ts';
import { namespaceId } from '../linux/names/query.ts';
import { FAILURES, lookupHost } from '../linux/names/resolve.ts';
import { endBy, type End } from './end.ts';
import type { Call } from '../tool/call.ts';

/** How long the kernel tries to connect (ms). */
const PATIENCE = 127_000;

/** bash's files that are connections: /dev/tcp/HOST/PORT and /dev/udp/HOST/PORT. */
export interface Sockets {
  readonly is: (path: string) => boolean;
  /** Why a path's connection does not come about, in bash's words; undefined where it does, or the path is none. */
  readonly obstacle: (path: string) => string | undefined;
  /** What the other end says to a text; undefined where the path is no connection. */
  readonly exchange: (path: string, text: string) => string | undefined;
}

const SOCKET = /^\/dev\/(tcp|udp)\/([^/]+)\/(\d+)$/;

const isSocket = (path: string): boolean => SOCKET.test(path);

export const noSockets: Sockets = { is: () => false, obstacle: () => undefined, exchange: () => undefined };

/** Connections of one line. Each is tried once when the library looks whether it is there, and used up by a reading or writing. */
export function socketsFor(call: Call, end: End): Sockets {
  const tried = new Map<string, string | undefined>();
  const ask = (path: string, text: string | undefined): Outcome | string | undefined => {
    const [, protocol, host = '', port] = SOCKET.exec(path) ?? [];
    const found = lookupHost(call, host);
    const [destination] = found.ok ? found.addresses : [];
    if (destination === undefined)
      return `bash: line 1: ${host}: ${FAILURES[found.ok ? 'unknown' : found.failure]}\nbash: line 1: ${path}: Invalid argument`;
    const common = { namespace: namespaceId(call), destination, port: Number(port), timeout: PATIENCE };
    if (protocol === 'udp')
      return text === undefined || text === ''
        ? undefined
        : call.send({ ...common, kind: 'udp', timeout: 0, data: { kind: 'text', text } }).outcomes[0];
    const request = text !== undefined && text !== '' && { request: text };
    return call.send({ ...common, kind: 'tcp', ...request, close: text === undefined ? 'at-once' : 'when-answered' })
      .outcomes[0];
  };
  const connect = (path: string): string | undefined => {
    try {
      const outcome = ask(path, undefined);
      if (typeof outcome !== 'object') return outcome;
      const reason = reasonOf(outcome);
      return reason === undefined ? undefined : `bash: connect: ${reason}\nbash: line 1: ${path}: ${reason}`;
    } catch (error) {
      endBy(end, error);
      return '';
    }
  };
  return {
    is: isSocket,
    obstacle: (path) => {
      if (!isSocket(path)) return undefined;
      if (!tried.has(path)) tried.set(path, connect(path));
      return tried.get(path);
    },
    exchange: (path, text) => {
      if (!isSocket(path)) return undefined;
      tried.delete(path);
      if (text.trim() === '') return '';
      const outcome = ask(path, text);
      return typeof outcome === 'object' && outcome.status === 'connected' ? outcome.response : '';
    },
  };
}

function reasonOf(outcome: Outcome): string | undefined {
  switch (outcome.status) {
    case 'connected':
      return undefined;
    case 'refused':
      return 'Connection refused';
    case 'no-route':
      return strerror[outcome.errno ?? 'ENETUNREACH'];
    case 'unreachable':
      return outcome.type === 'port-unreachable'
        ? 'Connection refused'
        : strerror[outcome.type.startsWith('net-') ? 'ENETUNREACH' : 'EHOSTUNREACH'];
    default:
      return 'Connection timed out';
  }
}
