import type { Octets } from './octets.ts';

/** A frame as a capture sees it. */
export interface Seen {
  /** When (ms since 1970, with a fraction). */
  readonly at: number;
  readonly device: { readonly index: number; readonly name: string };
  readonly direction: 'In' | 'B' | 'M' | 'P' | 'Out';
  readonly source: string;
  readonly destination: string;
  readonly ethertype: number;
  readonly vlan?: number | undefined;
  /** The link-layer header: Ethernet's, or of a cooked capture. */
  readonly header: Octets;
  /** What the frame carries. */
  readonly octets: Octets;
}
