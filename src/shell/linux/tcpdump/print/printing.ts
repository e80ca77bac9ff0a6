import type { Octets } from '../../../../wire/octets.ts';

/** How frames are shown. */
export interface Style {
  /** How often -v, -q, -e … were given. */
  readonly verbose: number;
  readonly quiet: boolean;
  readonly link: boolean;
  readonly numeric: boolean;
  /** -N: names without their domain. */
  readonly short: boolean;
  readonly absolute: boolean;
  /** -t given so many times: no time, seconds, since the last, with date, since the first. */
  readonly time: number;
  readonly number: boolean;
  readonly dump: 'none' | 'hex' | 'both' | 'text';
  /** -xx, -XX, -AA: with the link-layer header. */
  readonly dumpLink: boolean;
  readonly snapshot: number;
}

/** Names for numbers; the number itself where it has none. */
export interface PrintNames {
  readonly host: (ip: string) => string;
  readonly port: (port: number, protocol: 'tcp' | 'udp') => string;
  readonly mac: (mac: string) => string;
}

/** The first numbers of the TCP conversations seen so far: others are shown from there. */
export type Conversations = Map<string, { readonly sequence: number; readonly acknowledgement: number }>;

/** All that the printing of one packet depends on. */
export interface Printing {
  readonly style: Style;
  readonly names: PrintNames;
  readonly conversations: Conversations;
  /** Whether the packet is a quotation in an ICMP error. */
  readonly quoted?: boolean;
}

/** An IP packet's parts. */
export interface IpParts {
  readonly version: 4 | 6;
  readonly source: string;
  readonly destination: string;
  readonly protocol: number;
  /** What the transport's checksum covers besides: addresses, and the rest to be filled in. */
  readonly addresses: Octets;
  readonly data: Octets;
  readonly fragmented: boolean;
  /** The whole packet. */
  readonly octets: Octets;
}
