import { GRAMMAR } from './grammar.ts';
import { getopt } from '../../tool/options.ts';
import { ToolError } from '../../tool/tool-error.ts';
import type { Style } from './print/printing.ts';
import { USAGE } from './tcpdump.table.ts';

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

/** Reads a command line. Throws ToolError. */
export function readOptions(args: readonly string[]): Options {
  const { operands, error, has, value, all } = getopt(args, GRAMMAR);
  if (error !== undefined) throw new ToolError(`tcpdump: ${error}\n${USAGE}`, 1);
  const count = (letter: string): number => all(letter).length;
  const bad = (complaint: string): ToolError => new ToolError(`tcpdump: ${complaint}\n`, 1);
  const limit = value('c');
  if (limit !== undefined && (!/^\d+$/.test(limit) || Number(limit) === 0)) throw bad(`invalid packet count ${limit}`);
  const snapshot = value('s');
  if (snapshot !== undefined && (!/^\d+$/.test(snapshot) || Number(snapshot) > SNAPSHOT))
    throw bad(`invalid snaplen ${snapshot} (must be >= 0 and <= 262144)`);
  const direction = value('Q') ?? 'inout';
  if (direction !== 'in' && direction !== 'out' && direction !== 'inout')
    throw bad(`unknown capture direction \`${direction}'`);
  const dumped = (['X', 'x', 'A'] as const).find((letter) => has(letter));
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
