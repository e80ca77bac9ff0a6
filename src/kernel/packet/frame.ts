import type { Ip, Mac } from '../../ip/address.ts';

/** A frame on a device. Devices without Ethernet addresses (lo) carry zero MAC addresses. */
export interface Frame {
  readonly source: Mac;
  readonly destination: Mac;
  readonly vlan?: number;
  readonly payload: Arp | Packet;
  /** The MTU for which its packet was cut: then it stands for all the fragments, which travel together. */
  readonly cut?: number;
}

export interface Arp {
  readonly kind: 'arp';
  readonly operation: 'request' | 'reply';
  readonly senderMac: Mac;
  readonly senderIp: Ip;
  readonly targetMac: Mac;
  readonly targetIp: Ip;
}

/** An IPv4 or IPv6 packet. */
export interface Packet {
  readonly kind: 'ip';
  readonly source: Ip;
  readonly destination: Ip;
  readonly ttl: number;
  readonly transport: Transport;
  /** Whether its program forbids that it be cut, or wants no DF flag; absent where path MTU discovery decides; a probe is not held to what that found. */
  readonly dontFragment?: boolean | 'probe';
  /** Set by netfilter (`-j MARK`); never on the wire. */
  readonly mark?: number;
}

export type Transport = Tcp | Udp | Icmp;

/** Flags as tcpdump prints them: S, S., ., P., F., R, R. */
export type TcpFlags = 'S' | 'S.' | '.' | 'P.' | 'F.' | 'R' | 'R.';

export interface Tcp {
  readonly kind: 'tcp';
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly flags: TcpFlags;
  readonly data: string;
  /** Sequence and acknowledgement numbers, counted from the first of the connection. */
  readonly sequence?: number;
  readonly acknowledgement?: number;
}

export interface Udp {
  readonly kind: 'udp';
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly data: Datagram;
}

export type Datagram =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'dns'; readonly message: DnsMessage }
  | { readonly kind: 'vxlan'; readonly vni: number; readonly frame: Frame };

export type IcmpType =
  | 'echo-request'
  | 'echo-reply'
  | 'net-unreachable'
  | 'host-unreachable'
  | 'protocol-unreachable'
  | 'port-unreachable'
  | 'fragmentation-needed'
  | 'net-prohibited'
  | 'host-prohibited'
  | 'admin-prohibited'
  | 'time-exceeded'
  | 'redirect'
  | 'neighbour-solicitation'
  | 'neighbour-advertisement';

export interface Icmp {
  readonly kind: 'icmp';
  readonly type: IcmpType;
  /** Echo identifier and sequence number. */
  readonly id: number;
  readonly sequence: number;
  /** Octets of echo payload, 56 by default as ping sends. */
  readonly size: number;
  /** The packet that an error speaks of. */
  readonly about?: Packet;
  /** Next-hop MTU of fragmentation-needed, gateway of a redirect, target of neighbour discovery. */
  readonly detail?: string;
  /** Of an advertisement: from a router. */
  readonly router?: true;
}

export type DnsType = 'A' | 'AAAA' | 'PTR' | 'MX' | 'NS' | 'TXT' | 'SOA' | 'SRV' | 'CNAME' | 'HTTPS' | 'ANY';
export type DnsStatus = 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED';

export interface DnsRecord {
  /** Without the trailing dot. */
  readonly name: string;
  readonly type: DnsType;
  readonly ttl: number;
  readonly data: string;
}

export interface DnsMessage {
  readonly id: number;
  readonly query: boolean;
  /** The name asked for, without the trailing dot, its case kept. */
  readonly name: string;
  readonly type: DnsType;
  readonly status: DnsStatus;
  readonly answers: readonly DnsRecord[];
  /** Whether an EDNS OPT record rides along (dig sends one, the libc resolver does not). */
  readonly edns: boolean;
  readonly recursionDesired: boolean;
  readonly recursionAvailable: boolean;
  readonly authoritative: boolean;
  /** Names in it are written out, as dockerd writes its own answers, where others point to the question's. */
  readonly uncompressed?: boolean;
}
