/** What a moment of a story tells. */
export const momentKinds = [
  /** Who sends what to where. */
  'send',
  /** How a name was found. */
  'name',
  /** How a MAC address was found. */
  'neighbour',
  /** By which gateway a host passes a packet on. */
  'route',
  /** What NAT put in the place of an address or a port. */
  'rewrite',
  /** The rule that lets a packet through. */
  'rule',
  /** Over a bridge, and out of one of its ports. */
  'bridge',
  /** Into a tunnel, and out of it. */
  'encapsulate',
  'decapsulate',
  /** At the socket, or the kernel that answers. */
  'arrive',
  /** A program in between opens a connection of its own. */
  'proxy',
  /** What comes back, with what undoes NAT on its way. */
  'answer',
  /** The rest of a TCP connection. */
  'handshake',
  'data',
  'close',
  /** It is sent again. */
  'retry',
  /** Other traffic that goes as the first did. */
  'again',
  /** Where a packet is lost or refused. */
  'drop',
] as const;
export type MomentKind = (typeof momentKinds)[number];

/** One thing worth telling about some traffic, and the hops that it consists of. */
export interface Moment {
  readonly kind: MomentKind;
  readonly flow: number;
  /** Its first hop, and the one after its last. */
  readonly from: number;
  readonly to: number;
  /** The hop that decides it, which is shown for it. */
  readonly hop: number;
}
