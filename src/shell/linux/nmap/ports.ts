import { ToolError } from '../../tool/tool-error.ts';
import { NAMES, TOP, USUAL } from './ports.table.ts';

export type Protocol = 'tcp' | 'udp';

/** The ports to scan, in order. */
export interface Ports {
  readonly tcp: readonly number[];
  readonly udp: readonly number[];
}

const LAST = 65_535;
const quit = (complaint: string): ToolError => new ToolError(`${complaint}\nQUITTING!\n`, 1);

const named = (protocol: Protocol): ReadonlyMap<number, string> =>
  new Map(
    NAMES[protocol].split(/\s+/).map((entry) => {
      const [port = '', name = ''] = entry.split('=');
      return [Number(port), name];
    }),
  );
const names = { tcp: named('tcp'), udp: named('udp') };

/** What nmap calls a port. */
export const serviceOf = (protocol: Protocol, port: number): string => names[protocol].get(port) ?? 'unknown';

const listed = (text: string): number[] =>
  text.split(/\s+/).flatMap((part) => {
    const [from = 0, to = from] = part.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });

const sorted = (ports: Iterable<number>): number[] => [...new Set(ports)].sort((a, b) => a - b);

interface Asked {
  readonly text: string | undefined;
  readonly fast: boolean;
  readonly top: number | undefined;
  readonly tcp: boolean;
  readonly udp: boolean;
}

/** The ports that `-p`, `-F` or `--top-ports` name, else the usual thousand. Throws ToolError. */
export function portsOf({ text, fast, top, tcp, udp }: Asked): Ports {
  const of = (protocol: Protocol): readonly number[] => {
    if (text !== undefined) return sorted(written(text, protocol));
    const ranked = TOP[protocol].split(/\s+/).map(Number);
    if (fast) return sorted(ranked);
    if (top !== undefined) {
      if (!(top >= 1)) throw quit('Argument to --top-ports must be at least 1');
      if (top <= ranked.length) return sorted(ranked.slice(0, top));
    }
    return sorted(listed(USUAL[protocol]));
  };
  return { tcp: tcp ? of('tcp') : [], udp: udp ? of('udp') : [] };
}

/** `22,80-90,T:21,U:53,http,-`: the ports of a protocol in a list. */
function written(text: string, wanted: Protocol): number[] {
  const found: number[] = [];
  let protocol: Protocol | undefined;
  for (const part of text.split(',')) {
    const [, prefix, rest = ''] = /^(?:([TU]):)?(.*)$/.exec(part) ?? [];
    if (prefix !== undefined) protocol = prefix === 'T' ? 'tcp' : 'udp';
    if (protocol !== undefined && protocol !== wanted) continue;
    found.push(...range(rest, wanted));
  }
  return found;
}

function range(text: string, protocol: Protocol): number[] {
  const [, from, dash, to] = /^(\d*)(-?)(\d*)$/.exec(text) ?? [];
  if (from !== undefined && text !== '') {
    const first = from === '' ? 1 : Number(from);
    const last = dash === '' ? first : to === '' ? LAST : Number(to);
    if (first > LAST || last > LAST) throw quit('Ports specified must be between 0 and 65535 inclusive');
    if (first > last) throw quit(`Your port range ${first}-${last} is backwards. Did you mean ${last}-${first}?`);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  }
  const matching = [...names[protocol]].filter(([, name]) => name === text).map(([port]) => port);
  if (matching.length === 0) throw quit(`Found no matches for the service mask '${text}' and your specified protocols`);
  return matching;
}
