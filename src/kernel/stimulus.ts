import type { Ip, Mac } from '../ip/address.ts';
import type { Datagram, IcmpType, Packet } from './packet/frame.ts';
import type { RuleDecision } from './hop.ts';
import type { NamespaceId } from './namespace.ts';

interface Common {
  readonly namespace: NamespaceId;
  readonly destination: Ip;
  /** Bound source address; otherwise routing selects it. */
  readonly source?: Ip;
  /** Milliseconds until the program gives up. */
  readonly timeout: number;
  readonly ttl?: number;
  /** SO_MARK */
  readonly mark?: number;
  /** Milliseconds after the trace's start. */
  readonly delay?: number;
  /** Pid of the asking process, where the kernel has one. */
  readonly pid?: number;
}

/** Connects, sends a request, reads until the server closes or has answered. */
export interface TcpStimulus extends Common {
  readonly kind: 'tcp';
  readonly port: number;
  readonly sourcePort?: number;
  /** What is sent once connected; nothing is sent where absent. */
  readonly request?: string;
  /** Milliseconds until it gives up where the connection does not stand by then; `timeout` where absent. */
  readonly connectTimeout?: number;
  /**
   * Close as soon as connected and all is sent (`nc -z`), or once the answer is complete; or only say that nothing more is sent,
   * and read on for `linger` ms (socat); or keep it open, idle, when the trace is over: `pid` has it then.
   */
  readonly close: 'at-once' | 'when-answered' | 'half' | 'never';
  readonly linger?: number;
}

/** Sends a datagram and waits for one back. */
export interface UdpStimulus extends Common {
  readonly kind: 'udp';
  readonly port: number;
  readonly sourcePort?: number;
  readonly data: Datagram;
  /** Whether it may not be cut (tracepath, `traceroute -F`); absent where path MTU discovery decides. */
  readonly dontFragment?: Packet['dontFragment'];
}

/** A SYN that belongs to no connection: its answer tells that someone is there, and is refused by the kernel (traceroute -T). */
export interface SynStimulus extends Common {
  readonly kind: 'syn';
  readonly port: number;
  readonly sourcePort?: number;
}

export interface EchoStimulus extends Common {
  readonly kind: 'echo';
  readonly id: number;
  readonly sequence: number;
  /** Octets of payload. */
  readonly size: number;
  /** `ping -M do` or `-M dont`. */
  readonly dontFragment?: Packet['dontFragment'];
  /** May go to a broadcast address (`ping -b`, SO_BROADCAST). */
  readonly broadcast?: boolean;
}

/** A question to the link's neighbours, as arping sends. */
export interface ArpStimulus extends Common {
  readonly kind: 'arp';
  readonly device: string;
  /** Whom it says to be, be it so or not; `0.0.0.0` where it only asks whether an address is taken. Else as the kernel asks. */
  readonly sender?: Ip;
  /** Asked alone, rather than all. */
  readonly mac?: Mac;
  /** An answer that nobody asked for (`arping -A`). */
  readonly unasked?: true;
}

export type Stimulus = TcpStimulus | UdpStimulus | SynStimulus | EchoStimulus | ArpStimulus;

/** What the asking program learns, `after` in microseconds from its own start. */
export type Outcome =
  | {
      readonly status: 'connected';
      readonly after: number;
      readonly local: Ip;
      readonly localPort: number;
      /** Everything the server sent. */ readonly response: string;
      /** How the stream ended. */ readonly end: 'closed' | 'reset' | 'timeout' | 'ours' | 'open';
      /** When it was open, in microseconds. */ readonly connected: number;
    }
  | {
      readonly status: 'answered';
      readonly after: number;
      readonly from: Ip;
      readonly ttl: number;
      readonly data?: Datagram;
      readonly mac?: Mac;
      readonly size?: number;
    }
  | { readonly status: 'refused'; readonly after: number; readonly from: Ip }
  /** An ICMP error came back, or the neighbour did not answer (`from` is then our own address). */
  | {
      readonly status: 'unreachable';
      readonly after: number;
      readonly from: Ip;
      readonly type: IcmpType;
      readonly ttl: number;
      /** Next-hop MTU of fragmentation-needed. */
      readonly detail?: string;
      /** A REJECT rule of its own host says so: sendto failed with EPERM as well. */
      readonly notPermitted?: true;
    }
  | { readonly status: 'timeout'; readonly after: number }
  /** A rule that is not wholly known here has the say: nobody can tell. */
  | { readonly status: 'unknown'; readonly after: number; readonly rule: RuleDecision }
  /** No route: connect and sendto fail with ENETUNREACH, or as the type of a route that refuses says. */
  | {
      readonly status: 'no-route';
      readonly after: number;
      readonly errno?: 'EHOSTUNREACH' | 'EACCES' | 'EINVAL';
    }
  /** netfilter dropped it on the way out: sendto fails with EPERM. */
  | { readonly status: 'not-permitted'; readonly after: number }
  /** Longer than the device's MTU, and not to be cut: sendto fails with EMSGSIZE. */
  | { readonly status: 'too-big'; readonly after: number; readonly mtu: number }
  /** The bound source address is not here: EADDRNOTAVAIL; or the destination is broadcast: EACCES. */
  | { readonly status: 'invalid-source' | 'broadcast'; readonly after: number };
