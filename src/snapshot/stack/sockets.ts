/** What listens: `ss -tulpn` with and without its headers, `netstat -tulpn`, and /proc/net/tcp and its like. */
import { bytesOf, fromNumber, parseIp } from '../../ip/address.ts';
import type { SocketFacts } from '../snapshot.ts';
import { known, wordOf } from '../fields.ts';

const SS = /^(?:(tcp|udp)\s+)?(LISTEN|UNCONN)\s+\d+\s+\d+\s+(\S+):(\d{1,5}|\*)\s+\S+(.*)$/;
const NETSTAT = /^(tcp|udp)(6?)\s+\d+\s+\d+\s+(\S+):(\d{1,5})\s+\S+:\*\s*(LISTEN)?\s*(.*)$/;
const PROC = /^\s*\d+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) (?:0{8}|0{32}):0000 (0A|07)\s/;
const HEADER = /^\s*(Netid\s+State|State\s+Recv-Q|Proto\s+Recv-Q|Active Internet connections|sl\s+local_address)/;

export const isSocketHeader = (line: string): boolean => HEADER.test(line);
export const isSocketLine = (line: string): boolean =>
  SS.test(line) ||
  NETSTAT.test(line) ||
  PROC.test(line) ||
  /^(tcp|udp)6?\s+(\S+\s+)?\d+\s+\d+\s+\S+:\S+\s+\S+:\S+/.test(line) ||
  /^\s*\d+: [0-9A-F]{8,32}:[0-9A-F]{4} [0-9A-F]{8,32}:/.test(line);

/** Sockets that listen, each once. */
export function readSockets(lines: readonly string[]): SocketFacts[] {
  const found = new Map<string, SocketFacts>();
  const read = lines.flatMap((line) => ofSs(line) ?? ofNetstat(line) ?? ofProc(line) ?? []);
  // In some listings :: stands for both families, unless 0.0.0.0 is there beside it.
  const four = new Set(
    read.flatMap(({ protocol, address, port }) => (address === '0.0.0.0' ? [`${protocol}/${port}`] : [])),
  );
  for (const socket of read) {
    const whole =
      socket.address === '?::'
        ? four.has(`${socket.protocol}/${socket.port}`)
          ? { ...socket, address: '::', v6only: true as const }
          : { ...socket, address: '*' }
        : socket;
    const key = `${whole.protocol} ${whole.address} ${whole.port}`;
    if (!found.has(key)) found.set(key, whole);
  }
  return [...found.values()];
}

const portOf = (text: string): number | undefined =>
  Number(text) > 0 && Number(text) <= 65_535 ? Number(text) : undefined;

function ofSs(line: string): SocketFacts | undefined {
  const [, protocol, state, where = '', number = '', rest = ''] = SS.exec(line) ?? [];
  const address = addressOf(where);
  const port = portOf(number);
  if (state === undefined || address === undefined || port === undefined) return undefined;
  return known({
    protocol: (protocol ?? (state === 'LISTEN' ? 'tcp' : 'udp')) as 'tcp' | 'udp',
    address,
    port,
    v6only: address === '::' ? (true as const) : undefined,
    program: wordOf(/users:\(\("([^"]*)"/.exec(rest)?.[1]),
  });
}

function ofNetstat(line: string): SocketFacts | undefined {
  const [, protocol, six, where = '', number = '', listens, rest = ''] = NETSTAT.exec(line) ?? [];
  const address = addressOf(where);
  const port = portOf(number);
  if (protocol === undefined || address === undefined || port === undefined) return undefined;
  if (protocol === 'tcp' && listens === undefined) return undefined;
  return known({
    protocol: protocol as 'tcp' | 'udp',
    address: six === '6' && address === '::' ? '?::' : address,
    port,
    program: wordOf(/(?:^|\s)\d+\/([^\s:]+)/.exec(rest)?.[1]),
  });
}

/** `0.0.0.0`, `[::]`, `*`, `127.0.0.53%lo` */
function addressOf(text: string): string | undefined {
  const bare = text.replace(/^\[(.*)\]$/, '$1').replace(/%[^\]]*\]?$/, '');
  return bare === '*' ? '*' : parseIp(bare);
}

function ofProc(line: string): SocketFacts | undefined {
  const [, hex = '', port = '', state] = PROC.exec(line) ?? [];
  const number = portOf(String(parseInt(port, 16)));
  if (state === undefined || number === undefined) return undefined;
  const address = hex.length === 8 ? fromNumber(reversed(hex)) : sixOf(hex);
  return { protocol: state === '0A' ? 'tcp' : 'udp', address: address === '::' ? '?::' : address, port: number };
}

/** Words of four bytes stand in the processor's order. */
const reversed = (hex: string): number => parseInt((hex.match(/../g) ?? []).reverse().join(''), 16);

function sixOf(hex: string): string {
  const words = (hex.match(/.{8}/g) ?? []).map((word) => (word.match(/../g) ?? []).reverse().join(''));
  const text = (words.join('').match(/.{4}/g) ?? []).join(':').toLowerCase();
  const parsed = parseIp(text) ?? '::';
  const bytes = bytesOf(parsed);
  const mapped =
    bytes.length === 16 && bytes.slice(0, 10).every((each) => each === 0) && bytes[10] === 255 && bytes[11] === 255;
  return mapped ? bytes.slice(12).join('.') : parsed;
}
