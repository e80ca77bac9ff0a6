import type { Ip, Prefix } from '../../../../ip/address.ts';
import { ToolError } from '../../../tool/tool-error.ts';

/** A filter of pcap-filter(7), read. Plain data: a capture keeps it. */
export type Filter =
  | { readonly op: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly op: 'not'; readonly inner: Filter }
  | { readonly op: 'is'; readonly protocol: Protocol }
  | { readonly op: 'address'; readonly protocol?: Protocol; readonly way: Way; readonly prefixes: readonly Prefix[] }
  | { readonly op: 'mac'; readonly way: Way; readonly mac: string }
  | {
      readonly op: 'port';
      readonly protocol?: Protocol;
      readonly way: Way;
      readonly low: number;
      readonly high: number;
    }
  /** The protocol of IP's or the type of Ethernet's payload. */
  | { readonly op: 'number'; readonly of: 'ip' | 'ip6' | 'both' | 'ether'; readonly number: number }
  | { readonly op: 'vlan'; readonly id?: number }
  | { readonly op: 'length'; readonly least?: number; readonly most?: number }
  | { readonly op: 'group'; readonly of: 'ether' | 'ip' | 'ip6'; readonly broadcast: boolean }
  | { readonly op: 'bound'; readonly inward: boolean }
  | { readonly op: 'compare'; readonly relation: Relation; readonly left: Term; readonly right: Term };

export type Protocol = 'ether' | 'ip' | 'ip6' | 'arp' | 'rarp' | 'tcp' | 'udp' | 'icmp' | 'icmp6' | 'sctp' | 'igmp';
/** Which end an address or port is at. */
export type Way = 'src' | 'dst' | 'either' | 'both';
export type Relation = '=' | '!=' | '<' | '>' | '<=' | '>=';
export type Term =
  | { readonly op: 'value'; readonly value: number }
  | { readonly op: 'len' }
  | { readonly op: 'octets'; readonly protocol: Protocol; readonly at: Term; readonly size: number }
  | {
      readonly op: '+' | '-' | '*' | '/' | '%' | '&' | '|' | '^' | '<<' | '>>';
      readonly left: Term;
      readonly right: Term;
    };

/** libpcap's complaint about a filter. */
export class FilterError extends ToolError {
  constructor(complaint: string) {
    super(`tcpdump: ${complaint}\n`, 1);
  }
}

export interface FilterNames {
  /** The addresses of a host. */
  readonly host: (name: string) => readonly Ip[];
  readonly port: (name: string, protocol?: string) => number | undefined;
}

export const syntaxError = (): never => {
  throw new FilterError("can't parse filter expression: syntax error");
};

const TOKEN = /\s*(&&|\|\||<<|>>|[<>!=]=|[()[\]!&|=<>+*/^%-]|[\w\\.][\w.:/\\-]*|::[\w:.]*(?:\/\d+)?)/y;
/** Within brackets a colon stands between an offset and a size. */
const INSIDE = /\s*(<<|>>|[()[\]&|+*/^%:-]|\w[\w]*(?:-[a-z]\w*)*)/y;

/** The words and signs of a filter. Throws FilterError. */
export function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  let depth = 0;
  for (let at = 0; text.slice(at).trim() !== '';) {
    const pattern = depth > 0 ? INSIDE : TOKEN;
    pattern.lastIndex = at;
    const token = pattern.exec(text)?.[1];
    if (token === undefined) return syntaxError();
    at = pattern.lastIndex;
    if (token === '[') depth += 1;
    if (token === ']') depth -= 1;
    tokens.push(token);
  }
  return tokens;
}
