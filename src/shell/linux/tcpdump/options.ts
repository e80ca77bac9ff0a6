import { getopt } from '../getopt.ts';
import type { Style } from './printing.ts';

const SHORT = 'aAbB:c:C:dDeE:fF:G:hHi:IjJ:KlLm:M:nNOpqQ:r:s:StT:uUvV:w:W:xXy:Yz:Z:#';
const LONG = {
  'buffer-size=': 'B',
  'list-interfaces': 'D',
  help: 'h',
  'interface=': 'i',
  'monitor-mode': 'I',
  'time-stamp-type=': 'j',
  'list-time-stamp-types': 'J',
  'dont-verify-checksums': 'K',
  'list-data-link-types': 'L',
  'no-optimize': 'O',
  'no-promiscuous-mode': 'p',
  'direction=': 'Q',
  'snapshot-length=': 's',
  'absolute-tcp-sequence-numbers': 'S',
  'packet-buffered': 'U',
  'linktype=': 'y',
  'immediate-mode': 'immediate-mode',
  'relinquish-privileges=': 'Z',
  number: '#',
  print: 'print',
  version: 'version',
  count: 'count',
  'time-stamp-precision=': 'precision',
  micro: 'micro',
  nano: 'nano',
  lengths: 'lengths',
};

const SNAPSHOT = 262_144;

/** A command line of tcpdump, read. */
export interface Options {
  readonly style: Style;
  readonly device: string | undefined;
  readonly limit: number | undefined;
  readonly read: string | undefined;
  readonly write: string | undefined;
  /** Prints although it writes to a file. */
  readonly print: boolean;
  /** --count: only how many. */
  readonly counts: boolean;
  readonly promiscuous: boolean;
  readonly direction: 'in' | 'out' | 'inout';
  readonly asks: 'version' | 'help' | 'devices' | 'types' | 'program' | undefined;
  readonly filterFile: string | undefined;
  readonly filter: string;
}

/** Reads a command line; `complaint` is what is wrong with it, `usage` whether the usage follows. */
export function readOptions(args: readonly string[]): Options | { complaint: string; usage: boolean } {
  const { options, operands, error } = getopt(args, { short: `+${SHORT}`, long: LONG });
  if (error !== undefined) return { complaint: error, usage: true };
  const count = (letter: string): number => options.filter(({ name }) => name === letter).length;
  const has = (letter: string): boolean => count(letter) > 0;
  const value = (letter: string): string | undefined => options.findLast(({ name }) => name === letter)?.value;
  const bad = (complaint: string) => ({ complaint, usage: false });
  const limit = value('c');
  if (limit !== undefined && (!/^\d+$/.test(limit) || Number(limit) === 0)) return bad(`invalid packet count ${limit}`);
  const snapshot = value('s');
  if (snapshot !== undefined && (!/^\d+$/.test(snapshot) || Number(snapshot) > SNAPSHOT))
    return bad(`invalid snaplen ${snapshot} (must be >= 0 and <= 262144)`);
  const direction = value('Q') ?? 'inout';
  if (direction !== 'in' && direction !== 'out' && direction !== 'inout')
    return bad(`unknown capture direction \`${direction}'`);
  const dumped = (['X', 'x', 'A'] as const).find(has);
  return {
    style: {
      verbose: count('v'),
      quiet: has('q'),
      link: has('e'),
      numeric: has('n'),
      short: has('N'),
      absolute: has('S'),
      time: count('t'),
      number: has('#'),
      dump: has('X') ? 'both' : has('x') ? 'hex' : has('A') ? 'text' : 'none',
      dumpLink: dumped !== undefined && count(dumped) > 1,
      snapshot: Number(snapshot ?? 0) || SNAPSHOT,
    },
    device: value('i'),
    limit: limit === undefined ? undefined : Number(limit),
    read: value('r'),
    write: value('w'),
    print: has('print'),
    counts: has('count'),
    promiscuous: !has('p'),
    direction,
    asks: has('version')
      ? 'version'
      : has('h')
        ? 'help'
        : has('D')
          ? 'devices'
          : has('L')
            ? 'types'
            : has('d')
              ? 'program'
              : undefined,
    filterFile: value('F'),
    filter: operands.join(' '),
  };
}
