import type { Call } from '../../tool/call.ts';
import type { Parsed } from '../../tool/options.ts';
import { ToolError } from '../../tool/tool-error.ts';

/** Without -c a person would interrupt it: after so many. */
const UNTIL_INTERRUPTED = 4;
/** More nobody waits for (linux's ping sends for ever). */
const MOST = 10_000;
const LARGEST_INT = 2 ** 31 - 1;
/** The same where something ends it: as many as there is time for, within reason. */
const UNTIL_KILLED = 1000;

/** Path MTU discovery, as -M says it. */
function discovery(word: string | undefined): boolean | 'probe' | undefined {
  if (word === 'do') return true;
  if (word === 'probe') return 'probe';
  return word === 'dont' ? false : undefined;
}

/** What a call of ping asks for. */
export interface Options {
  readonly count: number;
  /** ms */
  readonly interval: number;
  /** ms to wait for an answer; undefined for twice the longest round trip. */
  readonly wait: number | undefined;
  /** ms until it ends in any case. */
  readonly deadline: number | undefined;
  readonly size: number;
  readonly ttl: number | undefined;
  readonly from: string | undefined;
  /** SO_MARK, as -m says it. */
  readonly mark: number | undefined;
  readonly numeric: boolean;
  readonly quiet: boolean;
  readonly flood: boolean;
  readonly dontFragment: boolean | 'probe' | undefined;
  readonly stamps: boolean;
  readonly family: 4 | 6 | undefined;
}

/** What the options come to. Throws ToolError where they make no sense. */
export function settings({ argv: [name], until }: Call, { options: given, operands, has, value }: Parsed): Options {
  const bad = given.find((option) => 'clmsStwW'.includes(option.name) && !/^\d+(\.\d*)?$/.test(option.value));
  if (bad) throw invalid(`'${bad.value}'`);
  if (operands.length === 0) throw new ToolError('ping: usage error: Destination address required\n', 1);
  const seconds = (letter: string, what: string): number | undefined => {
    const text = value(letter);
    if (text === undefined) return undefined;
    if (!/^\d*\.?\d*$/.test(text) || !/\d/.test(text) || Number(text) * 1000 > LARGEST_INT)
      throw new ToolError(`ping: bad ${what}: ${text}\n`, 2);
    return Number(text) * 1000;
  };
  const number = (letter: string, least: number, most: number): number | undefined => {
    const text = value(letter);
    if (text === undefined) return undefined;
    const size = Number(text);
    if (size < least || size > most) throw invalid(`'${text}': out of range: ${least} <= value <= ${most}`);
    return Math.floor(size);
  };
  const count = Number(value('c') ?? (until === undefined ? UNTIL_INTERRUPTED : UNTIL_KILLED));
  if (count < 1) throw invalid(`'${value('c')}': out of range: 1 <= value <= 9223372036854775807`);
  if (count > MOST) throw invalid(`'${value('c')}': this lab sends at most ${MOST}`);
  return {
    count,
    interval: has('f') ? 0 : (seconds('i', 'timing interval') ?? 1000),
    wait: seconds('W', 'linger time'),
    deadline: second(number('w', 0, LARGEST_INT)),
    size: number('s', 0, LARGEST_INT) ?? 56,
    ttl: number('t', 0, 255),
    from: value('I'),
    mark: number('m', 0, 0xffffffff),
    numeric: has('n'),
    quiet: has('q'),
    flood: has('f'),
    dontFragment: discovery(value('M')),
    stamps: has('D'),
    family: has('6') || name === 'ping6' ? 6 : has('4') || name === 'ping4' ? 4 : undefined,
  };
}

const second = (count: number | undefined): number | undefined => (count === undefined ? undefined : count * 1000);

const invalid = (why: string): ToolError => new ToolError(`ping: invalid argument: ${why}\n`, 1);
