/** How `python3 -m http.server` is told what to serve. */
import type { Ip } from '../../../ip/address.ts';

export interface HttpServer {
  readonly port: number;
  readonly address: Ip;
  /** Undefined for the working directory. */
  readonly directory: string | undefined;
}

const PORT = 8000;
const MOST = 65_535;

/** What the words after `-m http.server` ask for; a text is what argparse says of a wrong one. */
export function httpServerWords(words: readonly string[]): HttpServer | string {
  let [port, address, directory] = [PORT, '0.0.0.0' as Ip, undefined as string | undefined];
  for (let at = 0; at < words.length; at += 1) {
    const [, option = '', joined] = /^(--?[a-z]+)(?:=(.*))?$/.exec(words[at] ?? '') ?? [];
    if (option !== '') {
      const value = joined ?? words[(at += 1)];
      if (value === undefined) return `argument ${option}: expected one argument`;
      if (['-b', '--bind'].includes(option)) address = value;
      else if (['-d', '--directory'].includes(option)) directory = value;
      else if (!['-p', '--protocol'].includes(option)) return `unrecognized arguments: ${words[at] ?? ''}`;
      continue;
    }
    if (!/^\d+$/.test(words[at] ?? '')) return `argument port: invalid int value: '${words[at] ?? ''}'`;
    port = Number(words[at]);
  }
  return { port, address, directory };
}

/** The same of a whole command line; undefined where it is no such server, or its words are wrong. */
export function httpServerOf(argv: readonly string[]): HttpServer | undefined {
  const at = argv.indexOf('-m');
  if (at < 0 || argv[at + 1] !== 'http.server') return undefined;
  const server = httpServerWords(argv.slice(at + 2));
  return typeof server === 'string' || server.port > MOST ? undefined : server;
}
