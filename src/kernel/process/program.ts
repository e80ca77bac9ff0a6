import type { Ip } from '../../ip/address.ts';
import type { Action } from '../hop.ts';
import type { Datagram } from '../packet/frame.ts';
import type { NamespaceId } from '../namespace.ts';
import type { Process } from './process.ts';

/** How programs that hold sockets behave, by `Process.program`. A port without an entry here accepts and stays silent. */
export type Programs = Readonly<Record<string, Program>>;

/** Callbacks of a program, run inside a trace. They keep their state in the stream, never in the program. */
export interface Program {
  /** A connection was accepted. */
  accepted?(stream: Stream, system: System): void;
  /** Octets arrived; `stream.received` holds all so far. */
  data?(stream: Stream, system: System): void;
  /** The peer sent FIN. */
  ended?(stream: Stream, system: System): void;
  datagram?(datagram: Received, system: System): void;
}

/** Why a connection did not come about, or did not last. */
export type Failure = 'refused' | 'unreachable' | 'net-unreachable' | 'reset';

/** The server's end of a TCP connection. */
export interface Stream {
  readonly local: Ip;
  readonly localPort: number;
  readonly remote: Ip;
  readonly remotePort: number;
  /** All octets that came so far. */
  received(): string;
  send(text: string): void;
  /** Sends FIN; what the peer still sends is taken in (shutdown of the writing side). */
  end(): void;
  /** Sends FIN, or RST where octets that came were not read; after it the peer's octets are answered by RST. */
  close(options?: { unread?: boolean }): void;
  reset(): void;
  /** The program's own note on this connection. */
  note: Record<string, unknown>;
}

export interface Received {
  readonly source: Ip;
  readonly sourcePort: number;
  readonly destination: Ip;
  readonly destinationPort: number;
  readonly data: Datagram;
  /** From now on the socket hears this sender only (connect(2)). */
  connect(): void;
  /** Answers from the address that was asked; `from` names another. */
  reply(data: Datagram, from?: Ip): void;
}

/** What a program may ask of its kernel. */
export interface System {
  readonly process: Process;
  /** The namespace of the socket at which this arrived: dockerd holds sockets in its sandboxes too. */
  readonly namespace: NamespaceId;
  /** Clock (ms) now. */
  now(): number;
  /** Writes a 'program' hop: what it did, for the story. */
  tell(action: Action): void;
  /** Opens a connection from a namespace (docker-proxy: the host's). */
  connect(
    namespace: NamespaceId,
    destination: Ip,
    port: number,
    on: {
      connected(stream: Stream): void;
      data(stream: Stream): void;
      ended(stream: Stream): void;
      failed(why: Failure): void;
    },
  ): void;
  /** Sends a datagram and hands over what comes back within `timeout` ms, or undefined. */
  ask(
    namespace: NamespaceId,
    destination: Ip,
    port: number,
    data: Datagram,
    timeout: number,
    on: (answer: Datagram | undefined) => void,
  ): void;
  /** Does something after some time (ms), if the walk goes on for so long. */
  later(ms: number, run: () => void): void;
  /** Appends to the process's output (kept as an effect). */
  print(text: string, stream?: 'out' | 'err'): void;
  /** Appends to a file of the process's (kept as an effect). */
  append(path: string, text: string): void;
  /** What the process counts from one request to the next (kept as an effect). */
  remember(name: string, value: number): void;
  recall(name: string): number | undefined;
  /** Ends the process when the traffic is over (kept as an effect). */
  exit(code: number): void;
}
