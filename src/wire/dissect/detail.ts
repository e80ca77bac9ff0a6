import type { Octets } from '../octets.ts';

/** One line of a packet's detail, as Wireshark's packet details have it. */
export interface Detail {
  /** Wireshark's name for filters, such as `ip.ttl`; among the children of one line several may have the same. */
  readonly id: string;
  /** `Time to Live` */
  readonly name: string;
  readonly value: string;
  /** Which bits of its octets it is: `.1.. ....`. */
  readonly bits?: string;
  /** Its octets in the frame; as many as none where it is worked out. */
  readonly from: number;
  readonly to: number;
  /** Worked out and not on the wire: stands in brackets. */
  readonly worked?: true;
  readonly children?: readonly Detail[] | undefined;
  /** Its value before the hop that changed it. */
  readonly before?: string | undefined;
}

/** A protocol's header, with its fields as children; its value sums it up. */
export interface Layer extends Detail {
  readonly id: Protocol | 'frame';
  /** A short name: `IPv4`. */
  readonly short: string;
  readonly children: readonly Detail[];
  /** The layer is new on the packet: a header was put around it. */
  readonly added?: true;
}

export type Protocol =
  | 'eth'
  | 'vlan'
  | 'arp'
  | 'ip'
  | 'ipv6'
  | 'ipv6.fraghdr'
  | 'icmp'
  | 'icmpv6'
  | 'tcp'
  | 'udp'
  | 'vxlan'
  | 'dns'
  | 'http'
  | 'data-text-lines'
  | 'data';

/** A part of a frame that a protocol is to read. */
export interface Part {
  readonly protocol: Protocol;
  readonly from: number;
  /** Index after its last octet. */
  readonly to: number;
  /** The addresses of the IP header around it, which its checksum covers. */
  readonly addresses?: Octets;
  /** Of a packet that an ICMP error quotes, and may not be whole. */
  readonly quoted?: true | undefined;
  /** One of several fragments: what it carries is not whole. */
  readonly fragment?: true | undefined;
}

/** What a protocol made of its part, and what follows; `within` is told below its own line. */
export interface Dissected {
  readonly layer: Layer;
  readonly next?: Part | undefined;
  readonly within?: Part | undefined;
}

/** What the octets do not tell by themselves. */
export interface Known {
  /** Datagrams are DNS, whatever their ports: the embedded server is reached on one of its own. */
  readonly dns: boolean;
  /** The port of VXLAN. */
  readonly vxlan: number | undefined;
  /** Where the numbers of a TCP segment's sender and receiver begin. */
  readonly first: { readonly sequence: number; readonly acknowledgement: number };
}

export type Dissector = (octets: Octets, part: Part, known: Known) => Dissected;

type Value = string | number;

/** A field of whole octets. */
export const field = (
  id: string,
  name: string,
  value: Value,
  from: number,
  length: number,
  children?: readonly Detail[],
): Detail => ({ id, name, value: String(value), from, to: from + length, children });

/** What is worked out from other fields. */
export const worked = (id: string, name: string, value: Value): Detail => ({
  id,
  name,
  value: String(value),
  from: 0,
  to: 0,
  worked: true,
});

/** Bits of a word, told by their place in it. */
export interface Bits {
  readonly word: number;
  /** Width of the word. */
  readonly width: number;
  readonly mask: number;
}

/** A field of some bits of a word that stands at `from`. */
export const bitField = (
  id: string,
  name: string,
  value: Value,
  bits: Bits,
  from: number,
  children?: readonly Detail[],
): Detail => ({
  ...field(id, name, value, from, Math.ceil(bits.width / 8), children),
  bits: patternOf(bits),
});

/** A field of one bit. */
export function flag(
  id: string,
  name: string,
  bits: Bits,
  from: number,
  [yes, no]: readonly [string, string] = ['Set', 'Not set'],
): Detail {
  return bitField(id, name, (bits.word & bits.mask) === 0 ? no : yes, bits, from);
}

/** `.1.. ....`: the bits of a mask as they stand in a word, points for the others. */
function patternOf({ word, width, mask }: Bits): string {
  let text = '';
  for (let bit = width - 1; bit >= 0; bit--) {
    const of = (value: number): number => Math.floor(value / 2 ** bit) % 2;
    text += of(mask) === 0 ? '.' : of(word);
    if (bit % 4 === 0 && bit > 0) text += ' ';
  }
  return text;
}

/** A line as text: `.1.. .... = Don't fragment: Set`; a layer's as `Ethernet II, Src: …`. */
export function lineOf({ bits, name, value, worked: isWorked, before }: Detail, joint = ': '): string {
  const said = value === '' ? name : `${name}${joint}${value}`;
  const text = `${bits === undefined ? '' : `${bits} = `}${said}${before === undefined ? '' : ` (before: ${before})`}`;
  return isWorked ? `[${text}]` : text;
}

/** What stands between a layer's name and what sums it up. */
export function jointOf({ id, value }: Layer): string {
  if (id === 'frame') return ': ';
  return value.startsWith('(') ? ' ' : ', ';
}
